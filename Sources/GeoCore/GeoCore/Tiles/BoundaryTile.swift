import GeoPrimitives
import GeoStore
import MapRendering
public import Places
import TileMath

/// One tile of boundaries: the levels that fit the zoom, or one that is asked for.
struct BoundaryTile {
  /// Pictures round vertices to quarters of a pixel: finer is not seen, and repeated vertices go.
  private static let unitsPerPixel = 4
  /// How far beyond its edges a picture keeps areas, in pixels: strokes along the cut stay outside.
  private static let pictureBuffer = 8

  let snapshot: DatasetSnapshot
  let tile: TileID
  let level: AdministrativeLevel?

  /// The levels shown, larger areas first.
  var levels: [AdministrativeLevel] {
    if let level { return [level] }
    return AdministrativeLevel.allCases.filter { $0.zooms.contains(tile.zoom) }
  }

  // MARK: Vector tile

  /// For each level a layer of areas and one of label points.
  func vectorLayers() -> [VectorTileLayer] {
    levels.flatMap { level in
      let clipped = clippedAreas(of: level, in: GridWindow(tile: tile))
      return [areaLayer(level, clipped), labelLayer(level)]
    }
  }

  private func areaLayer(_ level: AdministrativeLevel, _ clipped: [ClippedArea]) -> VectorTileLayer
  {
    var layer = VectorTileLayer(name: level.layerName)
    for (area, polygons) in clipped {
      layer.add(polygons: polygons, id: area.featureID, tags: area.tags)
    }
    return layer
  }

  /// A label belongs to the one tile in which its point lies.
  private func labelLayer(_ level: AdministrativeLevel) -> VectorTileLayer {
    var layer = VectorTileLayer(name: level.layerName + "_label")
    let window = GridWindow(tile: tile)
    for area in areas(of: level, buffer: 0) {
      guard let point = GridPoint(area.label) else { continue }
      let position = window.position(of: point)
      guard (0..<window.width).contains(position.x), (0..<window.height).contains(position.y)
      else { continue }
      layer.add(points: [position], id: area.featureID, tags: area.tags)
    }
    return layer
  }

  // MARK: Picture

  /// Outlines, thicker for larger areas, and names where they fit.
  func scene() -> Scene {
    var items: [SceneItem] = []
    let window = GridWindow(
      tile: tile, extent: 256 * Self.unitsPerPixel, buffer: Self.pictureBuffer * Self.unitsPerPixel)
    for level in levels.reversed() {
      let clipped = clippedAreas(of: level, in: window)
      items += clipped.map { .area(outline($0, level)) }
    }
    if let finest = levels.last { items += labels(of: finest) }
    return Scene(width: 256, height: 256, items: items)
  }

  private func outline(_ clipped: ClippedArea, _ level: AdministrativeLevel) -> SceneArea {
    let isFinest = level == levels.last
    let status = clipped.area.boundaryStatus ?? .definitif
    let title = clipped.area.name.map { "\($0) (\(clipped.area.code))" } ?? clipped.area.code.text
    return SceneArea(
      polygons: clipped.polygons.map { $0.scaled(by: 1 / Double(Self.unitsPerPixel)) },
      fill: isFinest ? .color(RGBA(0xFBFAF7).opacity(0.55)) : nil,
      stroke: SceneStroke(
        color: RGBA(level.strokeColor), width: isFinest ? 0.8 : 1.8,
        dash: status == .definitif ? [] : [4, 3]),
      className: "\(level.rawValue) \(status.rawValue)", title: title)
  }

  /// Names of areas wide enough for them. Whether a name is drawn depends on the area and the zoom
  /// alone, and names from beyond the edge are drawn too, so that they continue in the next tile.
  private func labels(of level: AdministrativeLevel) -> [SceneItem] {
    let window = GridWindow(tile: tile, extent: 256, buffer: 0)
    return areas(of: level, buffer: 0.5).compactMap { area in
      guard let name = area.name, let point = GridPoint(area.label) else { return nil }
      let size = 11.0
      let needed = 0.56 * size * Double(name.count)
      let width = area.envelope.width / 360 * Double(256 << tile.zoom)
      let height = area.envelope.height / 360 * Double(256 << tile.zoom)
      guard width > needed * 1.25, height > size * 2.5 else { return nil }
      return .label(
        .centered(
          name, at: window.position(of: point), font: SceneFont(size: size), color: RGBA(0x3A4049),
          halo: RGBA(0xFFFFFF).opacity(0.9)))
    }
  }

  // MARK: Areas

  private typealias ClippedArea = (area: Area, polygons: [PlanarPolygon])

  private func clippedAreas(of level: AdministrativeLevel, in window: GridWindow) -> [ClippedArea] {
    let clipper = TileClipper(window)
    return areas(of: level, buffer: window.buffer / window.width).compactMap { area in
      let polygons = clipper.polygons(of: area.gridPolygons)
      return polygons.isEmpty ? nil : (area, polygons)
    }
  }

  private func areas(of level: AdministrativeLevel, buffer: Double) -> [Area] {
    let layer = snapshot.layer(level)
    return layer.positions(intersecting: tile.envelope(bufferedBy: buffer)).map { layer.areas[$0] }
  }
}

extension Area {
  /// The digits of the code as a number: the same in every tile and every generation.
  var featureID: UInt64 { UInt64(code.text.filter { $0 != "." }) ?? 0 }

  /// The attributes in vector tiles.
  var tags: [VectorTileTag] {
    var tags: [VectorTileTag] = [("code", .string(code.text))]
    if let name { tags.append(("name", .string(name))) }
    if let status { tags.append(("status", .string(status.rawValue))) }
    if let boundaryStatus { tags.append(("boundary_status", .string(boundaryStatus.rawValue))) }
    return tags
  }
}

extension AdministrativeLevel {
  /// The zoom levels at which areas of the level are shown.
  public var zooms: ClosedRange<Int> {
    switch self {
    case .province: 0...5
    case .regency: 5...8
    case .district: 8...10
    case .village: 9...TileID.maximumZoom
    }
  }

  /// The name of the level's layer in vector tiles.
  public var layerName: String {
    switch self {
    case .province: "provinces"
    case .regency: "regencies"
    case .district: "districts"
    case .village: "villages"
    }
  }

  /// Larger areas have darker outlines.
  fileprivate var strokeColor: UInt32 {
    switch self {
    case .province: 0x4A5160
    case .regency: 0x5B6271
    case .district: 0x767D8A
    case .village: 0x9AA0AB
    }
  }
}
