/// One word of an address, and what stands before it.
struct AddressWord: Hashable, Sendable {
  /// Small letters without accents, or digits.
  var text: String
  /// Whether it is made of digits.
  var isNumber: Bool
  /// What parts it from the word before.
  var gap: Gap

  /// What parts two words, weakest first.
  enum Gap: Int, Comparable, Sendable {
    /// Nothing: letters against digits.
    case none
    /// Blanks.
    case blank
    /// A hyphen.
    case dash
    /// A slash.
    case slash
    /// A full stop, which abbreviates or ends.
    case dot
    /// A comma, a semicolon, a bracket or a new line: a new part begins.
    case stop

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
  }
}
