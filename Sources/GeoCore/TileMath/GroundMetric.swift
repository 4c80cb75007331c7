public import GeoPrimitives
import Glibc

/// Metres per degree on the WGS 84 ellipsoid at one latitude: the local tangent plane in which
/// PetaBinaan measures distances on the ground.
///
/// Source: radii of curvature, Snyder, "Map Projections: A Working Manual" (USGS PP 1395), eq. 4-18
/// to 4-20. Against the geodesic the distance errs by less than 0.1 % up to 30 km between 12° S and
/// 7° N.
public struct GroundMetric: Hashable, Sendable {
  /// The semi-major axis, in metres.
  public static let semiMajorAxis = 6_378_137.0
  /// The flattening.
  public static let flattening = 1 / 298.257_223_563
  /// The first eccentricity, squared.
  public static let eccentricitySquared = flattening * (2 - flattening)

  /// Metres on the ground along one degree of longitude.
  public let metersPerDegreeLongitude: Double
  /// Metres on the ground along one degree of latitude.
  public let metersPerDegreeLatitude: Double

  /// The metric at a latitude in degrees.
  public init(latitude: Double) {
    let phi = latitude * .pi / 180
    let w = 1 - Self.eccentricitySquared * sin(phi) * sin(phi)
    let primeVertical = Self.semiMajorAxis / w.squareRoot()
    let meridional = Self.semiMajorAxis * (1 - Self.eccentricitySquared) / (w * w.squareRoot())
    metersPerDegreeLongitude = primeVertical * cos(phi) * .pi / 180
    metersPerDegreeLatitude = meridional * .pi / 180
  }

  /// The distance in metres between two places, on the tangent plane at this latitude.
  @inlinable
  public func distanceMeters(_ a: Coordinate, _ b: Coordinate) -> Double {
    let dx = (a.longitude - b.longitude) * metersPerDegreeLongitude
    let dy = (a.latitude - b.latitude) * metersPerDegreeLatitude
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The distance in metres between two places that may lie far apart: with the metric of the latitude half-way
  /// between them.
  ///
  /// Against the geodesic it errs by less than 0.1 % up to 500 km between 12° S and 7° N.
  /// Source: the mid-latitude formula, Snyder, "Map Projections: A Working Manual", p. 25.
  public static func distanceMeters(between a: Coordinate, and b: Coordinate) -> Double {
    GroundMetric(latitude: (a.latitude + b.latitude) / 2).distanceMeters(a, b)
  }

  /// A box of degrees that encloses the circle of `radiusMeters` around a place, whichever
  /// latitude's metric the places inside are measured with.
  public static func envelope(around place: Coordinate, radiusMeters: Double) -> Envelope {
    let here = GroundMetric(latitude: place.latitude)
    let dy = radiusMeters / here.metersPerDegreeLatitude * 1.01
    let farthest = min(abs(place.latitude) + dy, 89.9)
    let narrowest = GroundMetric(latitude: farthest).metersPerDegreeLongitude
    let dx = radiusMeters / narrowest * 1.01
    return Envelope(
      minX: place.longitude - dx, minY: place.latitude - dy, maxX: place.longitude + dx,
      maxY: place.latitude + dy)
  }
}
