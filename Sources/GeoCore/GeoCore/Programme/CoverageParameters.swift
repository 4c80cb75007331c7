public import GeoPrimitives
public import Places

/// What a coverage map shows.
public enum CoverageMeasure: String, Hashable, Sendable, CaseIterable {
  /// The status in the programme; of larger areas the share of villages that are active.
  case status
  /// The phase in which a village came into the programme; of larger areas the earliest.
  case phase
  /// Days since the last session; of larger areas the median of their active villages.
  case activity
  /// Distance to the nearest service point; of larger areas the median of their villages.
  case distance
}

/// The parameters of a coverage map.
public struct CoverageParameters: Hashable, Sendable {
  /// What is shown.
  public var measure = CoverageMeasure.status
  /// The day; today when `nil`.
  public var day: CivilDate?
  /// The level of the areas; the one that fits the zoom when `nil`.
  public var level: AdministrativeLevel?

  /// The parameters.
  public static let described: [ParameterDescription] = [.coverageMeasure, .coverageDay, .level]

  /// Parameters from a query string; those not given take their default.
  /// - Throws: `RequestError.badValue` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    measure = try parameters.choice("by") ?? .status
    day = try parameters.day("asof")
    level = try parameters.choice("level")
  }
}

/// What makes the classes of one coverage map differ from those of another.
struct CoverageClassKey: Hashable, Sendable {
  var measure: CoverageMeasure
  var level: AdministrativeLevel
  var day: CivilDate
}
