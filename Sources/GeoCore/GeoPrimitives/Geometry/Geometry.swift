/// The geometries that PetaBinaan holds: places and areas. Lines are not among them.
public enum Geometry: Hashable, Sendable {
  /// A single place.
  case point(Coordinate)
  /// An area of any number of parts.
  case multiPolygon(MultiPolygon)

  /// The smallest box around the geometry.
  public var envelope: Envelope {
    switch self {
    case .point(let place):
      Envelope(
        minX: place.longitude, minY: place.latitude, maxX: place.longitude, maxY: place.latitude)
    case .multiPolygon(let area): area.envelope
    }
  }
}
