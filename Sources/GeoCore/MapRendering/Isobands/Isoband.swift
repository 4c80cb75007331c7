/// The area in which a field lies between two class limits.
public struct Isoband: Hashable, Sendable {
  /// The class, 0 being the lowest.
  public let band: Int
  /// The lower limit, which belongs to the class.
  public let lower: Double
  /// The upper limit, which does not; `nil` for the highest class.
  public let upper: Double?
  /// The area; outer rings run clockwise on the screen, holes the other way.
  public let polygons: [PlanarPolygon]
}
