public import GeoPrimitives

/// Pages of text, tables, charts and maps: the sheet of a village, of an area, a monthly report.
public struct SheetDocument: Sendable {
  /// A part of a page.
  public indirect enum Part: Sendable {
    /// A heading.
    case heading(String)
    /// What is known, each with its name.
    case facts([(name: String, value: String)])
    /// A table, which may go on on the next page.
    case table(SheetTable)
    /// A chart of months, so many millimetres high.
    case chart(SheetChart, height: Double)
    /// A map.
    case figure(SheetFigure)
    /// The meaning of a map's colours and lines.
    case legend(Legend, lines: [MapSheet.LineEntry])
    /// Words.
    case note(SheetNote)
    /// Parts side by side, each with its share of the width.
    case row([(share: Double, parts: [Part])])
  }

  /// The sheet.
  public var paper: Paper
  /// The language of its words.
  public var language: DisplayLanguage
  /// A short line above the title.
  public var overline: String
  /// What it is called.
  public var title: String
  /// What it is of.
  public var place: String
  /// What stands at the foot of every page.
  public var footer: String
  /// The parts.
  public var parts: [Part]

  /// Pages of parts.
  public init(
    paper: Paper, language: DisplayLanguage, overline: String, title: String, place: String,
    footer: String, parts: [Part] = []
  ) {
    self.paper = paper
    self.language = language
    self.overline = overline
    self.title = title
    self.place = place
    self.footer = footer
    self.parts = parts
  }

  private static let style = SheetFigure.style
  /// The room between parts that stand side by side, in millimetres.
  private static let columnGap = 7.0
  private static let margin = 15.0

  /// How wide the parts of a sheet are, in units.
  public static func width(on paper: Paper) -> Double {
    (paper.width - 2 * margin) * Paper.unitsPerMillimeter
  }

  /// How wide a part is that has a share of a row, in units.
  public static func width(on paper: Paper, share: Double) -> Double {
    (width(on: paper) - style.length(columnGap)) * share
  }

  /// How many pages are made at most; the rest of a longer document is left out, and said so.
  static let mostPages = 60
}

extension SheetDocument {
  /// The pages.
  public func pages() -> [Scene] {
    let area = contentArea
    var flow = SheetFlow(area)
    flow.add(titleBlock(width: area.width))
    for part in parts { add(part, to: &flow, width: area.width) }
    let pages = flow.finished().prefix(Self.mostPages)
    return pages.enumerated().map { number, items in
      Scene(
        width: paper.width * Paper.unitsPerMillimeter,
        height: paper.height * Paper.unitsPerMillimeter, background: SheetStyle.paper,
        items: items + foot(page: number + 1, of: pages.count),
        title: "\(title), \(place)")
    }
  }

  /// The pages as a PDF document.
  /// - Parameter day: The day that it bears.
  /// - Returns: The bytes of a file.
  /// - Throws: `RenderingError` when it cannot be drawn.
  public func pdf(day: CivilDate) throws(RenderingError) -> [UInt8] {
    try ScenePDF.document(pages(), title: "\(title), \(place)", day: day)
  }

  private var contentArea: PlanarRectangle {
    let margin = Self.margin * Paper.unitsPerMillimeter
    return PlanarRectangle(
      minX: margin, minY: margin * 0.8, maxX: paper.width * Paper.unitsPerMillimeter - margin,
      maxY: paper.height * Paper.unitsPerMillimeter - margin * 1.2)
  }

  private func titleBlock(width: Double) -> SheetBlock {
    let style = Self.style
    let stroke = style.stroke(1.2)
    let text = SheetBlock.stack(
      [
        style.text(overline, style.overline, color: SheetStyle.accent, width: width),
        style.text(title, style.title, width: width, leading: 1.18),
        style.text(place, style.body, color: SheetStyle.quietInk, width: width),
      ].filter { $0.height > 0 }, gap: style.length(0.7))
    return SheetBlock(height: text.height + style.length(2.5), isRuled: false) { box in
      text.items(in: box) + [
        .line(
          SceneLine(
            points: [
              PlanarPoint(x: box.minX, y: box.maxY), PlanarPoint(x: box.maxX, y: box.maxY),
            ], stroke: stroke))
      ]
    }
  }

  private func foot(page: Int, of count: Int) -> [SceneItem] {
    let (area, font) = (contentArea, Self.style.small)
    let y = area.maxY + Self.style.length(8)
    func label(_ text: String, _ x: Double, _ anchor: SceneLabel.Anchor) -> SceneItem {
      .label(
        SceneLabel(
          text: text, place: PlanarPoint(x: x, y: y), anchor: anchor, font: font,
          color: SheetStyle.quietInk))
    }
    let number =
      language == .indonesian ? "Halaman \(page) dari \(count)" : "Page \(page) of \(count)"
    let room = area.width - TextMeasure.width(of: number, font: font) - Self.style.length(6)
    return [
      label(SheetLine.shortened(footer, font, to: room), area.minX, .start),
      label(number, area.maxX, .end),
    ]
  }

