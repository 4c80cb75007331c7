/// Which way an area and its neighbours differ from the mean.
public enum MoranQuadrant: String, Hashable, Sendable, CaseIterable {
  /// High among high.
  case highHigh = "HH"
  /// Low among high.
  case lowHigh = "LH"
  /// Low among low.
  case lowLow = "LL"
  /// High among low.
  case highLow = "HL"
}

/// What local Moran's I found at one area.
public struct AreaAssociation: Hashable, Sendable {
  /// The value that was looked at.
  public var value: Double
  /// The statistic: above zero among its like.
  public var statistic: Double
  /// The statistic in standard deviations from what is expected of the others' values dealt out anew.
  public var z: Double
  /// The quadrant of the Moran scatterplot.
  public var quadrant: MoranQuadrant
  /// The probability, on either side, by the normal approximation.
  public var p: Double
  /// The probability, on either side, by counting permutations.
  public var simulated: Double
  /// The false discovery rate at which the area would be flagged.
  public var rate: Double
}

/// Local Moran's I with row-standardised weights.
///
/// L. Anselin, "Local indicators of spatial association", doi:10.1111/j.1538-4632.1995.tb00338.x; mean and variance
/// under conditional permutation after R. R. Sokal, N. L. Oden, B. A. Thomson, "Local spatial autocorrelation in a
/// biological model", doi:10.1111/j.1538-4632.1998.tb00406.x.
public enum LocalMoran {
  /// What the result is cited as.
  public static let reference = "Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x"

  /// The statistic of every area; an area without neighbours has 0.
  /// - Throws: As `GetisOrd.hotspots`.
  public static func associations(
    _ values: [Double], _ weights: SpatialWeights, _ parameters: LocalParameters = .init(),
    isWanted: @Sendable () -> Bool = { true }
  ) throws(SpatialStatisticsError) -> [AreaAssociation] {
    let all = try Deviations(values, weights)
    let test = try PermutationTest(
      values, weights, permutations: parameters.permutations, seed: parameters.seed,
      threads: parameters.threads)
    let outcomes = try test.outcomes(isWanted: isWanted)
    let rates = FalseDiscovery.adjusted(outcomes.map(\.fitted))
    let lags = weights.lags(of: values.map { $0 - all.mean })
    return values.indices.map { area in
      let deviation = values[area] - all.mean
      let neighbors = Double(weights.cardinality(of: area))
      let lag = neighbors > 0 ? lags[area] / neighbors : 0
      let z = standardScore(
        deviation, lag, neighbors: neighbors, all.variance, Double(values.count))
      return AreaAssociation(
        value: values[area],
        statistic: (1 - 1 / Double(values.count)) * deviation * lag / all.variance, z: z,
        quadrant: quadrant(deviation, lag), p: NormalDistribution.twoSided(z),
        simulated: outcomes[area].counted, rate: rates[area])
    }
  }

  private static func standardScore(
    _ deviation: Double, _ lag: Double, neighbors: Double, _ variance: Double, _ count: Double
  ) -> Double {
    guard neighbors > 0, count > 2 else { return 0 }
    // Of the mean of the neighbours' deviations, when the other deviations are dealt out anew.
    let expected = -deviation / (count - 1)
    let others = variance - deviation * deviation / (count - 1)
    let spread = count / (count - 2) * (1 / neighbors - 1 / (count - 1)) * others
    guard spread > 0 else { return 0 }
    return (deviation < 0 ? -1 : 1) * (lag - expected) / spread.squareRoot()
  }

  private static func quadrant(_ deviation: Double, _ lag: Double) -> MoranQuadrant {
    switch (deviation > 0, lag > 0) {
    case (true, true): .highHigh
    case (false, true): .lowHigh
    case (false, false): .lowLow
    case (true, false): .highLow
    }
  }
}
