/// A place on the ground: longitude and latitude in degrees on WGS 84 (EPSG:4326), in that order.
///
/// Everything inside PetaBinaan speaks this reference system; a file in another one is transformed
/// where it enters (`GeoImport`).
public struct Coordinate: Hashable, Sendable {
  /// Degrees east of Greenwich, −180 … 180.
  public var longitude: Double
  /// Degrees north of the equator, −90 … 90.
  public var latitude: Double

  /// A coordinate from degrees, longitude first.
  @inlinable
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// Whether both numbers are finite and within the range of degrees.
  public var isOnGlobe: Bool {
    abs(longitude) <= 180 && abs(latitude) <= 90
  }
}
