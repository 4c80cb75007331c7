public import GeoPrimitives
public import Places

/// What a coverage table is asked for.
public struct CoverageQuery: Hashable, Sendable {
  /// What there is a line for.
  public var level = AdministrativeLevel.regency
  /// The day; today when `nil`.
  public var day: CivilDate?
  /// The earlier day that it is compared with; `nil` for none.
  public var comparedDay: CivilDate?
  /// The code of the area of which lines are wanted; `nil` for all.
  public var within: AreaCode?
  /// From how many minutes on a village counts as far from service.
  public var farMinutes = 120.0

  /// The parameters.
  public static let described: [ParameterDescription] = [
    .tableLevel.defaulting(to: AdministrativeLevel.regency.rawValue), .day, .comparedDay, .within,
    .farMinutes,
  ]

  /// A week: no village is farther.
  static let minutesRange = 0.0...10_080

  /// Every regency, today.
  public init() {}

  /// A query from parameters; those not given take their default.
  /// - Throws: `RequestError.badValue` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    level = try parameters.choice("by") ?? .regency
    day = try parameters.day("asof")
    comparedDay = try parameters.day("compare")
    within = try parameters.areaCode("within")
    farMinutes = try Self.minutes(parameters["far_minutes"]) ?? farMinutes
  }

  private static func minutes(_ text: String?) throws(RequestError) -> Double? {
    guard let text else { return nil }
    guard let minutes = DecimalNumber.parse(text), minutesRange.contains(minutes) else {
      throw .badValue(
        parameter: "far_minutes", value: text, expected: "a number of minutes from 0 to 10080")
    }
    return minutes
  }
}

extension QueryParameters {
  /// The value of a parameter that is a day.
  /// - Throws: `RequestError.badValue`.
  func day(_ name: String) throws(RequestError) -> CivilDate? {
    guard let text = self[name] else { return nil }
    guard let day = CivilDate(text) else {
      throw .badValue(parameter: name, value: text, expected: "a day such as 2026-10-31")
    }
    return day
  }
}
