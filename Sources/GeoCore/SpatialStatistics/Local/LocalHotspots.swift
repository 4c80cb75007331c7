/// How sure it is that an area is hot or cold.
public enum HotspotClass: String, Hashable, Sendable, CaseIterable {
  case hot99, hot95, hot90, none, cold90, cold95, cold99

  /// The class of a statistic.
  /// - Parameters:
  ///   - z: Above zero for more than expected.
  ///   - rate: The false discovery rate, or the probability where none is asked for.
  public init(z: Double, rate: Double) {
    switch rate {
    case ...0.01: self = z > 0 ? .hot99 : .cold99
    case ...0.05: self = z > 0 ? .hot95 : .cold95
    case ...0.1: self = z > 0 ? .hot90 : .cold90
    default: self = .none
    }
  }

  /// Whether there is more than expected.
  public var isHot: Bool { self == .hot99 || self == .hot95 || self == .hot90 }
}

/// What a local statistic found at one area.
public struct AreaHotspot: Hashable, Sendable {
  /// The value that was looked at.
  public var value: Double
  /// The statistic in standard deviations from what is expected: above zero for more.
  public var z: Double
  /// The probability, on either side, by the normal approximation.
  public var p: Double
  /// The probability, on either side, by counting permutations; never below 2 / (permutations + 1).
  public var simulated: Double
  /// The same, continued where few permutations reach it; what `rate` is made of.
  public var fitted: Double
  /// The false discovery rate at which the area would be flagged.
  public var rate: Double
  /// The class by `rate`.
  public var hotspotClass: HotspotClass
}

/// How local statistics are computed.
public struct LocalParameters: Hashable, Sendable {
  /// How often values are dealt out anew.
  public var permutations = 999
  /// The seed of the permutations.
  public var seed: UInt64 = 1
  /// How many threads take part; results do not depend on it.
  public var threads: Int

  /// Parameters.
  public init(permutations: Int = 999, seed: UInt64 = 1, threads: Int = 2) {
    self.permutations = permutations
    self.seed = seed
    self.threads = threads
  }
}
