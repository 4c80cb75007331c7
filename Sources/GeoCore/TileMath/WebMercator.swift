public import GeoPrimitives
import Glibc

/// The spherical Mercator projection of web maps (EPSG:3857), in a unit square: x from 180° W to
/// 180° E, y from 85.0511° N to 85.0511° S, both 0 … 1.
public enum WebMercator {
  /// The radius of the sphere, in metres: the semi-major axis of WGS 84.
  public static let sphereRadiusMeters = 6_378_137.0

  /// Half the extent of the projected square, in metres: the largest x and y of EPSG:3857.
  public static let halfExtentMeters = Double.pi * sphereRadiusMeters

  /// The northern edge of the square, in degrees.
  public static let maximumLatitude = 85.051_128_779_806_59

  /// The horizontal position in the unit square.
  @inlinable
  public static func unitX(_ longitude: Double) -> Double { longitude / 360 + 0.5 }

  /// The vertical position in the unit square, downwards. Latitudes beyond the square lie outside
  /// 0 … 1.
  public static func unitY(_ latitude: Double) -> Double {
    0.5 - atanh(sin(latitude * .pi / 180)) / (2 * .pi)
  }

  /// The longitude in degrees of a horizontal position.
  @inlinable
  public static func longitude(unitX: Double) -> Double { (unitX - 0.5) * 360 }

  /// The latitude in degrees of a vertical position.
  public static func latitude(unitY: Double) -> Double {
    asin(tanh((0.5 - unitY) * 2 * .pi)) * 180 / .pi
  }

  /// EPSG:3857 easting and northing, in metres.
  public static func meters(of place: Coordinate) -> (x: Double, y: Double) {
    (
      (unitX(place.longitude) - 0.5) * 2 * halfExtentMeters,
      (0.5 - unitY(place.latitude)) * 2 * halfExtentMeters
    )
  }

  /// The box of EPSG:3857 metres around a box of degrees, latitudes cut to the square.
  public static func meters(of box: Envelope) -> Envelope {
    let low = meters(
      of: Coordinate(longitude: box.minX, latitude: max(box.minY, -maximumLatitude)))
    let high = meters(
      of: Coordinate(longitude: box.maxX, latitude: min(box.maxY, maximumLatitude)))
    return Envelope(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
  }
}
