/// Whether a series of values rises or falls, whatever its shape.
///
/// H. B. Mann, "Nonparametric tests against trend", doi:10.2307/1907187; M. G. Kendall, "Rank Correlation Methods",
/// 1975, with the correction for ties and for continuity. The slope is that of P. K. Sen,
/// doi:10.1080/01621459.1968.10480934.
public struct MannKendall: Hashable, Sendable {
  /// Pairs that rise less pairs that fall.
  public let score: Int
  /// The variance of `score` without a trend.
  public let variance: Double
  /// Standard deviations from no trend; 0 where there is none to tell.
  public let z: Double
  /// The probability, on either side.
  public let p: Double
  /// The rank correlation of value and time: -1 … 1.
  public let tau: Double
  /// The median of the slopes of all pairs, per step.
  public let slope: Double

  /// The trend of values at equal steps.
  /// - Parameter values: Values in the order of time, all finite.
  /// - Throws: `SpatialStatisticsError` for fewer than three values and for one that is not finite.
  /// - Complexity: O(n² log n).
  public init(_ values: [Double]) throws(SpatialStatisticsError) {
    guard values.count >= 3 else { throw .tooFewPeriods(count: values.count, needed: 3) }
    if let position = values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(position: position, value: values[position])
    }
    var score = 0
    var slopes: [Double] = []
    for later in values.indices {
      for earlier in 0..<later {
        let change = values[later] - values[earlier]
        score += change > 0 ? 1 : change < 0 ? -1 : 0
        slopes.append(change / Double(later - earlier))
      }
    }
    self.score = score
    variance = Self.variance(of: values)
    let deviation = variance.squareRoot()
    z = deviation > 0 ? Double(score - score.signum()) / deviation : 0
    p = NormalDistribution.twoSided(z)
    tau = Double(score) / Double(slopes.count)
    slope = Self.median(&slopes)
  }

  private static func variance(of values: [Double]) -> Double {
    func term(_ count: Double) -> Double { count * (count - 1) * (2 * count + 5) }
    let sorted = values.sorted()
    var ties = 0.0
    var start = 0
    for position in 1...sorted.count
    where position == sorted.count || sorted[position] != sorted[start] {
      ties += term(Double(position - start))
      start = position
    }
    return (term(Double(values.count)) - ties) / 18
  }

  private static func median(_ values: inout [Double]) -> Double {
    values.sort()
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
  }
}
