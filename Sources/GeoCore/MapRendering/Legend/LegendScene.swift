/// Lays a legend out as a picture.
///
/// One column: title and unit, the classes as a stack of swatches with the highest on top, the looks
/// without a value, then the small print. Widths are measured, so that no text is cut.
struct LegendLayout {
  private static let margin = 14.0
  private static let swatch = (width: 30.0, height: 18.0)
  private static let gap = 10.0
  private static let titleFont = SceneFont(size: 14, isBold: true)
  private static let textFont = SceneFont(size: 12)
  private static let smallFont = SceneFont(size: 10.5)
  private static let ink = RGBA(0x1F2429)
  private static let quietInk = RGBA(0x5C6670)
  private static let frame = RGBA(0xC3C8CE)

  private var items: [SceneItem] = []
  private var y = LegendLayout.margin
  private let columnWidth: Double

  /// Lays out a legend.
  /// - Parameters:
  ///   - legend: The legend.
  ///   - minimumWidth: The least width in pixels.
  /// - Returns: A picture that is as large as the legend needs.
  static func scene(_ legend: Legend, minimumWidth: Double = 220) -> Scene {
    var layout = LegendLayout(legend, minimumWidth: minimumWidth)
    layout.addHeading(legend)
    for entry in legend.classes.reversed() { layout.addClass(entry) }
    if let group = legend.group { layout.addGroup(group) }
    layout.addLooks(legend)
    layout.addSmallPrint(legend)
    return layout.finished(legend)
  }

  /// Other fonts than ours may set the same text wider by this factor.
  private static let slack = 1.08

  /// The column does not grow beyond this for text that can be broken.
  private static let widestText = 240.0

  private init(_ legend: Legend, minimumWidth: Double) {
    let labels =
      legend.classes.map(\.label)
      + [legend.group?.label, legend.zeroLabel, legend.noDataLabel, legend.suppressedLabel]
      .compactMap { $0 }
    let indent = Self.swatch.width + Self.gap
    let widest = Self.widest(labels, Self.textFont) + indent
    let title = Self.widest([legend.title], Self.titleFont)
    let print = Self.widest(LegendWords(legend.language).smallPrint(of: legend), Self.smallFont)
    let content = max(widest, min(max(title, print), Self.widestText))
    columnWidth = max(minimumWidth - 2 * Self.margin, (content * Self.slack).rounded(.up))
  }

  private static func widest(_ texts: [String], _ font: SceneFont) -> Double {
    texts.map { TextMeasure.width(of: $0, font: font) }.max() ?? 0
  }

  private mutating func addHeading(_ legend: Legend) {
    addText(legend.title, font: Self.titleFont, color: Self.ink, lineHeight: 18)
    if let unit = legend.unit {
      addText(unit, font: Self.textFont, color: Self.quietInk, lineHeight: 16)
    }
    y += 8
  }

  /// A class: its colour on white, as on a light map, without a gap to the next one.
  private mutating func addClass(_ entry: Legend.Class) {
    if let symbol = entry.symbol {
      return addSymbol(symbol.items(at:), height: Self.swatch.height + 3, entry.label)
    }
    addEntry(entry.label, fill: .color(entry.color), stroke: nil, className: "class")
  }

  private mutating func addGroup(_ group: Legend.Group) {
    y += 4
    let height = max(2 * group.symbol.radius + 4, Self.swatch.height)
    addSymbol(group.symbol.items(at:), height: height, group.label)
  }

  /// A symbol in the middle of a line, with its label.
  private mutating func addSymbol(
    _ items: (PlanarPoint) -> [SceneItem], height: Double, _ label: String
  ) {
    let middle = y + height / 2
    self.items += items(PlanarPoint(x: Self.margin + Self.swatch.width / 2, y: middle))
    addLabel(label, baseline: middle + 4.2)
    y += height
  }

