public import DisclosureControl
public import MapRendering
public import Places
public import TileMath

/// Draws tiles from a snapshot. Pure: the same snapshot and request give the same bytes.
public struct TileRenderer: Sendable {
  /// What is drawn.
  public let snapshot: DatasetSnapshot

  /// A renderer of one snapshot.
  public init(_ snapshot: DatasetSnapshot) {
    self.snapshot = snapshot
  }

  /// Draws a tile.
  /// - Parameters:
  ///   - request: Which tile of which layer, in which format.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: The tile; outside the data an empty one.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `RenderingError` when a picture cannot be
  ///   drawn, `CancellationError` when it is not wanted any more.
  public func render(
    _ request: TileRequest, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> RenderedTile {
    switch request.content {
    case .villages(let level):
      return try boundaries(
        of: request.tile, level: level, in: request.format, doubled: request.isDoubled)
    case .coverage(let parameters):
      return try coverage(parameters, request)
    case .hotspots(let parameters):
      let map = try snapshot.hotspotMap(parameters, for: disclosure, isWanted: isWanted)
      return try snapshot.boundaries(of: map, "hotspots", in: PictureFrame(tile: request.tile))
        .rendered(request.format, doubled: request.isDoubled)
    case .clusters(.scan(let query)):
      let map = try snapshot.scanMap(query, for: disclosure, isWanted: isWanted)
      return try snapshot.boundaries(of: map, "clusters", in: PictureFrame(tile: request.tile))
        .rendered(request.format, doubled: request.isDoubled)
    case .clusters(.points(let query)):
      let picture = ClusterPicture(
        clusters: try snapshot.clusterMap(query, for: disclosure, isWanted: isWanted),
        frame: PictureFrame(tile: request.tile))
      return try encode(request, scene: picture.scene) { picture.vectorLayers() }
    case .priority(let parameters):
      return try snapshot.priority(
        parameters, in: PictureFrame(tile: request.tile), for: disclosure
      ).rendered(request.format, doubled: request.isDoubled)
    case .heat(let parameters):
      let query = try snapshot.admitted(parameters.query, for: disclosure)
      try query.audience.admit(zoom: request.tile.zoom)
      let heat = HeatTile(
        snapshot: snapshot, tile: request.tile, parameters: parameters,
        query: try snapshot.resolved(query), disclosure: disclosure, isWanted: isWanted)
      if request.format == .png { return try heat.png(doubled: request.isDoubled) }
      return try encode(request, scene: heat.scene) { try heat.vectorLayers() }
    case .points(let query):
      let points = try PointTile(
        snapshot: snapshot, tile: request.tile,
        points: try snapshot.admitted(query, for: disclosure))
      return try encode(request, scene: points.scene) { points.vectorLayers() }
    }
  }

  /// Draws a tile of boundaries whose areas are coloured by classes.
  /// - Parameters:
  ///   - tile: Which tile.
  ///   - level: The level shown; `nil` for those that fit the zoom.
  ///   - format: In which format.
  ///   - doubled: Whether a picture has 512 pixels a side.
  ///   - classes: The classes of the areas of each level that is coloured.
  /// - Returns: The tile; outside the data an empty one.
  /// - Throws: `RenderingError` when a picture cannot be drawn.
  public func boundaries(
    of tile: TileID, level: AdministrativeLevel? = nil, in format: TileFormat,
    doubled: Bool = false, classes: [AdministrativeLevel: AreaClasses] = [:]
  ) throws(RenderingError) -> RenderedTile {
    try BoundaryTile(snapshot: snapshot, tile: tile, level: level, classes: classes)
      .rendered(format, doubled: doubled)
  }

  private func encode(
    _ request: TileRequest, scene: () throws -> Scene, layers: () throws -> [VectorTileLayer]
  ) throws -> RenderedTile {
    guard request.format == .mvt else {
      return try RenderedTile(scene(), request.format, doubled: request.isDoubled)
    }
    let body = VectorTileEncoder.encode(try layers())
    return RenderedTile(body: body, format: .mvt, isEmpty: body.isEmpty)
  }
}
