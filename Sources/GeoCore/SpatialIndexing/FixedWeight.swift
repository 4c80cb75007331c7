/// A weight in units of 1/65 536, so that sums are whole numbers: exact, and the same in any order.
///
/// One tip is 65 536 units; a tip spread over 16 or 64 support points still divides evenly.
public struct FixedWeight: Hashable, Sendable, Comparable {
  /// The units in a weight of one.
  public static let unitsPerOne: Int64 = 65_536

  /// The most units that the points of an index may have together: 2²⁶ weights of one.
  static let largestTotalUnits = 67_108_864 * unitsPerOne

  /// The weight in units.
  public let units: Int64

  /// A weight of one: a single report.
  public static let one = FixedWeight(units: unitsPerOne)

  /// A weight in units.
  @inlinable
  public init(units: Int64) { self.units = units }

  /// The nearest weight to a number; `nil` for one that is negative, not finite, or above 2²⁶.
  public init?(_ value: Double) {
    guard value.isFinite, value >= 0, value <= 67_108_864 else { return nil }
    units = Int64((value * Double(Self.unitsPerOne)).rounded())
  }

  /// The weight as a number.
  public var value: Double { Double(units) / Double(Self.unitsPerOne) }

  /// Lighter weights come first.
  public static func < (a: FixedWeight, b: FixedWeight) -> Bool { a.units < b.units }
}
