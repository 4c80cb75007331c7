/// Getis and Ord's Gi*: whether the values at and around an area are higher or lower than its place in all values
/// lets expect.
///
/// J. K. Ord, A. Getis, "Local spatial autocorrelation statistics: distributional issues and an application",
/// doi:10.1111/j.1538-4632.1995.tb00912.x. Weights are 1 for the area itself and for each neighbour.
public enum GetisOrd {
  /// What the result is cited as.
  public static let reference = "Ord & Getis 1995, doi:10.1111/j.1538-4632.1995.tb00912.x"

  /// The statistic of every area.
  /// - Parameters:
  ///   - values: A value for each area: a count, a rate, a smoothed rate.
  ///   - weights: Their neighbours.
  ///   - parameters: Permutations and seed.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: What was found, by area.
  /// - Throws: `SpatialStatisticsError` for fewer than three areas, values that are not finite or all equal, too many
  ///   permutations, or when nobody waits any more.
  /// - Complexity: O(m + R k (log n + log R)) for m pairs, R permutations and up to k neighbours.
  public static func hotspots(
    _ values: [Double], _ weights: SpatialWeights, _ parameters: LocalParameters = .init(),
    isWanted: @Sendable () -> Bool = { true }
  ) throws(SpatialStatisticsError) -> [AreaHotspot] {
    let scores = try scores(values, weights)
    let test = try PermutationTest(
      values, weights, permutations: parameters.permutations, seed: parameters.seed,
      threads: parameters.threads)
    let outcomes = try test.outcomes(isWanted: isWanted)
    let rates = FalseDiscovery.adjusted(outcomes.map(\.fitted))
    return values.indices.map { area in
      AreaHotspot(
        value: values[area], z: scores[area], p: NormalDistribution.twoSided(scores[area]),
        simulated: outcomes[area].counted, fitted: outcomes[area].fitted, rate: rates[area],
        hotspotClass: HotspotClass(z: scores[area], rate: rates[area]))
    }
  }

  /// The statistic alone, in standard deviations; 0 where an area and its neighbours are all there is.
  /// - Throws: As `hotspots`.
  public static func scores(
    _ values: [Double], _ weights: SpatialWeights
  ) throws(SpatialStatisticsError) -> [Double] {
    let all = try Deviations(values, weights)
    let count = Double(values.count)
    return zip(values.indices, weights.lags(of: values)).map { area, lag in
      let weight = Double(weights.cardinality(of: area) + 1)
      let spread = (count * weight - weight * weight) / (count - 1)
      guard spread > 0 else { return 0 }
      return (lag + values[area] - all.mean * weight) / (all.variance * spread).squareRoot()
    }
  }
}
