import DisclosureControl
import GeoPrimitives
import MapRendering
import Places

/// The map of a sheet: what the tiles show, in an order that suits print, and opaque, so that a grey print keeps
/// the steps between classes.
struct SheetScene {
  let snapshot: DatasetSnapshot
  let content: TileRequest.Content
  let fit: SheetFit
  /// Across and down, in units of the map.
  let size: (width: Double, height: Double)
  /// The area beside which the map is paler; `nil` for none.
  let code: AreaCode?
  let disclosure: Disclosure
  let isWanted: @Sendable () -> Bool

  /// What lies outside of all areas.
  static let ground = RGBA(0xE9EEF2)
  /// What makes the surroundings paler.
  private static let veil = ground.opacity(0.66)
  /// The outline of the area.
  static let outline = SceneStroke(color: RGBA(0x1B2127), width: 2.2)

  /// The parts of the map.
  struct Parts {
    var below: [SceneItem] = []
    var above: [SceneItem] = []
    var borders: [MapSheet.LineEntry] = []
  }

  /// The view of the ground, a pixel being a unit of the map.
  func view() throws -> MapView {
    let pixels = (width: Int(size.width.rounded(.up)), height: Int(size.height.rounded(.up)))
    // Pixels are whole; what they are more than the frame lies beyond its right and lower edges.
    let (dx, dy) = (fit.extent.width / size.width, fit.extent.height / size.height)
    return try MapView(
      .webMercator,
      extent: Envelope(
        minX: fit.extent.minX, minY: fit.extent.maxY - dy * Double(pixels.height),
        maxX: fit.extent.minX + dx * Double(pixels.width), maxY: fit.extent.maxY),
      width: pixels.width, height: pixels.height)
  }

  /// What the legend is of: coverage of the one level that the map shows.
  func legendContent() throws -> TileRequest.Content {
    guard case .coverage(var parameters) = content else { return content }
    let boundaries = snapshot.coverage(parameters, in: PictureFrame(try view()))
    parameters.level = boundaries.levels.last { !snapshot.layer($0).areas.isEmpty }
    return .coverage(parameters)
  }

  /// Draws the map.
  /// - Throws: As `MapRenderer.scene`.
  func parts(_ words: SheetWords) throws -> Parts {
    let view = try view()
    var layers: [TileRequest.Content] = [.villages(level: nil), content]
    if [.villages, .coverage].contains(content.layer) { layers = [content] }
    if case .heat = content { layers = [.villages(level: nil)] }
    let scene = try MapRenderer(snapshot).scene(
      MapRequest(view, layers: layers), for: disclosure, while: isWanted)
    var parts = Parts()
    let ranked = scene.items.map { (item: $0, rank: Self.rank(of: $0)) }
    parts.below = ranked.filter { $0.rank == 0 }.map { Self.opaque($0.item) }
    if case .heat(let parameters) = content { parts.below += try heat(parameters, view) }
    parts.below += ranked.filter { $0.rank == 1 }.map(\.item)
    parts.above = ranked.filter { $0.rank == 2 }.map(\.item)
    parts.borders = Self.borders(of: scene, words)
    if let code { parts.below += try surroundings(of: code, PictureFrame(view)) }
    return parts
  }

  /// Areas beneath borders beneath symbols and names.
  private static func rank(of item: SceneItem) -> Int {
    switch item {
    case .mosaic: 0
    case .line: 1
    case .area, .marker, .label, .clipped, .picture: 2
    }
  }

  private static func opaque(_ item: SceneItem) -> SceneItem {
    guard case .mosaic(var mosaic) = item else { return item }
    for index in mosaic.areas.indices {
      if case .color(let color)? = mosaic.areas[index].fill {
        mosaic.areas[index].fill = .color(color.blended(over: RGBA(0xFFFFFF)))
      }
    }
    return .mosaic(mosaic)
  }

  /// The borders that the map has, the highest first.
  private static func borders(of scene: Scene, _ words: SheetWords) -> [MapSheet.LineEntry] {
    var entries: [MapSheet.LineEntry] = []
    let lines = scene.items.reversed().compactMap { item -> SceneLine? in
      if case .line(let line) = item, !line.parts.isEmpty { line } else { nil }
    }
    let coasts = lines.filter { $0.className == "border-outer" }
    for line in lines.filter({ $0.className != "border-outer" }) + coasts {
      guard let name = line.className.flatMap(words.border),
        !entries.contains(where: { $0.label == name })
      else { continue }
      entries.append(MapSheet.LineEntry(name, line.stroke))
    }
    return entries
  }

  /// A veil over everything but an area, and its outline.
  private func surroundings(of code: AreaCode, _ frame: PictureFrame) throws -> [SceneItem] {
    let layer = snapshot.layer(code.level)
    guard let position = layer.position(code: code.text) else { return [] }
    let shapes = TileAreas(
      [position], of: layer, in: frame, at: DetailLevel(zoom: frame.zoom, coarsening: 0),
      buffer: BoundaryPicture.buffer, isExact: false)
    let polygons = shapes.pieces.flatMap { $0.geometry.polygons }
    guard !polygons.isEmpty else { return [] }
    let rings = polygons.map { $0.rings.map { frame.ring($0) } }
    let page = PlanarPolygon(
      exterior: [
        PlanarPoint(x: -10, y: -10), PlanarPoint(x: frame.width + 10, y: -10),
        PlanarPoint(x: frame.width + 10, y: frame.height + 10),
        PlanarPoint(x: -10, y: frame.height + 10),
      ], holes: rings.flatMap { $0 })
    let outlines = rings.map { PlanarPolygon(exterior: $0[0], holes: Array($0.dropFirst())) }
    return [
      .area(SceneArea(polygons: [page], fill: .color(Self.veil), className: "surroundings")),
      .area(SceneArea(polygons: outlines, stroke: Self.outline, className: "subject")),
    ]
  }
}
