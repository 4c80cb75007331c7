public import GeoPrimitives

/// The purely spatial scan: where there are more cases than a population lets expect.
///
/// M. Kulldorff, "A spatial scan statistic", doi:10.1080/03610929708831995, with Poisson counts. In a simulation all
/// cases are dealt out anew, to each area in proportion to its population.
public enum SpatialScan {
  /// What the result is cited as.
  public static let reference = "Kulldorff 1997, doi:10.1080/03610929708831995"

  /// The most likely clusters that have no area in common, most likely first.
  /// - Parameters:
  ///   - counts: Cases of each area.
  ///   - populations: What each area's expected cases are in proportion to: residents, or residents times years.
  ///   - places: A place (lon, lat) for each area.
  ///   - parameters: Simulations and limits; the share is that of the population.
  ///   - limit: The largest number of clusters.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: The clusters; none where nothing exceeds what is expected.
  /// - Throws: As `SpaceTimeScan.clusters`; `.badValue` for a population that is below zero or not finite, and for
  ///   cases where there is no population.
  /// - Complexity: O(R (n² + c)) for R simulations, n areas and c cases.
  public static func clusters(
    _ counts: [Int], populations: [Double], at places: [Coordinate],
    _ parameters: ScanParameters = .init(), limit: Int = 10,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws(SpatialStatisticsError) -> [ScanCluster] {
    let cube = try CaseCube(counts.map { [$0] }, areas: places.count, fewestPeriods: 1)
    guard populations.count == counts.count else {
      throw .differentLengths(expected: counts.count, found: populations.count)
    }
    if let area = populations.indices.first(where: {
      !populations[$0].isFinite || populations[$0] < 0 || (populations[$0] == 0 && counts[$0] > 0)
    }) {
      throw .badValue(position: area, value: populations[area])
    }
    try ScanSpace.requireRoom(areas: places.count, periods: 1, longest: 1)
    let circles = try ScanCircles(
      around: places, weights: populations, upTo: parameters.greatestShare)
    let space = ScanSpace(
      circles, periodWeights: [Double(cube.total) / populations.reduce(0, +)], longest: 1,
      total: cube.total)
    let chances = ChanceTable(populations)
    let simulation = try ScanSimulation(space, parameters, isWanted: isWanted) { random in
      var dealt = [Int32](repeating: 0, count: populations.count)
      for _ in 0..<cube.total { dealt[chances.draw(&random)] += 1 }
      return dealt
    }
    return space.clusters(cube.counts, at: places, limit: limit, simulation)
  }
}

/// Areas to be drawn with given chances in constant time.
///
/// A. J. Walker, "An efficient method for generating discrete random variables with general distributions",
/// doi:10.1145/355744.355749.
private struct ChanceTable: Sendable {
  private var thresholds: [Double]
  private var aliases: [Int]

  /// - Parameter weights: Chances in proportion, not all zero.
  init(_ weights: [Double]) {
    let total = weights.reduce(0, +)
    thresholds = weights.map { $0 * Double(weights.count) / total }
    aliases = Array(weights.indices)
    var small = weights.indices.filter { thresholds[$0] < 1 }
    var large = weights.indices.filter { thresholds[$0] >= 1 }
    while let poor = small.popLast(), let rich = large.last {
      aliases[poor] = rich
      thresholds[rich] -= 1 - thresholds[poor]
      if thresholds[rich] < 1 { small.append(large.removeLast()) }
    }
  }

  func draw(_ random: inout StatisticsRandom) -> Int {
    let area = Int(random.below(UInt32(truncatingIfNeeded: thresholds.count)))
    return Double.random(in: 0..<1, using: &random) < thresholds[area] ? area : aliases[area]
  }
}
