public import GeoPrimitives

/// An area whose vertices lie on the global Web Mercator grid: half the memory of degrees, and
/// projected once instead of for every tile.
public struct GridPolygon: Hashable, Sendable {
  /// The outer ring, then the holes; each closed (first and last vertex the same).
  public var rings: [[GridPoint]]

  /// An area from its rings.
  public init(rings: [[GridPoint]]) {
    self.rings = rings
  }

  /// The projected area; vertices beyond 85.0511° north or south move to the rim of the grid.
  /// - Complexity: O(n) in the number of vertices.
  public init(_ polygon: Polygon) {
    rings = polygon.rings.map { ring in ring.coordinates.map(Self.clamped) }
  }

  private static func clamped(_ place: Coordinate) -> GridPoint {
    let longitude = min(max(place.longitude, -180), 180)
    let limit = WebMercator.maximumLatitude
    let latitude = min(max(place.latitude, -limit), limit)
    return GridPoint(Coordinate(longitude: longitude, latitude: latitude)) ?? GridPoint(x: 0, y: 0)
  }
}
