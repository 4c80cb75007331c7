/// A parameter of a request, as every document about it tells: the one entry that a parameter has.
///
/// What reads the value stands beside what uses it (`HeatParameters`, `PointQuery` and the like); tests hold
/// the two together.
public struct ParameterDescription: Hashable, Sendable {
  /// The name in an address.
  public let name: String
  /// What it does.
  public let title: LocalizedText
  /// Which values it takes.
  public let schema: ParameterSchema
  /// The value that its absence stands for; `nil` where absence means something that no value says, such as
  /// "all".
  public private(set) var defaultValue: String?
  /// A value that works.
  public let example: String
  /// Whether a request must have it.
  public private(set) var isRequired = false

  /// A parameter.
  public init(
    _ name: String, _ title: LocalizedText, _ schema: ParameterSchema, default: String? = nil,
    example: String
  ) {
    self.name = name
    self.title = title
    self.schema = schema
    defaultValue = `default`
    self.example = example
  }

  /// The same, with another default.
  public func defaulting(to value: String?) -> ParameterDescription {
    var copy = self
    copy.defaultValue = value
    return copy
  }

  /// The same, as one that a request must have.
  public var required: ParameterDescription {
    var copy = self
    copy.isRequired = true
    return copy
  }
}

/// Which values a parameter takes.
public enum ParameterSchema: Hashable, Sendable {
  /// One of a list of names.
  case choice([String])
  /// Some out of a list of names, separated by commas.
  case choices([String])
  /// A whole number.
  case wholeNumber(ClosedRange<Int>)
  /// A number, or one of some names.
  case number(ClosedRange<Double>, orOneOf: [String] = [])
  /// So many numbers, separated by commas.
  case numbers(count: ClosedRange<Int>)
  /// `true` or `false`.
  case flag
  /// A moment, a day or a span of time (RFC 3339), open ends written `..`.
  case interval
  /// A day.
  case day
  /// A month.
  case month
  /// The code of an area, with or without dots.
  case code
  /// Text; a pattern is an ECMA 262 regular expression.
  case text(pattern: String? = nil)

  /// One of the names of an enumeration.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    of type: Choice.Type
  ) -> ParameterSchema {
    .choice(type.allCases.map(\.rawValue))
  }

  /// Some out of the names of an enumeration.
  static func choices<Choice: RawRepresentable<String> & CaseIterable>(
    of type: Choice.Type
  ) -> ParameterSchema {
    .choices(type.allCases.map(\.rawValue))
  }
}

extension ClosedRange<Double> {
  /// Whatever number.
  public static var anyNumber: ClosedRange<Double> {
    -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  }
}

extension [ParameterDescription] {
  /// The names.
  public var names: [String] { map(\.name) }
}
