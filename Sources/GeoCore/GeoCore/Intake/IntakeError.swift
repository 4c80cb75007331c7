public import DisclosureControl
public import GeoPrimitives

/// Why a tip is not taken in. It names the field, never the value: that may be personal.
public enum IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is not JSON, or not as strict as it has to be.
  case notJSON(StrictJSONError)
  /// The JSON is no object, or a GeoJSON object that is no Feature.
  case notTip
  /// A field that tips do not have.
  case unknownField(String)
  /// A field that a tip needs.
  case missing(String)
  /// A field with a value that it does not take, and what is expected.
  case badValue(field: String, expected: String)
  /// A value that the role may not send.
  case notAllowed(field: String, Role)

  /// The field; `nil` for the text as a whole.
  public var field: String? {
    switch self {
    case .notJSON, .notTip: nil
    case .unknownField(let field), .missing(let field), .badValue(let field, _),
      .notAllowed(let field, _):
      field
    }
  }

  /// A stable name.
  public var code: String {
    switch self {
    case .notJSON: "not-json"
    case .notTip: "not-a-tip"
    case .unknownField: "unknown-field"
    case .missing: "missing-field"
    case .badValue: "bad-field"
    case .notAllowed: "field-not-allowed"
    }
  }

  /// One sentence: what is wrong and what to do.
  public var description: String {
    switch self {
    case .notJSON(let error): "the body is not JSON: \(error)"
    case .notTip: "send a JSON object with the fields of a tip, or a GeoJSON Feature with a Point"
    case .unknownField(let field):
      "'\(field.prefix(60))' is no field of a tip and may be personal; leave it out. Fields are "
        + TipSubmission.fields.joined(separator: ", ")
    case .missing(let field): "'\(field)' is missing"
    case .badValue(let field, let expected): "'\(field)' is not as expected: \(expected)"
    case .notAllowed(let field, let role):
      "the role \(role.rawValue) may not send this '\(field)'; leave it out"
    }
  }
}