  // MARK: Parts

  private func add(_ part: Part, to flow: inout SheetFlow, width: Double) {
    let style = Self.style
    switch part {
    case .heading(let text):
      flow.add(
        style.text(text, style.subtitle, color: SheetStyle.accent, width: width),
        gap: style.length(5), keepsWithNext: style.length(14))
    case .table(let table):
      let blocks = table.blocks(style, width: width)
      flow.add(blocks.heading, gap: style.length(2), keepsWithNext: style.length(5))
      for row in blocks.rows { flow.add(row, repeating: blocks.heading) }
    default: flow.add(block(of: part, width: width), gap: style.length(3))
    }
  }

  /// A part as one block.
  private func block(of part: Part, width: Double) -> SheetBlock {
    let style = Self.style
    switch part {
    case .heading(let text):
      return style.text(text, style.subtitle, color: SheetStyle.accent, width: width)
    case .facts(let facts): return self.facts(facts, width: width)
    case .table(let table):
      let blocks = table.blocks(style, width: width)
      return .stack([blocks.heading] + blocks.rows, gap: 0)
    case .chart(let chart, let height): return chart.block(style, height: height)
    case .figure(let figure): return figure.block()
    case .legend(let legend, let lines):
      let legend = SheetLegend(
        style: style, legend: legend, lines: lines, areas: [], width: width)
      return .stack(
        [legend.layerBlocks, legend.mapBlocks, legend.remarks].filter { !$0.isEmpty }
          .map { SheetBlock.stack($0, gap: style.length(0.4)) }, gap: style.length(1.4))
    case .note(let note): return style.note(note, width: width)
    case .row(let columns): return row(columns, width: width)
    }
  }

  private func facts(_ facts: [(name: String, value: String)], width: Double) -> SheetBlock {
    let style = Self.style
    let left = width * 0.44
    return .stack(
      facts.map { fact in
        let name = style.text(
          fact.name, style.small, color: SheetStyle.quietInk, width: left * 0.95)
        let value = style.text(fact.value, style.strong, width: width - left)
        let stroke = style.stroke(0.3, SheetStyle.rule)
        return SheetBlock(
          height: max(name.height, value.height) + style.length(1), isRuled: false
        ) { box in
          var right = box
          right.minX += left
          return name.items(in: box) + value.items(in: right) + [
            .line(
              SceneLine(
                points: [
                  PlanarPoint(x: box.minX, y: box.maxY), PlanarPoint(x: box.maxX, y: box.maxY),
                ], stroke: stroke))
          ]
        }
      }, gap: style.length(0.5))
  }

  private func row(_ columns: [(share: Double, parts: [Part])], width: Double) -> SheetBlock {
    let gap = Self.style.length(Self.columnGap)
    let room = width - gap * Double(max(columns.count - 1, 0))
    var x = 0.0
    let stacks = columns.map { column -> (x: Double, width: Double, block: SheetBlock) in
      let own = room * column.share
      defer { x += own + gap }
      let blocks = column.parts.map { block(of: $0, width: own) }
      return (x, own, .stack(blocks, gap: Self.style.length(2.5)))
    }
    return SheetBlock(height: stacks.map(\.block.height).max() ?? 0, isRuled: false) { box in
      stacks.flatMap { stack in
        stack.block.items(
          in: PlanarRectangle(
            minX: box.minX + stack.x, minY: box.minY, maxX: box.minX + stack.x + stack.width,
            maxY: box.maxY))
      }
    }
  }
}

/// Blocks that are put on pages, one after the other.
private struct SheetFlow {
  private let area: PlanarRectangle
  private var pages: [[SceneItem]] = [[]]
  private var y: Double

  init(_ area: PlanarRectangle) {
    self.area = area
    y = area.minY
  }

  /// Puts a block beneath those before it, or on the next page.
  /// - Parameters:
  ///   - block: The block.
  ///   - gap: The room above it, unless a page begins with it.
  ///   - room: How much must fit beneath it on its page.
  ///   - heading: What is repeated before it where a page begins.
  mutating func add(
    _ block: SheetBlock, gap: Double = 0, keepsWithNext room: Double = 0,
    repeating heading: SheetBlock? = nil
  ) {
    let isFirst = y == area.minY
    if !isFirst, y + gap + block.height + room > area.maxY {
      pages.append([])
      y = area.minY
      if let heading { place(heading) }
    } else if !isFirst {
      y += gap
    }
    place(block)
  }

  private mutating func place(_ block: SheetBlock) {
    pages[pages.count - 1] += block.items(
      in: PlanarRectangle(minX: area.minX, minY: y, maxX: area.maxX, maxY: y + block.height))
    y += block.height
  }

  func finished() -> [[SceneItem]] { pages }
}
