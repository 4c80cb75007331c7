import SpatialStatistics

/// Chooses sites: maximal covering, and with it the p-median, within limits, with a bound on what any choice could reach.
///
/// A greedy choice is bettered by exchanges; prices of a Lagrangian relaxation give the bound, and the choices that they
/// suggest, and random kicks, are bettered in turn. It ends when the gap is small enough or the effort is spent.
public enum CoveringSolver {
  /// A plan.
  /// - Parameters:
  ///   - instance: What is asked.
  ///   - options: How hard is searched.
  ///   - isWanted: Looked at every few milliseconds.
  ///   - progress: Told how far the search is.
  /// - Returns: The plan; the same for the same instance, options and seed.
  /// - Throws: `SitePlanningError`: which limit cannot be kept, or `cancelled`.
  /// - Complexity: O(p) for p pairs, many times, as far as `options.effort` goes.
  public static func solve(
    _ instance: PlanningInstance, _ options: SolverOptions = SolverOptions(),
    isWanted: () -> Bool = { true }, progress: (PlanProgress) -> Void = { _ in }
  ) throws(SitePlanningError) -> SitePlan {
    var open = try OpenInstance(instance)
    let drawn = try open.draw()
    var search = PlanSearch(open.problem(), options)
    let unit = search.problem.unit
    let forcedValue = instance.coveredWeight(by: open.forced)
    while !search.isFinished {
      guard isWanted() else { throw .cancelled }
      search.advance()
      progress(
        PlanProgress(
          objective: forcedValue + search.value * unit, bound: forcedValue + search.bound * unit,
          spent: search.spent))
    }
    return SitePlan(
      instance, chosen: open.settled + search.chosen.map { Int(search.problem.sites[$0]) },
      byLottery: drawn, bound: forcedValue + search.safeBound * unit)
  }
}

extension OpenInstance {
  /// Draws by lot what the instance wants drawn.
  mutating func draw() throws(SitePlanningError) -> [Int] {
    guard let lottery = instance.lottery else { return [] }
    return try LotteryDraw.draw(lottery, in: &self)
  }
}
