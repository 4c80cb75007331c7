import Coverage

/// How the density table of villages is made and ordered.
public struct VillageTableOptions: Hashable, Sendable {
  /// Towards which mean a village's rate is drawn.
  public enum Smoothing: String, Hashable, Sendable, CaseIterable {
    /// That of all villages.
    case global
    /// That of the village and its neighbours.
    case local
  }

  /// What the table can be ordered by.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// The number of rows.
    case count
    /// Rows per ten thousand residents.
    case rate
    /// The same, smoothed.
    case smoothedRate = "eb_rate"
  }

  /// Towards which mean rates are drawn.
  public var smoothing = Smoothing.global
  /// What the table is ordered by, largest first, villages of the same value by code and villages
  /// without a value last; by code alone when `nil`.
  public var measure: Measure?
  /// How far indicative and disputed borders may be off, in metres: closer to them mass is shared.
  public var toleranceMeters = AreaMasses.defaultToleranceMeters
  /// How many threads compute the table. The table does not depend on it.
  public var threads = ConcurrentMap.processorCount

  /// The parameters.
  public static let described: [ParameterDescription] = [.smoothing, .measure, .tolerance]

  /// The range of the tolerance: zero shares nothing.
  public static let toleranceRange = 0.0...1000

  /// Global smoothing, a tolerance of 50 m, by code.
  public init() {}

  /// Options from parameters; those not given take their default.
  /// - Throws: `RequestError.badValue` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    smoothing = try parameters.choice("smoothing") ?? .global
    measure = try parameters.choice("measure")
    guard let text = parameters["tolerance"] else { return }
    guard let meters = DecimalNumber.parse(text), Self.toleranceRange.contains(meters) else {
      throw .badValue(
        parameter: "tolerance", value: text, expected: "a number of metres from 0 to 1000")
    }
    toleranceMeters = meters
  }
}
