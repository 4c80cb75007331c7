/// Rates that borrow strength: a village with few residents is drawn towards the mean of all villages,
/// or of those around it, the more so the less its own count can tell.
///
/// The rates are taken to differ from village to village like a gamma distribution, whose mean m and
/// variance v are those that Marshall's moments give:
/// m = Σx / Σn and v = Σ n (x/n − m)² / Σn − m / n̄, with v = 0 where that is negative (the villages
/// then differ by no more than chance would have it). Given m and v, and counts that follow a Poisson
/// law, the rate of a village with x events among n residents has a gamma distribution of shape
/// m²/v + x and rate m/v + n. Its mean is Marshall's estimate m + (x/n − m) · v / (v + m/n). Where
/// v = 0, all of them share the rate m, which is known as well as their joint count allows: the
/// interval is then Garwood's for that count.
/// Sources: Marshall 1991, "Mapping disease and mortality rates using empirical Bayes estimators",
/// Applied Statistics 40(2), doi:10.2307/2347593; Garwood 1936, "Fiducial limits for the Poisson
/// distribution", Biometrika 28, doi:10.1093/biomet/28.3-4.437.
public enum EmpiricalBayes {
  /// Events counted in a population.
  public struct Observation: Hashable, Sendable {
    /// How many events.
    public let events: Int
    /// Among how many, above zero.
    public let population: Double

    /// An observation; `nil` for a population that is not above zero or a negative count.
    public init?(events: Int, population: Double) {
      guard events >= 0, population > 0, population.isFinite else { return nil }
      self.events = events
      self.population = population
    }
  }

  /// A smoothed rate with its 95 % interval, in events for one of the population.
  public struct Estimate: Hashable, Sendable {
    /// The mean of what is believed of the rate.
    public let rate: Double
    /// The 2.5 % quantile.
    public let low: Double
    /// The 97.5 % quantile.
    public let high: Double
  }

  /// How rates differ among observations, by Marshall's moments.
  public struct Prior: Hashable, Sendable {
    /// The mean rate.
    public let mean: Double
    /// The variance of the rates; zero where they differ by no more than chance would have it.
    public let variance: Double
    /// All events together.
    private let events: Int
    /// All of the population together.
    private let population: Double

    /// The prior of some observations; `nil` without any.
    public init?(of observations: some Collection<Observation>) {
      events = observations.reduce(0) { $0 + $1.events }
      population = observations.reduce(0) { $0 + $1.population }
      guard population > 0 else { return nil }
      let mean = Double(events) / population
      let spread = observations.reduce(0.0) { sum, observation in
        let deviation = Double(observation.events) / observation.population - mean
        return sum + observation.population * deviation * deviation
      }
      self.mean = mean
      let chance = mean * Double(observations.count) / population
      variance = max(spread / population - chance, 0)
    }

    /// What is believed of the rate of an observation, in the light of the prior.
    public func estimate(_ observation: Observation) -> Estimate {
      let (shape, rate) = (mean * mean / variance, mean / variance)
      guard variance > 0,
        let posterior = GammaDistribution(
          shape: shape + Double(observation.events), rate: rate + observation.population)
      else { return common }
      let interval = posterior.interval()
      return Estimate(
        rate: posterior.mean, low: interval.lowerBound, high: interval.upperBound)
    }

    /// What is believed of the one rate that all observations share.
    private var common: Estimate {
      let low = GammaDistribution(shape: Double(events), rate: population)?.quantile(0.025)
      let high = GammaDistribution(shape: Double(events) + 1, rate: population)?.quantile(0.975)
      return Estimate(rate: mean, low: low ?? 0, high: high ?? mean)
    }
  }

  /// Every observation drawn towards the mean of all.
  /// - Parameter observations: One for each village; `nil` where the population is not known.
  /// - Returns: One estimate for each observation that is there.
  /// - Complexity: O(n).
  public static func global(_ observations: [Observation?]) -> [Estimate?] {
    guard let prior = Prior(of: observations.compactMap { $0 }) else {
      return observations.map { _ in nil }
    }
    return observations.map { $0.map(prior.estimate) }
  }

  /// Every observation drawn towards the mean of itself and its neighbours.
  /// - Parameters:
  ///   - observations: One for each village; `nil` where the population is not known.
  ///   - neighbors: The positions of a village's neighbours, without itself.
  /// - Returns: One estimate for each observation that is there.
  /// - Complexity: O(n + m) for m neighbours of all villages together.
  public static func local(
    _ observations: [Observation?], neighbors: (Int) -> some Sequence<Int>
  ) -> [Estimate?] {
    observations.indices.map { position in
      observations[position].flatMap { observation in
        let others = neighbors(position).compactMap { observations[$0] }
        return Prior(of: [observation] + others)?.estimate(observation)
      }
    }
  }
}
