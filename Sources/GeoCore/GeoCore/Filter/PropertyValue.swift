import GeoPrimitives

/// The value of an attribute. Days and moments are text that sorts as they do: `2026-03-09`,
/// `2026-03-09T01:30:00Z`.
public enum PropertyValue: Hashable, Sendable {
  /// Not known, or not told.
  case null
  /// Text, a day or a moment.
  case text(String)
  /// A number.
  case number(Double)
  /// True or false.
  case flag(Bool)

  /// Text, or null.
  init(_ text: String?) { self = text.map(PropertyValue.text) ?? .null }

  /// A number, or null.
  init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .null }

  /// The value as JSON.
  public var json: String {
    switch self {
    case .null: "null"
    case .text(let text): JSONText.string(text)
    case .number(let number): JSONText.number(number)
    case .flag(let flag): "\(flag)"
    }
  }
}
