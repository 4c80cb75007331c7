import MapRendering
import TileMath

extension TileRenderer {
  /// Draws a tile of a coverage map. In a vector tile its areas are the layer `coverage`.
  func coverage(
    _ parameters: CoverageParameters, _ request: TileRequest
  ) throws(RenderingError) -> RenderedTile {
    try snapshot.coverage(parameters, in: PictureFrame(tile: request.tile))
      .rendered(request.format, doubled: request.isDoubled)
  }
}

extension DatasetSnapshot {
  /// A coverage map: the areas of the lowest level that fits the zoom in the colours of their classes.
  func coverage(_ parameters: CoverageParameters, in frame: PictureFrame) -> BoundaryTile {
    var boundaries = BoundaryTile(snapshot: self, frame: frame, level: parameters.level)
    if let finest = boundaries.levels.last {
      boundaries.classes[finest] = coverageClasses(
        by: parameters.measure, level: finest, on: parameters.day ?? today)
    }
    boundaries.layerName = "coverage"
    return boundaries
  }
}
