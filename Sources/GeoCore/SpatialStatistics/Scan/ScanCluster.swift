public import GeoPrimitives

/// A circle, or a cylinder over a run of periods, with more cases than expected.
public struct ScanCluster: Hashable, Sendable {
  /// The areas inside, nearest to the centre first.
  public var areas: [Int]
  /// The place (lon, lat) that the circle is around.
  public var center: Coordinate
  /// The distance to the farthest area's place; 0 for one area.
  public var radiusMeters: Double
  /// The periods.
  public var periods: Range<Int>
  /// Cases inside.
  public var cases: Int
  /// Cases that were to be expected.
  public var expected: Double
  /// The logarithm of the likelihood ratio.
  public var logLikelihoodRatio: Double
  /// The share of simulations whose best cluster is at least as good, this one counted among them.
  public var p: Double

  /// How many times as many cases as expected.
  public var ratio: Double { expected > 0 ? Double(cases) / expected : 0 }

  /// The risk inside against that outside, given all cases.
  public func relativeRisk(total: Int) -> Double {
    let outside = (Double(total) - Double(cases)) / (Double(total) - expected)
    return outside > 0 ? ratio / outside : .infinity
  }
}

/// How a scan is done.
public struct ScanParameters: Hashable, Sendable {
  /// Simulations of chance.
  public var replications: Int
  /// The seed of the simulations.
  public var seed: UInt64
  /// The largest share of the cases, or of the residents, that a circle may hold.
  public var greatestShare: Double
  /// The largest share of the periods that a cylinder may span.
  public var longestShare: Double
  /// How many threads take part; results do not depend on it.
  public var threads: Int

  /// Parameters.
  public init(
    replications: Int = 999, seed: UInt64 = 1, greatestShare: Double = 0.5,
    longestShare: Double = 0.5, threads: Int = 2
  ) {
    self.replications = replications
    self.seed = seed
    self.greatestShare = greatestShare
    self.longestShare = longestShare
    self.threads = threads
  }
}
