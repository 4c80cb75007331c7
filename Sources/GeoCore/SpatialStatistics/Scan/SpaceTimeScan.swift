public import GeoPrimitives

/// The space-time permutation scan: where and when cases cluster more than the places' and the periods' own totals
/// explain. It needs no population at risk.
///
/// M. Kulldorff and others, "A space-time permutation scan statistic for disease outbreak detection",
/// doi:10.1371/journal.pmed.0020059. In a simulation the cases keep their places and are dealt their periods anew.
public enum SpaceTimeScan {
  /// What the result is cited as.
  public static let reference = "Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059"

  /// The most likely clusters that have no area in common, most likely first.
  /// - Parameters:
  ///   - counts: Cases of each area in each period: a list of equal length for every area.
  ///   - places: A place (lon, lat) for each area.
  ///   - parameters: Simulations and limits.
  ///   - limit: The largest number of clusters.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: The clusters; none where nothing exceeds what is expected.
  /// - Throws: `SpatialStatisticsError` for fewer than two areas, periods or cases, counts below zero, lists of different
  ///   lengths, or when nobody waits any more.
  /// - Complexity: O(R n² t²) for R simulations, n areas and t periods.
  public static func clusters(
    _ counts: [[Int]], at places: [Coordinate], _ parameters: ScanParameters = .init(),
    limit: Int = 10, isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws(SpatialStatisticsError) -> [ScanCluster] {
    let cube = try CaseCube(counts, areas: places.count, fewestPeriods: 2)
    let total = Double(cube.total)
    let longest = max(1, Int(Double(cube.periods) * parameters.longestShare))
    try ScanSpace.requireRoom(areas: places.count, periods: cube.periods, longest: longest)
    let circles = try ScanCircles(
      around: places, weights: cube.areaTotals, upTo: parameters.greatestShare)
    let space = ScanSpace(
      circles, periodWeights: cube.periodTotals.map { $0 / total }, longest: longest,
      total: cube.total)
    let simulation = try ScanSimulation(space, parameters, isWanted: isWanted) { random in
      cube.withPeriodsDealtAnew(&random)
    }
    return space.clusters(cube.counts, at: places, limit: limit, simulation)
  }
}
