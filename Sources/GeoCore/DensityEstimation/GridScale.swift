import GeoPrimitives
import TileMath

/// Between cells of the global grid and metres on the ground.
enum GridScale {
  /// The width of a cell at the equator.
  static let metersPerUnitAtEquator =
    2 * WebMercator.halfExtentMeters / GridPoint.cellsAcross

  /// Degrees of longitude that a cell spans.
  static let degreesPerUnit = 360 / GridPoint.cellsAcross

  /// The coarsest quadtree level of a range whose cells are at most so many grid units wide; the finest
  /// of the range when all are wider.
  static func level(withCellsUpTo units: Double, in levels: ClosedRange<Int> = 0...32) -> Int {
    levels.first { Double(UInt64(1) << UInt64(32 - $0)) <= units } ?? levels.upperBound
  }

  /// The latitude of a position counted in grid units from the northern edge.
  @inline(__always)
  static func latitude(ofUnits y: Double) -> Double {
    WebMercator.latitude(unitY: y / GridPoint.cellsAcross)
  }
}
