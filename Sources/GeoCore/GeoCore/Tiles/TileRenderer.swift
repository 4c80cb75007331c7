public import DisclosureControl
import MapRendering

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
      let boundaries = BoundaryTile(snapshot: snapshot, tile: request.tile, level: level)
      return try encode(request, scene: boundaries.scene) { boundaries.vectorLayers() }
    case .heat(let parameters):
      let query = try snapshot.admitted(parameters.query, for: disclosure)
      try query.audience.admit(zoom: request.tile.zoom)
      let heat = HeatTile(
        snapshot: snapshot, tile: request.tile, parameters: parameters,
        query: try snapshot.resolved(query), disclosure: disclosure, isWanted: isWanted)
      if request.format == .png { return try heat.png(doubled: request.isDoubled) }
      return try encode(request, scene: heat.scene) { try heat.vectorLayers() }
    }
  }

  private func encode(
    _ request: TileRequest, scene: () throws -> Scene, layers: () throws -> [VectorTileLayer]
  ) throws -> RenderedTile {
    if request.format == .mvt {
      let body = VectorTileEncoder.encode(try layers())
      return RenderedTile(body: body, format: .mvt, isEmpty: body.isEmpty)
    }
    let scene = try scene()
    let scale = request.isDoubled ? 2 : 1
    guard request.format == .png else {
      let text = scene.items.isEmpty ? TransparentTile.svg : SceneSVG.text(scene)
      return RenderedTile(body: Array(text.utf8), format: .svg, isEmpty: scene.items.isEmpty)
    }
    let body =
      scene.items.isEmpty
      ? TransparentTile.png(scale: scale) : try SceneRaster.png(scene, scale: scale)
    return RenderedTile(body: body, format: .png, isEmpty: scene.items.isEmpty)
  }
}
