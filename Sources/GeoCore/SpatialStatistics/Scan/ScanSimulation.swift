import Coverage

/// The best ratios of simulated worlds, and what clusters of the real one are worth against them.
struct ScanSimulation: Sendable {
  /// The best logarithms, one for each replication, in ascending order.
  let greatest: [Double]

  /// Runs the simulations.
  /// - Parameters:
  ///   - space: The cylinders.
  ///   - parameters: How many, and the seed.
  ///   - isWanted: Looked at before each.
  ///   - counts: Cases by area and period of a simulated world.
  /// - Throws: `SpatialStatisticsError.cancelled` when nobody waits any more.
  init(
    _ space: ScanSpace, _ parameters: ScanParameters, isWanted: @escaping @Sendable () -> Bool,
    _ counts: @escaping @Sendable (inout StatisticsRandom) -> [Int32]
  ) throws(SpatialStatisticsError) {
    let everything = space.screen(at: 0)
    let world: @Sendable (Int) -> [Int32] = { replication in
      var random = StatisticsRandom(seed: parameters.seed, stream: UInt64(replication) + 1)
      return counts(&random)
    }
    let pilots = min(Self.pilotCount, parameters.replications)
    let first = ConcurrentMap.map(pilots, threads: parameters.threads) {
      space.best(world($0), everything).logarithm
    }
    // The best of a world is hardly ever so much less than the least of the pilots'.
    let screen = space.screen(at: 0.7 * (first.min() ?? 0))
    let rest = ConcurrentMap.map(
      parameters.replications - pilots, threads: parameters.threads
    ) { number -> Double in
      guard isWanted() else { return 0 }
      let world = world(number + pilots)
      let found = space.best(world, screen).logarithm
      return found > 0 ? found : space.best(world, everything).logarithm
    }
    guard isWanted() else { throw .cancelled }
    greatest = (first + rest).sorted()
  }

  private static let pilotCount = 8

  /// The share of simulations with a best logarithm of at least this one, the real world counted among them.
  func probability(of logarithm: Double) -> Double {
    var (low, high) = (0, greatest.count)
    while low < high {
      let middle = (low + high) / 2
      if greatest[middle] < logarithm { low = middle + 1 } else { high = middle }
    }
    return Double(greatest.count - low + 1) / Double(greatest.count + 1)
  }
}
