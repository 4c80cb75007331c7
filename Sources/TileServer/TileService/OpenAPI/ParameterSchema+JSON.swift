import GeoCore

extension ParameterSchema {
  /// The code of an area, with or without dots.
  static let codePattern = #"^[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{4})?)?)?$"#

  private static let momentPattern =
    #"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?"#
  private static let intervalPattern =
    #"^(\#(momentPattern)|\.\.)?/(\#(momentPattern)|\.\.)?$|^\#(momentPattern)$"#

  /// The values as a JSON schema (OpenAPI 3.0).
  var json: JSONValue {
    switch self {
    case .choice(let names): ["type": "string", "enum": .texts(names)]
    case .choices(let names):
      [
        "type": "array", "minItems": 1, "items": ["type": "string", "enum": .texts(names)],
      ]
    case .wholeNumber(let range): Self.range("integer", range.lowerBound, range.upperBound)
    case .number(let range, let names): Self.number(range, names)
    case .numbers(let count):
      [
        "type": "array", "minItems": .number(Double(count.lowerBound)),
        "maxItems": .number(Double(count.upperBound)), "items": ["type": "number"],
      ]
    case .flag: ["type": "boolean"]
    case .interval: ["type": "string", "pattern": .text(Self.intervalPattern)]
    case .day: ["type": "string", "format": "date"]
    case .month: ["type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"]
    case .code: ["type": "string", "pattern": .text(Self.codePattern)]
    case .text(let pattern):
      .object([("type", "string")] + (pattern.map { [("pattern", .text($0))] } ?? []))
    }
  }

  private static func range(_ type: String, _ lower: Int, _ upper: Int) -> JSONValue {
    let least: [(String, JSONValue)] = [("type", .text(type)), ("minimum", .number(Double(lower)))]
    return .object(least + (upper < .max ? [("maximum", .number(Double(upper)))] : []))
  }

  private static func number(_ range: ClosedRange<Double>, _ names: [String]) -> JSONValue {
    let isBounded = range != .anyNumber
    let limits: [(String, JSONValue)] =
      isBounded
      ? [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))] : []
    let number = JSONValue.object([("type", "number")] + limits)
    guard !names.isEmpty else { return number }
    return ["anyOf": [number, ["type": "string", "enum": .texts(names)]]]
  }

  /// A value of the schema, written as in an address, as JSON.
  func value(_ text: String) -> JSONValue {
    let parts = text.split(separator: ",").map(String.init)
    return switch self {
    case .choices: .texts(parts)
    case .numbers: .list(parts.compactMap(Double.init).map { .number($0) })
    case .wholeNumber, .number: Double(text).map { .number($0) } ?? .text(text)
    case .flag: .flag(text == "true")
    default: .text(text)
    }
  }

  private var isList: Bool {
    switch self {
    case .choices, .numbers: true
    default: false
    }
  }

  /// How lists are written: with commas.
  fileprivate var style: [(String, JSONValue)] {
    isList ? [("style", "form"), ("explode", false)] : []
  }
}

extension ParameterDescription {
  /// The parameter as OpenAPI describes it.
  var json: JSONValue {
    var schema = schema.json
    if let defaultValue { schema = schema.adding([("default", self.schema.value(defaultValue))]) }
    return .object(
      [
        ("name", .text(name)), ("in", "query"), ("required", .flag(isRequired)),
        ("description", .text("\(title.indonesian) / \(title.english)")),
      ] + self.schema.style + [("schema", schema), ("example", self.schema.value(example))])
  }
}
