/// A table of a sheet.
public struct SheetTable: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// Its heading.
    public var title: String
    /// Whether it holds numbers, which stand to the right.
    public var isNumber: Bool

    /// A column.
    public init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The lines: a text for each column.
  public var rows: [[String]]
  /// Whether the last line is a sum.
  public var hasTotal: Bool

  /// A table.
  public init(_ columns: [Column], rows: [[String]], hasTotal: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.hasTotal = hasTotal
  }

  /// The heading and the lines as blocks.
  func blocks(_ style: SheetStyle, width: Double) -> (heading: SheetBlock, rows: [SheetBlock]) {
    let layout = SheetTableLayout(self, style, width: width)
    let last = rows.indices.last
    return (
      layout.heading,
      rows.indices.map { layout.row(rows[$0], isTotal: hasTotal && $0 == last) }
    )
  }
}

/// How wide the columns of a table are.
private struct SheetTableLayout {
  let table: SheetTable
  let style: SheetStyle
  /// The left edge and the width of each column.
  let spans: [(x: Double, width: Double)]

  init(_ table: SheetTable, _ style: SheetStyle, width: Double) {
    self.table = table
    self.style = style
    let gap = style.length(3)
    var widths = table.columns.indices.map { column -> Double in
      let cells = table.rows.compactMap { column < $0.count ? $0[column] : nil }
      // Headings may be broken, words may not.
      let words = table.columns[column].title.split(separator: " ").map(String.init)
      let cellWidth = cells.map { TextMeasure.width(of: $0, font: style.strong) }.max() ?? 0
      let wordWidth = words.map { TextMeasure.width(of: $0, font: style.heading) }.max() ?? 0
      return max(cellWidth, wordWidth)
    }
    let room = width - gap * Double(max(widths.count - 1, 0))
    Self.adjust(&widths, to: room, isText: table.columns.map { !$0.isNumber })
    var edges: [(x: Double, width: Double)] = []
    for width in widths {
      edges.append((edges.last.map { $0.x + $0.width + gap } ?? 0, width))
    }
    spans = edges
  }

  /// Gives what is left over to columns of text, or takes what is missing from the widest.
  private static func adjust(_ widths: inout [Double], to room: Double, isText: [Bool]) {
    let left = room - widths.reduce(0, +)
    if left > 0 {
      let takers = widths.indices.filter { isText[$0] }
      let all = takers.isEmpty ? Array(widths.indices) : takers
      for index in all { widths[index] += left / Double(all.count) }
    } else {
      for _ in 0..<64 {
        let missing = widths.reduce(0, +) - room
        guard missing > 0.01,
          let widest = widths.indices.max(by: { widths[$0] < widths[$1] })
        else { break }
        let others = widths.filter { $0 < widths[widest] - 0.01 }.max() ?? 0
        let alike = widths.indices.filter { widths[$0] >= widths[widest] - 0.01 }
        let step = min(missing / Double(alike.count), max(widths[widest] - others, 0.02))
        for index in alike { widths[index] = max(widths[index] - step, 1) }
      }
    }
  }

  /// The headings of the columns.
  var heading: SheetBlock {
    let texts = table.columns.indices.map { column in
      style.text(
        table.columns[column].title, style.heading, color: SheetStyle.accent,
        width: spans[column].width, anchor: table.columns[column].isNumber ? .end : .start,
        leading: 1.15)
    }
    let height = (texts.map(\.height).max() ?? 0) + style.length(1.6)
    let (edges, stroke) = (spans, style.stroke(0.8, SheetStyle.accent))
    let room = style.length(0.9)
    return SheetBlock(height: height, isRuled: false) { box in
      zip(texts, edges).flatMap { text, span in
        // Headings stand on the line, however many lines they have.
        text.items(
          in: PlanarRectangle(
            minX: box.minX + span.x, minY: box.maxY - text.height - room,
            maxX: box.minX + span.x + span.width, maxY: box.maxY))
      } + [
        .line(
          SceneLine(
            points: [
              PlanarPoint(x: box.minX, y: box.maxY), PlanarPoint(x: box.maxX, y: box.maxY),
            ], stroke: stroke))
      ]
    }
  }

  func row(_ cells: [String], isTotal: Bool) -> SheetBlock {
    let height = style.length(4.6)
    let font = isTotal ? style.strong : style.body
    let shown = zip(cells, spans).enumerated().map { column, cell in
      SheetLine.shortened(cell.0, font, to: cell.1.width)
    }
    let (edges, table) = (spans, table)
    let stroke = style.stroke(isTotal ? 0.8 : 0.3, isTotal ? SheetStyle.accent : SheetStyle.rule)
    return SheetBlock(height: height, isRuled: false) { box in
      let y = isTotal ? box.minY : box.maxY
      let rule = SceneItem.line(
        SceneLine(
          points: [PlanarPoint(x: box.minX, y: y), PlanarPoint(x: box.maxX, y: y)],
          stroke: stroke))
      return [rule]
        + zip(shown, edges).enumerated().map { column, cell in
          let isNumber = table.columns[column].isNumber
          return .label(
            SceneLabel(
              text: cell.0,
              place: PlanarPoint(
                x: box.minX + cell.1.x + (isNumber ? cell.1.width : 0),
                y: (box.minY + box.maxY) / 2 + font.size * 0.36),
              anchor: isNumber ? .end : .start, font: font, color: SheetStyle.ink))
        }
    }
  }
}

/// Texts on one line.
enum SheetLine {
  /// The text, its end left out where it would be wider than there is room.
  static func shortened(_ text: String, _ font: SceneFont, to width: Double) -> String {
    guard TextMeasure.width(of: text, font: font) > width + 0.5 else { return text }
    var kept = Substring(text)
    while !kept.isEmpty, TextMeasure.width(of: kept + "…", font: font) > width {
      kept = kept.dropLast()
    }
    return kept + "…"
  }
}
