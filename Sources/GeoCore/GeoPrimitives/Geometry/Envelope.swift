/// An axis-parallel box, both edges included. The axes are those of whatever it encloses: degrees
/// (x = longitude, y = latitude) unless the place that uses it says otherwise.
public struct Envelope: Hashable, Sendable {
  /// The western or left edge.
  public var minX: Double
  /// The southern or lower edge.
  public var minY: Double
  /// The eastern or right edge.
  public var maxX: Double
  /// The northern or upper edge.
  public var maxY: Double

  /// A box from its edges. A box whose minimum exceeds its maximum encloses nothing.
  @inlinable
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box that encloses nothing and leaves any box unchanged in a union.
  public static let empty = Envelope(
    minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  /// The islands and seas of Indonesia with a margin: where an imported place is plausible.
  public static let indonesia = Envelope(minX: 94, minY: -12, maxX: 142, maxY: 7)

  /// Whether the box encloses no place at all.
  @inlinable
  public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }

  /// The middle of the box.
  public var center: Coordinate {
    Coordinate(longitude: (minX + maxX) / 2, latitude: (minY + maxY) / 2)
  }

  /// The extent along x; negative infinity for the empty box.
  @inlinable
  public var width: Double { maxX - minX }

  /// The extent along y; negative infinity for the empty box.
  @inlinable
  public var height: Double { maxY - minY }

  /// Whether the two boxes share at least one place, a common edge included.
  @inlinable
  public func intersects(_ other: Envelope) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }

  /// Whether `other` lies inside, edges included.
  @inlinable
  public func contains(_ other: Envelope) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }

  /// Whether the coordinate lies inside or on an edge.
  @inlinable
  public func contains(_ coordinate: Coordinate) -> Bool {
    minX <= coordinate.longitude && coordinate.longitude <= maxX && minY <= coordinate.latitude
      && coordinate.latitude <= maxY
  }

  /// The smallest box around both.
  @inlinable
  public func union(_ other: Envelope) -> Envelope {
    Envelope(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }

  /// Grows the box to include a coordinate.
  @inlinable
  public mutating func expand(toInclude coordinate: Coordinate) {
    minX = min(minX, coordinate.longitude)
    minY = min(minY, coordinate.latitude)
    maxX = max(maxX, coordinate.longitude)
    maxY = max(maxY, coordinate.latitude)
  }

  /// The box with every edge moved outwards by `dx` and `dy`.
  @inlinable
  public func widened(dx: Double, dy: Double) -> Envelope {
    Envelope(minX: minX - dx, minY: minY - dy, maxX: maxX + dx, maxY: maxY + dy)
  }
}
