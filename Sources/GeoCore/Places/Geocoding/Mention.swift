/// A name in an address, and one area or place that bears it.
struct Mention {
  /// The position of the area; behind all areas, that of a point.
  var entry: Int32
  /// The words of the name, one bit each.
  var words: UInt64
  /// The first word.
  var start: Int
  /// How much it speaks for the area, in nats.
  var weight: Double
  /// The level of the area; `nil` for a point.
  var level: AdministrativeLevel?
  /// Whether the address tells that it is such an area.
  var hasKind = false
}
