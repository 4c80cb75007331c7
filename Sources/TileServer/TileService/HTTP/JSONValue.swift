import GeoCore

/// A JSON value, written as Swift writes literals; members keep their order.
enum JSONValue: Sendable {
  case object([(String, JSONValue)])
  case list([JSONValue])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  /// The value as text (RFC 8259).
  var json: String {
    switch self {
    case .object(let members):
      "{" + members.map { JSONText.string($0.0) + ":" + $0.1.json }.joined(separator: ",") + "}"
    case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
    case .text(let text): JSONText.string(text)
    case .number(let number): JSONText.number(number)
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }

  /// The object with further members; what is no object stays as it is.
  func adding(_ others: [(String, JSONValue)]) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + others)
  }

  /// A list of texts.
  static func texts(_ texts: some Sequence<String>) -> JSONValue { .list(texts.map { .text($0) }) }

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
}
