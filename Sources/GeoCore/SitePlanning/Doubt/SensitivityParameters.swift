/// What is believed of the rates that stand in a column: a gamma distribution for each village.
public struct RatePosterior: Hashable, Sendable {
  /// The column's number.
  public let criterion: Int
  /// The shapes by village; 0 where the value is not drawn but kept.
  public let shapes: [Double]
  /// The rates by village: the mean is shape / rate.
  public let rates: [Double]

  /// A belief.
  public init(criterion: Int, shapes: [Double], rates: [Double]) {
    self.criterion = criterion
    self.shapes = shapes
    self.rates = rates
  }
}

/// How doubt is told.
public struct SensitivityParameters: Hashable, Sendable {
  /// How often weights and rates are drawn.
  public var draws: Int
  /// How closely drawn weights keep to the given ones: a weight w varies with variance w (1 − w) / (concentration + 1).
  public var concentration: Double
  /// The seed; each draw has its own stream.
  public var seed: UInt64
  /// How many threads take part; the result does not depend on it.
  public var threads: Int
  /// The share of draws within the interval of ranks.
  public var interval: Double
  /// Below which share of draws a chosen village is called unstable.
  public var stableShare: Double

  /// Parameters.
  public init(
    draws: Int = 1000, concentration: Double = 50, seed: UInt64 = 1, threads: Int = 2,
    interval: Double = 0.9, stableShare: Double = 0.5
  ) {
    self.draws = draws
    self.concentration = concentration
    self.seed = seed
    self.threads = threads
    self.interval = interval
    self.stableShare = stableShare
  }
}

/// How sure a site's place is.
public struct SiteDoubt: Hashable, Sendable {
  /// The site.
  public let site: Int
  /// Its rank by score among all candidates, 1 for the highest: 5 % of the draws have a better one.
  public let rankLow: Int
  /// The median of its ranks.
  public let rankMiddle: Int
  /// 5 % of the draws have a worse one.
  public let rankHigh: Int
  /// The share of draws in which it is chosen.
  public let chosenShare: Double
  /// Whether it is in the plan although fewer than half of the draws choose it.
  public let isUnstable: Bool
}