  private mutating func addLabel(_ label: String, baseline: Double) {
    let place = PlanarPoint(x: Self.margin + Self.swatch.width + Self.gap, y: baseline)
    items.append(
      .label(SceneLabel(text: label, place: place, font: Self.textFont, color: Self.ink)))
  }

  private mutating func addLooks(_ legend: Legend) {
    let outline = SceneStroke(color: Self.frame, width: 1)
    let looks: [(String?, SceneFill?, String)] = [
      (legend.zeroLabel, nil, "zero"),
      (legend.noDataLabel, .hatch(.noData), "no-data"),
      (legend.suppressedLabel, .hatch(.suppressed), "suppressed"),
    ]
    for (label, fill, name) in looks {
      guard let label else { continue }
      y += 6
      addEntry(label, fill: fill, stroke: outline, className: name)
    }
    y += 10
  }

  private mutating func addEntry(
    _ label: String, fill: SceneFill?, stroke: SceneStroke?, className: String
  ) {
    let inset = stroke == nil ? 0 : 0.5
    let (left, top) = (Self.margin + inset, y + inset)
    let right = Self.margin + Self.swatch.width - inset
    let bottom = y + Self.swatch.height - inset
    let box = PlanarPolygon(exterior: [
      PlanarPoint(x: left, y: top), PlanarPoint(x: right, y: top),
      PlanarPoint(x: right, y: bottom), PlanarPoint(x: left, y: bottom),
    ])
    items.append(
      .area(SceneArea(polygons: [box], fill: fill, stroke: stroke, className: className)))
    addLabel(label, baseline: y + 13.2)
    y += Self.swatch.height
  }

  private mutating func addSmallPrint(_ legend: Legend) {
    let lines = LegendWords(legend.language).smallPrint(of: legend)
    guard !lines.isEmpty || legend.note != nil else { return }
    addRule()
    for line in lines {
      addText(line, font: Self.smallFont, color: Self.quietInk, lineHeight: 15)
    }
    if let note = legend.note {
      if !lines.isEmpty { y += 4 }
      let font = SceneFont(size: Self.smallFont.size, isItalic: true)
      addText(note, font: font, color: Self.ink, lineHeight: 15)
    }
  }

  private mutating func addRule() {
    let line = [
      PlanarPoint(x: Self.margin, y: y + 0.5),
      PlanarPoint(x: Self.margin + columnWidth, y: y + 0.5),
    ]
    items.append(.line(SceneLine(points: line, stroke: SceneStroke(color: Self.frame, width: 1))))
    y += 8
  }

  /// Text broken into lines that fit the column.
  private mutating func addText(
    _ text: String, font: SceneFont, color: RGBA, lineHeight: Double
  ) {
    for line in TextMeasure.lines(text, font: font, width: columnWidth / Self.slack) {
      y += lineHeight
      let place = PlanarPoint(x: Self.margin, y: y - lineHeight * 0.25)
      items.append(.label(SceneLabel(text: line, place: place, font: font, color: color)))
    }
  }

  private func finished(_ legend: Legend) -> Scene {
    Scene(
      width: columnWidth + 2 * Self.margin, height: (y + Self.margin - 2).rounded(.up),
      background: RGBA(0xFFFFFF), items: items, title: legend.title)
  }
}

extension Legend {
  /// The legend as a picture, at least `minimumWidth` pixels wide.
  public func scene(minimumWidth: Double = 220) -> Scene {
    LegendLayout.scene(self, minimumWidth: minimumWidth)
  }

  /// The legend as an SVG document.
  public func svg(minimumWidth: Double = 220) -> String {
    SceneSVG.text(scene(minimumWidth: minimumWidth))
  }

  /// The legend as a PNG at one or two device pixels a pixel.
  /// - Throws: `RenderingError` when drawing fails.
  public func png(scale: Int = 1, minimumWidth: Double = 220) throws(RenderingError) -> [UInt8] {
    try SceneRaster.png(scene(minimumWidth: minimumWidth), scale: Double(scale))
  }
}
