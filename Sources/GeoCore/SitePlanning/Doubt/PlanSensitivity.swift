import Coverage
import SpatialStatistics

/// How much of a plan hangs on the very weights and rates that went into it.
///
/// In each draw the weights of the criteria are drawn around the given ones (Dirichlet) and the rates from what is believed
/// of them (gamma); scores, ranks and the plan follow. A plan of a draw is the better of two: a greedy choice and the plan
/// itself, both bettered by exchanges. What was drawn by lot stays, since it does not depend on scores.
public struct PlanSensitivity: Sendable {
  /// The criteria of the villages.
  public let table: CriteriaTable
  /// The weights around which others are drawn.
  public let weights: CriteriaWeights
  /// The rates that are drawn anew.
  public var posteriors: [RatePosterior] = []
  /// The table's row of each site.
  public let rowOfSite: [Int]
  /// The table's row of each demand.
  public let rowOfDemand: [Int]
  /// What the score of each demand is multiplied by to give its weight; 1 if empty.
  public var demandMasses: [Double] = []

  /// What a plan follows from.
  public init(
    _ table: CriteriaTable, _ weights: CriteriaWeights, rowOfSite: [Int], rowOfDemand: [Int]
  ) {
    self.table = table
    self.weights = weights
    self.rowOfSite = rowOfSite
    self.rowOfDemand = rowOfDemand
  }

  /// How sure the place of every candidate is.
  /// - Parameters:
  ///   - plan: The plan in question.
  ///   - instance: What it was made for; its weights do not matter here.
  ///   - parameters: How often, how wide, the seed.
  ///   - isWanted: Looked at before each draw.
  ///   - progress: Told the share that is done, from any thread.
  /// - Returns: One for each site that is neither existing nor excluded, ascending.
  /// - Throws: `SitePlanningError`: `differentLengths`, `unknownNumber`, `badValue`, `badParameter`, those of the
  ///   instance, `cancelled`.
  /// - Complexity: O(d · (p + c · v)) for d draws, p pairs, c criteria and v villages.
  public func doubts(
    of plan: SitePlan, in instance: PlanningInstance,
    _ parameters: SensitivityParameters = SensitivityParameters(),
    isWanted: @escaping @Sendable () -> Bool = { true },
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(SitePlanningError) -> [SiteDoubt] {
    let world = try SensitivityWorld(self, plan, instance, parameters)
    let draws = ConcurrentMap.map(parameters.draws, threads: parameters.threads) { number in
      guard isWanted() else { return SensitivityDraw(ranks: [], chosen: []) }
      let draw = world.draw(number)
      if number.isMultiple(of: 16) { progress(Double(number) / Double(parameters.draws)) }
      return draw
    }
    guard isWanted() else { throw .cancelled }
    return world.doubts(draws)
  }
}
