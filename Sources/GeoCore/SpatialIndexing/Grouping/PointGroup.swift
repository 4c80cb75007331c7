public import TileMath

/// A point that is to be grouped.
public struct GroupingPoint: Hashable, Sendable {
  /// Where it lies.
  public var place: GridPoint
  /// A number that stays with the point whatever happens to others, such as a hash of its identifier.
  public var key: UInt64
  /// The number of its class; groups tell how many of each they have.
  public var category: UInt8

  /// A point of a class.
  public init(place: GridPoint, key: UInt64, category: UInt8 = 0) {
    self.place = place
    self.key = key
    self.category = category
  }
}

/// What stands at one place of a map at a zoom: a group of points, or a point that stands alone.
public struct PointGroup: Hashable, Sendable {
  /// The mean place of its points.
  public let place: GridPoint
  /// Its points, as positions in the order of the grouping.
  public let points: Range<Int>
  /// A number of 53 bits that the group keeps as long as its points do, at whatever zoom.
  public let id: UInt64
  /// The zoom at which the group falls apart; `nil` for a single point.
  public let expansionZoom: Int?

  /// The number of its points.
  public var count: Int { points.count }
}

extension PointGroup {
  /// The bits that a JavaScript client reads exactly.
  private static let idMask: UInt64 = 1 << 53 - 1

  /// The number of a group of so many points, by the least of their keys. A single point has its own
  /// key, cut to 53 bits.
  static func id(leastKey: UInt64, count: Int) -> UInt64 {
    guard count > 1 else { return leastKey & idMask }
    // The finalizer of SplitMix64 (Steele, Lea & Flood 2014), so that groups of one least key differ.
    var bits = leastKey &+ UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return (bits ^ (bits >> 31)) & idMask
  }
}
