import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import GeoStore
import MapRendering
import Places
import SpatialIndexing
import TileMath

extension MapRenderer {
  /// How far from a pixel symbols are still found, in pixels of an ordinary screen.
  static let tolerance = 4.0

  /// What a layer shows at a pixel of a view.
  /// - Parameters:
  ///   - layer: The layer with its parameters.
  ///   - view: The view.
  ///   - column: The pixel's column, from the left.
  ///   - row: The pixel's row, from the top.
  ///   - limit: How many things at most.
  ///   - disclosure: On whose behalf.
  /// - Returns: The area on which the pixel lies, the symbols that are near it, the nearest first, or the
  ///   density there.
  /// - Throws: `DisclosureRefusal` for what may not be asked for.
  public func features(
    of layer: TileRequest.Content, in view: MapView, column: Int, row: Int, limit: Int,
    for disclosure: Disclosure
  ) throws -> [MapFeature] {
    guard let place = view.place(column: column, row: row), limit > 0 else { return [] }
    switch layer {
    case .villages(let level):
      let boundaries = BoundaryTile(snapshot: snapshot, frame: PictureFrame(view), level: level)
      return area(at: place, boundaries, .villages).map { [$0] } ?? []
    case .coverage(let parameters):
      let boundaries = snapshot.coverage(parameters, in: PictureFrame(view))
      return area(at: place, boundaries, .coverage).map { [$0] } ?? []
    case .hotspots(let parameters):
      let map = try snapshot.hotspotMap(parameters, for: disclosure)
      let boundaries = snapshot.boundaries(of: map, "hotspots", in: PictureFrame(view))
      return area(at: place, boundaries, .hotspots).map { [$0] } ?? []
    case .clusters(.scan(let query)):
      let map = try snapshot.scanMap(query, for: disclosure)
      let boundaries = snapshot.boundaries(of: map, "clusters", in: PictureFrame(view))
      return area(at: place, boundaries, .clusters).map { [$0] } ?? []
    case .clusters(.points(let query)):
      let picture = ClusterPicture(
        clusters: try snapshot.clusterMap(query, for: disclosure), frame: PictureFrame(view))
      let point = PlanarPoint(
        x: (Double(column) + 0.5) / view.pixelRatio, y: (Double(row) + 0.5) / view.pixelRatio)
      return picture.features(at: point, within: Self.tolerance).prefix(limit).map(\.self)
    case .priority(let parameters):
      let boundaries = try snapshot.priority(parameters, in: PictureFrame(view), for: disclosure)
      return area(at: place, boundaries, .priority).map { [$0] } ?? []
    case .heat(let parameters):
      return try density(at: place, parameters, view, for: disclosure).map { [$0] } ?? []
    case .points(let query):
      let tile = try PointTile(
        snapshot: snapshot, frame: PictureFrame(view, enlargedBy: Self.groupingEnlargement),
        points: try snapshot.admitted(query, for: disclosure))
      let point = PlanarPoint(
        x: (Double(column) + 0.5) / view.pixelRatio, y: (Double(row) + 0.5) / view.pixelRatio)
      return tile.found(around: point, within: Self.tolerance).prefix(limit).map { group in
        MapFeature(
          layer: TileLayer(query.layer), id: "\(group.id)",
          geometry: .point(group.place.decimalCoordinate), properties: tile.tags(of: group))
      }
    }
  }

  // MARK: Areas

  /// The area of the lowest level shown on which a place lies.
  private func area(
    at place: Coordinate, _ boundaries: BoundaryTile, _ layer: TileLayer
  ) -> MapFeature? {
    let shown = boundaries.levels.map(snapshot.layer).last { !$0.areas.isEmpty }
    guard let shown, let position = shown.position(containing: place) else { return nil }
    let area = shown.areas[position]
    var properties: [VectorTileTag] = [
      ("code", .string(area.code.text)), ("level", .string(shown.level.rawValue)),
    ]
    if let name = area.name { properties.append(("name", .string(name))) }
    if let status = area.boundaryStatus {
      properties.append(("boundary_status", .string(status.rawValue)))
    }
    let classes = boundaries.classes[shown.level]
    if let kind = classes?.of(position) { properties.append(("class", .string(kind.name))) }
    let tags = classes?.tags(of: position) ?? []
    if tags.isEmpty, let status = area.status {
      properties.append(("status", .string(status.rawValue)))
    }
    properties += tags.filter { tag in !properties.contains { $0.key == tag.key } }
    // Larger areas have outlines of megabytes.
    let isSmall = shown.level == .village
    return MapFeature(
      layer: layer, id: area.code.text, geometry: isSmall ? .multiPolygon(area.geometry) : nil,
      box: isSmall ? nil : area.envelope, properties: properties)
  }

  // MARK: Density

  /// The class at a place; to those who see single tips, the density as well.
  private func density(
    at place: Coordinate, _ parameters: HeatParameters, _ view: MapView,
    for disclosure: Disclosure
  ) throws -> MapFeature? {
    let query = try snapshot.resolved(try snapshot.admitted(parameters.query, for: disclosure))
    try query.audience.admit(zoom: view.zoom())
    guard snapshot.hasData(for: query) else { return nil }
    var feature = MapFeature(layer: .heat, geometry: .point(place), properties: [])
    if try isMerged(at: place, query) {
      feature.properties = [("suppressed", .bool(true))]
      return feature
    }
    let palette = try snapshot.heatPalette(of: parameters, query, for: disclosure)
    let value = try density(at: place, query, for: disclosure)
    let limits = palette.breaks.limits
    let reached = limits.count { $0 <= value }
    if query.audience.heatLimits == nil { feature.properties = [("density", .double(value))] }
    feature.properties.append(("unit", .string(query.query.source.unit)))
    if reached > 0 { feature.properties.append(("lower", .double(limits[reached - 1]))) }
    if reached < limits.count { feature.properties.append(("upper", .double(limits[reached]))) }
    return feature
  }

  /// The density at a place, every point visited.
  private func density(
    at place: Coordinate, _ query: AdmittedQuery, for disclosure: Disclosure
  ) throws -> Double {
    let half = 1e-7
    let spot = Envelope(
      minX: place.longitude - half, minY: place.latitude - half, maxX: place.longitude + half,
      maxY: place.latitude + half)
    let grid = try SampleGrid(over: spot, columns: 1, rows: 1)
    let field = try snapshot.field(of: query, for: disclosure)
    return Double(field.densities(at: grid, exactly: true).values.first ?? 0)
  }

  /// Whether the village of a place is drawn as suppressed.
  private func isMerged(at place: Coordinate, _ query: AdmittedQuery) throws -> Bool {
    guard query.query.source == .tips, query.audience != .owner,
      let position = snapshot.villages.position(containing: place),
      snapshot.isPublished(to: query.audience)(position)
    else { return false }
    return snapshot.publishedMasses(of: query).villages[position].isMostlyMerged
  }
}
