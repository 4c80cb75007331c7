import GeoPrimitives
import Glibc
import TileMath

/// A circle on the ground, compared with cells of the global grid.
///
/// The distance is the one of `GroundMetric` at the latitude of the middle, which needs the latitude
/// of a row: two transcendental functions. Near the middle a polynomial stands in for them, accurate
/// to `slack`; where that does not decide, the distance itself is computed, so that the answer is
/// always the exact one.
struct GroundCircle {
  /// The middle, in degrees.
  let place: Coordinate
  private let metric: GroundMetric
  /// The middle, in columns and rows of the grid.
  private let middleX: Double
  private let middleY: Double
  private let metersPerColumn: Double
  /// Metres to the north by rows to the north: the first four terms of the Taylor series.
  private let series: SIMD4<Double>
  /// The square of the radius, in square metres.
  var squaredRadius: Double

  /// Radians of the projection per row.
  private static let radiansPerRow = 2 * Double.pi / GridPoint.cellsAcross
  /// Up to so many rows (0.05 radians, some 300 km at the equator) the series errs by less than one
  /// part in three millions: its remainder is at most 0.05 · 0.05⁴ of the whole.
  private static let seriesRows = 0.05 / radiansPerRow

  /// A circle of `meters` around a place on the globe.
  init(around place: Coordinate, meters: Double) {
    self.place = place
    metric = GroundMetric(latitude: place.latitude)
    let phi = place.latitude * .pi / 180
    let (s, c) = (sin(phi), cos(phi))
    middleX = WebMercator.unitX(place.longitude) * GridPoint.cellsAcross
    middleY = (0.5 - asinh(tan(phi)) / (2 * .pi)) * GridPoint.cellsAcross
    metersPerColumn = metric.metersPerDegreeLongitude * 360 / GridPoint.cellsAcross
    squaredRadius = meters * meters
    // The derivatives of the latitude by the projected height u: dφ/du = cos φ.
    let metersPerRadian = metric.metersPerDegreeLatitude * 180 / .pi
    let k = Self.radiansPerRow
    series =
      metersPerRadian
      * SIMD4(
        k * c, -k * k / 2 * s * c, k * k * k / 6 * c * (2 * s * s - 1),
        k * k * k * k / 24 * s * c * (5 - 6 * s * s))
  }

  /// The cell of the grid in which the middle lies, or the one nearest to it.
  var cell: GridPoint {
    GridPoint(x: Self.clamped(middleX), y: Self.clamped(middleY))
  }

  /// A box that encloses the circle: a quick look before the exact one.
  ///
  /// Over 0.05 radians of the projection a row loses at most 5 % of its height on the ground; a circle
  /// that reaches farther gets the whole grid.
  var bounds: GridBox {
    let radius = squaredRadius.squareRoot()
    let columns = radius / metersPerColumn + 2
    let rows = radius / series.x * 1.06 + 2
    guard rows <= Self.seriesRows else { return .everything }
    return GridBox(
      minX: Self.clamped(middleX - columns), minY: Self.clamped(middleY - rows),
      maxX: Self.clamped(middleX + columns), maxY: Self.clamped(middleY + rows))
  }

  private static func clamped(_ value: Double) -> UInt32 {
    UInt32(min(max(value, 0), GridPoint.cellsAcross - 1))
  }

  /// How far the square of an estimated distance may be from the true one.
  @inline(__always)
  static func slack(_ squaredMeters: Double) -> Double { squaredMeters * 4e-6 + 1e-9 }

  /// The estimated square of the distance to the middle of a cell.
  @inline(__always)
  func estimate(x: UInt32, y: UInt32) -> Double {
    let dx = (Double(x) + 0.5 - middleX) * metersPerColumn
    let dy = meters(toRow: Double(y) + 0.5)
    return dx * dx + dy * dy
  }

  /// The distance in metres to the middle of a cell.
  @inline(never)
  func meters(x: UInt32, y: UInt32) -> Double {
    metric.distanceMeters(place, GridPoint(x: x, y: y).coordinate)
  }

  /// Whether the middle of a cell lies inside or on the rim.
  @inline(__always)
  func contains(x: UInt32, y: UInt32, meters: Double) -> Bool {
    let estimate = estimate(x: x, y: y)
    let slack = Self.slack(estimate)
    if estimate + slack <= squaredRadius { return true }
    return estimate - slack <= squaredRadius && self.meters(x: x, y: y) <= meters
  }

  /// The least that the square of the distance to any point inside `bounds` can be.
  @inline(__always)
  func leastSquare(to bounds: GridBox) -> Double {
    let (west, east) = (Double(bounds.minX) + 0.5 - middleX, Double(bounds.maxX) + 0.5 - middleX)
    let dx = max(west, -east, 0) * metersPerColumn
    let row = min(max(middleY, Double(bounds.minY) + 0.5), Double(bounds.maxY) + 0.5)
    let dy = meters(toRow: row)
    let square = dx * dx + dy * dy
    return square - Self.slack(square)
  }

  /// The most that the square of the distance to any point inside `bounds` can be.
  @inline(__always)
  func greatestSquare(to bounds: GridBox) -> Double {
    let (west, east) = (Double(bounds.minX) + 0.5 - middleX, Double(bounds.maxX) + 0.5 - middleX)
    let dx = max(-west, east) * metersPerColumn
    let north = meters(toRow: Double(bounds.minY) + 0.5)
    let south = meters(toRow: Double(bounds.maxY) + 0.5)
    let dy = max(north, -south)
    let square = dx * dx + dy * dy
    return square + Self.slack(square)
  }

  /// How the points inside `bounds` lie to the circle.
  @inline(__always)
  func relation(to bounds: GridBox) -> NodeLayout.Relation {
    guard leastSquare(to: bounds) <= squaredRadius else { return .outside }
    return greatestSquare(to: bounds) <= squaredRadius ? .inside : .across
  }

  /// Metres to the north from the middle to a row.
  @inline(__always)
  private func meters(toRow row: Double) -> Double {
    let rows = middleY - row
    guard abs(rows) <= Self.seriesRows else { return metersFar(toRow: row) }
    return rows * (series.x + rows * (series.y + rows * (series.z + rows * series.w)))
  }

  @inline(never)
  private func metersFar(toRow row: Double) -> Double {
    let latitude = WebMercator.latitude(unitY: row / GridPoint.cellsAcross)
    return (latitude - place.latitude) * metric.metersPerDegreeLatitude
  }
}
