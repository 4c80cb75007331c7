import MapRendering

extension TileRenderer {
  /// Draws a tile of a coverage map: the areas of the lowest level that fits the zoom in the colours of their
  /// classes. In a vector tile they are the layer `coverage`.
  func coverage(
    _ parameters: CoverageParameters, _ request: TileRequest
  ) throws(RenderingError) -> RenderedTile {
    var boundaries = BoundaryTile(
      snapshot: snapshot, tile: request.tile, level: parameters.level)
    if let finest = boundaries.levels.last {
      boundaries.classes[finest] = snapshot.coverageClasses(
        by: parameters.measure, level: finest, on: parameters.day ?? snapshot.today)
    }
    boundaries.layerName = "coverage"
    return try boundaries.rendered(request.format, doubled: request.isDoubled)
  }
}
