import GeoPrimitives
import TileMath

/// Between cells of the global grid and metres on the ground.
enum GridScale {
  /// The width of a cell at the equator.
  static let metersPerUnitAtEquator =
    2 * WebMercator.halfExtentMeters / GridPoint.cellsAcross

  /// Degrees of longitude that a cell spans.
  static let degreesPerUnit = 360 / GridPoint.cellsAcross

  /// The latitude of a position counted in grid units from the northern edge.
  @inline(__always)
  static func latitude(ofUnits y: Double) -> Double {
    WebMercator.latitude(unitY: y / GridPoint.cellsAcross)
  }
}
