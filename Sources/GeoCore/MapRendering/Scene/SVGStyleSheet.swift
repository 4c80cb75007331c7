/// The classes of an SVG document: equal looks share one.
struct SVGStyleSheet {
  private var names: [String: String] = [:]
  private var taken: Set<String> = []
  private(set) var rules: [String] = []
  private(set) var hatches: Set<HatchPattern> = []
  private var clipCount = 0

  /// A name for the next clip path.
  mutating func nextClipID() -> String {
    clipCount += 1
    return "clip-\(clipCount)"
  }

  /// The class of an area's look; `isOriented` for rings that run as those of a mosaic.
  mutating func className(of area: SceneArea, isOriented: Bool = false) -> String {
    var declarations = ["fill:none"]
    switch area.fill {
    case .color(let color): declarations = Self.paint("fill", color)
    case .hatch(let pattern):
      hatches.insert(pattern)
      declarations = ["fill:url(#\(Self.id(pattern)))"]
    case nil: break
    }
    if area.fill != nil, !isOriented { declarations.append("fill-rule:evenodd") }
    if let stroke = area.stroke { declarations += Self.outline(stroke) }
    return name(wished: area.className ?? "area", declarations)
  }

  /// The class of a line's look.
  mutating func className(of line: SceneLine) -> String {
    name(wished: line.className ?? "line", ["fill:none"] + Self.outline(line.stroke))
  }

  /// The class of a dot's look.
  mutating func className(of marker: SceneMarker) -> String {
    name(
      wished: "marker",
      Self.paint("fill", marker.fill) + (marker.stroke.map(Self.outline) ?? []))
  }

  /// The class of a text's look.
  mutating func className(of label: SceneLabel) -> String {
    let families = SceneFont.families.map { $0.contains(" ") ? "'\($0)'" : $0 }
    let style = (label.font.isItalic ? "italic " : "") + (label.font.isBold ? "bold " : "")
    let size = SVGNumber.text(label.font.size)
    var declarations = ["font:\(style)\(size)px \(families.joined(separator: ","))"]
    declarations += Self.paint("fill", label.color)
    if label.anchor != .start { declarations.append("text-anchor:\(label.anchor.rawValue)") }
    if let halo = label.halo {
      let width = SVGNumber.text(SceneLabel.haloWidth * 2)
      declarations += Self.paint("stroke", halo)
      declarations += ["stroke-width:\(width)px", "stroke-linejoin:round", "paint-order:stroke"]
    }
    return name(wished: "label", declarations)
  }

  static func id(_ pattern: HatchPattern) -> String {
    switch pattern {
    case .noData: "hatch-no-data"
    case .suppressed: "hatch-suppressed"
    }
  }

  private mutating func name(wished: String, _ declarations: [String]) -> String {
    let body = declarations.joined(separator: ";")
    let stem = MarkupText.isClassName(wished) ? wished : "area"
    let key = stem + " " + body
    if let known = names[key] { return known }
    var name = stem
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    names[key] = name
    rules.append(".\(name){\(body)}")
    return name
  }

  private static func paint(_ property: String, _ color: RGBA) -> [String] {
    let opacity = DecimalOpacity.text(color)
    let paint = "\(property):\(color.cssHex)"
    return color.alpha == 255 ? [paint] : [paint, "\(property)-opacity:\(opacity)"]
  }

  private static func outline(_ stroke: SceneStroke) -> [String] {
    var declarations = paint("stroke", stroke.color)
    declarations += ["stroke-width:\(SVGNumber.text(stroke.width))", "stroke-linejoin:round"]
    if !stroke.dash.isEmpty {
      let lengths = stroke.dash.map(SVGNumber.text).joined(separator: " ")
      declarations.append("stroke-dasharray:\(lengths)")
    }
    return declarations
  }
}
