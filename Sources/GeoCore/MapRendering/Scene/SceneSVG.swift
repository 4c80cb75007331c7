import GeoPrimitives

/// Writes pictures as SVG documents: a view box, classes, and a title for every area that has one.
public enum SceneSVG {
  /// The document.
  /// - Parameters:
  ///   - scene: The picture.
  ///   - millimeters: How long a unit is on paper; `nil` for a picture on a screen, in pixels.
  /// - Returns: The text.
  /// - Complexity: O(n) in the vertices and letters.
  public static func text(_ scene: Scene, unit millimeters: Double? = nil) -> String {
    var sheet = SVGStyleSheet()
    let body = scene.items.map { element($0, &sheet) }
    let (width, height) = (SVGNumber.text(scene.width), SVGNumber.text(scene.height))
    func size(_ length: Double) -> String {
      millimeters.map { SVGNumber.text(length * $0) + "mm" } ?? SVGNumber.text(length)
    }
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size(scene.width))\" "
        + "height=\"\(size(scene.height))\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\">"
    ]
    if let title = scene.title { lines.append(Self.title(title)) }
    if !sheet.rules.isEmpty { lines.append("<style>\(sheet.rules.joined())</style>") }
    lines += definitions(sheet)
    if let background = scene.background {
      lines.append("<rect width=\"\(width)\" height=\"\(height)\"\(fill(background))/>")
    }
    lines += body.filter { !$0.isEmpty }
    lines.append("</svg>\n")
    return lines.joined(separator: "\n")
  }

  private static func element(_ item: SceneItem, _ sheet: inout SVGStyleSheet) -> String {
    switch item {
    case .area(let area): element(area, &sheet)
    case .mosaic(let mosaic): element(mosaic, &sheet)
    case .line(let line): element(line, &sheet)
    case .marker(let marker): element(marker, &sheet)
    case .label(let label): element(label, &sheet)
    case .picture(let picture): element(picture)
    case .clipped(let clip): element(clip, &sheet)
    }
  }

  /// Pixels as a PNG inside the drawing; nothing without memory for it.
  private static func element(_ picture: ScenePicture) -> String {
    let (pixels, frame) = (picture.pixels, picture.frame)
    let png = try? PNGEncoder.encodePalette(
      width: pixels.columns, height: pixels.rows, indices: pixels.indices, palette: pixels.palette)
    guard let png else { return "" }
    return "<image x=\"\(SVGNumber.text(frame.minX))\" y=\"\(SVGNumber.text(frame.minY))\" "
      + "width=\"\(SVGNumber.text(frame.maxX - frame.minX))\" "
      + "height=\"\(SVGNumber.text(frame.maxY - frame.minY))\" preserveAspectRatio=\"none\" "
      + "style=\"image-rendering:pixelated\" href=\"data:image/png;base64,\(Base64Text.of(png))\"/>"
  }

  private static func element(_ clip: SceneClip, _ sheet: inout SVGStyleSheet) -> String {
    let path = path(of: clip.polygons)
    let body = clip.items.map { element($0, &sheet) }.filter { !$0.isEmpty }
    guard !path.bytes.isEmpty, !body.isEmpty else { return "" }
    let id = sheet.nextClipID()
    return "<clipPath id=\"\(id)\"><path clip-rule=\"evenodd\" d=\"\(path.text)\"/></clipPath>\n"
      + "<g clip-path=\"url(#\(id))\">\n" + body.joined(separator: "\n") + "\n</g>"
  }

  /// Areas of one class that follow each other stand in a group that bears the class.
  private static func element(_ mosaic: SceneMosaic, _ sheet: inout SVGStyleSheet) -> String {
    var lines: [String] = []
    var open: String?
    for area in mosaic.areas {
      var filled = area
      filled.stroke = nil
      let path = path(of: area.polygons)
      guard !path.bytes.isEmpty else { continue }
      let name = sheet.className(of: filled, isOriented: true)
      if name != open {
        if open != nil { lines.append("</g>") }
        lines.append("<g class=\"\(name)\">")
        open = name
      }
      lines.append(closed("path", "<path d=\"\(path.text)\"", area.title))
    }
    if open != nil { lines.append("</g>") }
    return lines.joined(separator: "\n")
  }

  private static func path(of polygons: [PlanarPolygon]) -> SVGPath {
    var path = SVGPath()
    for polygon in polygons {
      for ring in polygon.rings { path.add(ring: ring) }
    }
    return path
  }

  private static func element(_ area: SceneArea, _ sheet: inout SVGStyleSheet) -> String {
    let path = path(of: area.polygons)
    guard !path.bytes.isEmpty else { return "" }
    let start =
      "<path class=\"\(sheet.className(of: area))\" d=\"\(path.text)\""
    return closed("path", start, area.title)
  }

  private static func element(_ line: SceneLine, _ sheet: inout SVGStyleSheet) -> String {
    var path = SVGPath()
    for part in line.parts { path.add(line: part) }
    guard !path.bytes.isEmpty else { return "" }
    return "<path class=\"\(sheet.className(of: line))\" d=\"\(path.text)\"/>"
  }

  private static func element(_ marker: SceneMarker, _ sheet: inout SVGStyleSheet) -> String {
    let start =
      "<circle class=\"\(sheet.className(of: marker))\" cx=\"\(SVGNumber.text(marker.center.x))\" "
      + "cy=\"\(SVGNumber.text(marker.center.y))\" r=\"\(SVGNumber.text(marker.radius))\""
    return closed("circle", start, marker.title)
  }

  private static func element(_ label: SceneLabel, _ sheet: inout SVGStyleSheet) -> String {
    let (x, y) = (SVGNumber.text(label.place.x), SVGNumber.text(label.place.y))
    let turn = label.isUpwards ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
    return "<text class=\"\(sheet.className(of: label))\" x=\"\(x)\" y=\"\(y)\"\(turn)>"
      + "\(MarkupText.escaped(label.text))</text>"
  }

  /// An element that is empty, or holds its title.
  private static func closed(_ name: String, _ start: String, _ title: String?) -> String {
    title.map { "\(start)>\(Self.title($0))</\(name)>" } ?? "\(start)/>"
  }

  private static func title(_ text: String) -> String {
    "<title>\(MarkupText.escaped(text))</title>"
  }

  private static func fill(_ color: RGBA) -> String {
    let opacity = color.alpha == 255 ? "" : " fill-opacity=\"\(DecimalOpacity.text(color))\""
    return " fill=\"\(color.cssHex)\"\(opacity)"
  }

  /// The patterns that are used.
  private static func definitions(_ sheet: SVGStyleSheet) -> [String] {
    let patterns = HatchPattern.allCases.filter { sheet.hatches.contains($0) }
    guard !patterns.isEmpty else { return [] }
    return ["<defs>"] + patterns.map(definition) + ["</defs>"]
  }

  private static func definition(_ pattern: HatchPattern) -> String {
    var path = SVGPath()
    for line in pattern.strokes { path.add(line: [line.from, line.to]) }
    let side = HatchPattern.period
    let opacity = DecimalOpacity.text(pattern.color)
    return "<pattern id=\"\(SVGStyleSheet.id(pattern))\" width=\"\(side)\" height=\"\(side)\" "
      + "patternUnits=\"userSpaceOnUse\"><path d=\"\(path.text)\" fill=\"none\" "
      + "stroke=\"\(pattern.color.cssHex)\" stroke-opacity=\"\(opacity)\"/></pattern>"
  }
}

/// Opacities as text.
enum DecimalOpacity {
  /// The opacity as a share of one.
  static func text(_ color: RGBA) -> String { DecimalText.rounded(color.opacityShare, decimals: 3) }
}
