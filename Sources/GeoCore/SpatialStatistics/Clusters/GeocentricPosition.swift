public import GeoPrimitives
import Glibc
import TileMath

/// A place on the WGS 84 ellipsoid as metres from the middle of the earth.
///
/// Straight lines between such positions stand for distances on the ground: over d metres they are shorter by
/// d³/(24 R²), which is a part in a hundred thousand at 100 km. They are the same in both directions, wherever the
/// places lie, so trees of any library measure the same.
/// Source: Snyder, "Map Projections: A Working Manual" (USGS PP 1395), p. 15.
public struct GeocentricPosition: Hashable, Sendable {
  /// Metres towards 0° E on the equator.
  public var x: Double
  /// Metres towards 90° E on the equator.
  public var y: Double
  /// Metres towards the north pole.
  public var z: Double

  @inline(__always)
  init(x: Double, y: Double, z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The position of a place (lon, lat) at sea level.
  public init(_ place: Coordinate) {
    let (lambda, phi) = (place.longitude * .pi / 180, place.latitude * .pi / 180)
    let (sine, cosine) = (sin(phi), cos(phi))
    let square = GroundMetric.eccentricitySquared
    let primeVertical = GroundMetric.semiMajorAxis / (1 - square * sine * sine).squareRoot()
    x = primeVertical * cosine * cos(lambda)
    y = primeVertical * cosine * sin(lambda)
    z = primeVertical * (1 - square) * sine
  }

  /// The square of the distance in metres.
  @inline(__always)
  public func squaredDistance(to other: GeocentricPosition) -> Double {
    let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// Whether a statistic can take a place: on the globe, and within the latitudes of web maps.
  static func takes(_ place: Coordinate) -> Bool {
    abs(place.latitude) <= WebMercator.maximumLatitude && abs(place.longitude) <= 180
  }
}
