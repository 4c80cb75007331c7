public import GeoPrimitives

/// A value of a table, as the file keeps it.
public enum StoredValue: Hashable, Sendable {
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// A text; days are `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM:SSZ`.
  case text(String)
}

/// A row of any table: its values in the order of the columns that were asked for, and its place.
public struct StoredRow: Sendable {
  /// The row number (`fid`).
  public let number: Int64
  /// The values.
  public let values: [StoredValue]
  /// The place or area; `nil` where the row has none.
  public let geometry: Geometry?
}
