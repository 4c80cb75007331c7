public import GeoPrimitives

/// The address of a tile of `WebMercatorQuad`: zoom level, column from the west, row from the north.
public struct TileID: Hashable, Sendable {
  /// The deepest zoom level that is served.
  public static let maximumZoom = 20

  /// The zoom level; level z has 2^z × 2^z tiles.
  public let zoom: Int
  /// The column, counted from 180° W eastwards.
  public let x: Int
  /// The row, counted from 85.0511° N southwards.
  public let y: Int

  /// A tile inside the matrix; `nil` for one outside.
  public init?(zoom: Int, x: Int, y: Int) {
    guard (0...Self.maximumZoom).contains(zoom), x >= 0, y >= 0, x < 1 << zoom, y < 1 << zoom
    else { return nil }
    self.zoom = zoom
    self.x = x
    self.y = y
  }

  /// The tile of a zoom level in which a place lies; places beyond the square belong to its rim.
  public init?(containing place: Coordinate, zoom: Int) {
    guard (0...Self.maximumZoom).contains(zoom), place.isOnGlobe else { return nil }
    self.init(
      zoom: zoom, x: Self.index(of: WebMercator.unitX(place.longitude), zoom),
      y: Self.index(of: WebMercator.unitY(place.latitude), zoom))
  }

  /// The column or row of a position in the unit square; the poles lie infinitely far outside.
  private static func index(of unit: Double, _ zoom: Int) -> Int {
    let count = Double(1 << zoom)
    return Int(min(max((unit * count).rounded(.down), 0), count - 1))
  }

  /// The ground that the tile covers, in degrees.
  public var envelope: Envelope { envelope(bufferedBy: 0) }

  /// The tile's ground widened on every side by a share of its width, in degrees.
  public func envelope(bufferedBy share: Double) -> Envelope {
    let scale = 1 / Double(1 << zoom)
    return Envelope(
      minX: WebMercator.longitude(unitX: (Double(x) - share) * scale),
      minY: WebMercator.latitude(unitY: (Double(y) + 1 + share) * scale),
      maxX: WebMercator.longitude(unitX: (Double(x) + 1 + share) * scale),
      maxY: WebMercator.latitude(unitY: (Double(y) - share) * scale))
  }
}
