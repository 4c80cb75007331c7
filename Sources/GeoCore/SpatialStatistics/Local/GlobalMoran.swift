/// Moran's I of all areas together: whether like lies by like.
///
/// P. A. P. Moran, "Notes on continuous stochastic phenomena", doi:10.1093/biomet/37.1-2.17; variance under
/// randomisation after A. D. Cliff, J. K. Ord, "Spatial Processes", 1981. Weights are row-standardised.
public struct GlobalMoran: Hashable, Sendable {
  /// The statistic: 1 where like lies by like, about 0 for chance.
  public let statistic: Double
  /// What chance lets expect.
  public let expected: Double
  /// The variance under randomisation.
  public let variance: Double
  /// Standard deviations from what is expected.
  public let z: Double
  /// The probability, on either side, by the normal approximation.
  public let p: Double

  /// The statistic of values.
  /// - Throws: `SpatialStatisticsError` for fewer than four areas, values that are not finite or all equal, and where no
  ///   area has a neighbour.
  /// - Complexity: O(m log k) for m pairs and up to k neighbours.
  public init(_ values: [Double], _ weights: SpatialWeights) throws(SpatialStatisticsError) {
    let all = try Deviations(values, weights)
    guard values.count >= 4 else { throw .tooFewAreas(count: values.count, needed: 4) }
    let sums = WeightSums(weights)
    guard sums.s0 > 0 else { throw .noNeighbors(rule: "none") }
    let count = Double(values.count)
    let deviations = values.map { $0 - all.mean }
    let products = zip(deviations.indices, weights.lags(of: deviations)).map { area, lag in
      let neighbors = weights.cardinality(of: area)
      return neighbors > 0 ? deviations[area] * lag / Double(neighbors) : 0
    }
    statistic = products.reduce(0, +) / (sums.s0 * all.variance)
    expected = -1 / (count - 1)
    let fourth = deviations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count
    let kurtosis = fourth / (all.variance * all.variance)
    variance = sums.variance(count: count, kurtosis: kurtosis) - expected * expected
    z = variance > 0 ? (statistic - expected) / variance.squareRoot() : 0
    p = NormalDistribution.twoSided(z)
  }
}

/// Sums of row-standardised weights, by their usual names.
private struct WeightSums {
  var s0 = 0.0
  var s1 = 0.0
  var s2 = 0.0

  init(_ weights: SpatialWeights) {
    var columns = [Double](repeating: 0, count: weights.count)
    for area in 0..<weights.count {
      let own = 1 / Double(max(weights.cardinality(of: area), 1))
      for other in weights.neighbors(of: area) {
        columns[Int(other)] += own
        let back = 1 / Double(max(weights.cardinality(of: Int(other)), 1))
        if weights.neighbors(of: Int(other)).contains(Int32(truncatingIfNeeded: area)) {
          // Met from both sides, so half of (w_ij + w_ji)² each time.
          s1 += (own + back) * (own + back) / 2
        } else {
          s1 += own * own
        }
      }
      if weights.cardinality(of: area) > 0 { s0 += 1 }
    }
    for area in 0..<weights.count {
      let row = weights.cardinality(of: area) > 0 ? 1.0 : 0
      s2 += (row + columns[area]) * (row + columns[area])
    }
  }

  /// The mean of I² under randomisation.
  func variance(count n: Double, kurtosis: Double) -> Double {
    let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
    let second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
    return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0)
  }
}
