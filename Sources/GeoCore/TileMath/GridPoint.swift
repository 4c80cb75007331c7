public import GeoPrimitives

/// A place on the global grid of 2³² × 2³² Web Mercator cells, about 9 mm wide at the equator.
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
    guard place.isOnGlobe, abs(place.latitude) <= WebMercator.maximumLatitude else { return nil }
    x = Self.cell(WebMercator.unitX(place.longitude))
    y = Self.cell(WebMercator.unitY(place.latitude))
  }

  private static func cell(_ unit: Double) -> UInt32 {
    UInt32(min(max((unit * Self.cellsAcross).rounded(.down), 0), Self.cellsAcross - 1))
  }

  /// The number of cells along one side of the square.
  public static let cellsAcross = 4_294_967_296.0

  /// The place in the middle of the cell.
  public var coordinate: Coordinate {
    Coordinate(
      longitude: WebMercator.longitude(unitX: (Double(x) + 0.5) / Self.cellsAcross),
      latitude: WebMercator.latitude(unitY: (Double(y) + 0.5) / Self.cellsAcross))
  }

  /// The position along the Hilbert curve.
  @inlinable
  public var hilbertKey: UInt64 { HilbertCurve.key(x: x, y: y) }
}
