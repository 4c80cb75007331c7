/// Areas that are published together in a month, and how their sum is divided.
public struct AtomBlock: Hashable, Sendable {
  /// The codes of the areas, ascending: villages of one district, districts of one regency, regencies
  /// of one province, or provinces. A single one stands for itself.
  public let members: [String]
  /// Their tips in the month, at least the tier's threshold.
  public let count: Int
  /// The groups of weeks or categories with tips; those in no group have none. Empty where the layer
  /// does not divide.
  public let parts: [AtomPart]
}

/// Weeks or categories of a block that are published together.
public struct AtomPart: Hashable, Sendable {
  /// The positions of the weeks in the month, or of the categories in the list, from 0, ascending.
  public let keys: [Int]
  /// Their tips, at least the tier's threshold.
  public let count: Int
}

/// What may be told of an area.
public enum AtomValue: Hashable, Sendable {
  /// The exact number of tips: zero, or at least the tier's threshold.
  case count(Int)
  /// Neither zero nor missing: the area is merged with others, or a part of something merged.
  case suppressed

  /// The sum, which is suppressed when a term is.
  public static func + (a: AtomValue, b: AtomValue) -> AtomValue {
    guard case .count(let first) = a, case .count(let second) = b else { return .suppressed }
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? .suppressed : .count(sum)
  }
}
