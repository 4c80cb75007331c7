public import GeoPrimitives

/// A place on the global grid of 2³² × 2³² Web Mercator cells, about 9 mm wide at the equator. Where in
/// its cell it lies is told by a `CellOffset`, if at all.
///
/// Whole numbers make every computation on tiles exact: a place has the same distance to a pixel
/// whichever tile asks.
public struct GridPoint: Hashable, Sendable {
  /// The column, from 180° W eastwards.
  public var x: UInt32
  /// The row, from 85.0511° N southwards.
  public var y: UInt32

  /// A grid cell by its column and row.
  @inlinable
  public init(x: UInt32, y: UInt32) {
    self.x = x
    self.y = y
  }

  /// The cell in which a place lies; `nil` beyond 85.0511° north or south, or off the globe.
  public init?(_ place: Coordinate) {
    guard let cell = Self.located(place)?.cell else { return nil }
    self = cell
  }

  /// The cell in which a place lies, and where in the cell; `nil` beyond 85.0511° north or south, or
  /// off the globe.
  public static func located(_ place: Coordinate) -> (cell: GridPoint, offset: CellOffset)? {
    guard place.isOnGlobe, abs(place.latitude) <= WebMercator.maximumLatitude else { return nil }
    let x = steps(WebMercator.unitX(place.longitude))
    let y = steps(WebMercator.unitY(place.latitude))
    return (
      GridPoint(
        x: UInt32(truncatingIfNeeded: x >> CellOffset.stepBits),
        y: UInt32(truncatingIfNeeded: y >> CellOffset.stepBits)),
      CellOffset(x: UInt8(truncatingIfNeeded: x), y: UInt8(truncatingIfNeeded: y))
    )
  }

  /// A position of the unit square in whole steps of a cell, cut to the square.
  private static func steps(_ unit: Double) -> Int64 {
    let all = cellsAcross * CellOffset.stepsAcross
    return Int64(min(max(unit * all, 0), all - 1))
  }

  /// The number of cells along one side of the square.
  public static let cellsAcross = 4_294_967_296.0

  /// The place in the middle of the cell.
  public var coordinate: Coordinate { coordinate(at: .middle) }

  /// A place in the cell.
  public func coordinate(at offset: CellOffset) -> Coordinate {
    let (dx, dy) = offset.fraction
    return Coordinate(
      longitude: WebMercator.longitude(unitX: (Double(x) + dx) / Self.cellsAcross),
      latitude: WebMercator.latitude(unitY: (Double(y) + dy) / Self.cellsAcross))
  }

  /// The position along the Hilbert curve.
  @inlinable
  public var hilbertKey: UInt64 { HilbertCurve.key(x: x, y: y) }
}
