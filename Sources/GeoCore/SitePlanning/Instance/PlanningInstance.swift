/// What a plan is to be good for.
public enum PlanningObjective: Hashable, Sendable {
  /// As much weight of demands covered as possible (Church and ReVelle 1974, doi:10.1007/BF01942293).
  case coverage
  /// The least mean travel time, weighted by the demands; who lives beyond the limit counts as living at it (p-median,
  /// Hakimi 1964, doi:10.1287/opre.12.3.450). Shares must be those of `CoverRule.untilLimit` with the same limit.
  case meanMinutes(limit: Double)
}

/// A number for each of some groups of sites: of an office's capacity, or of what a regency must get.
public struct SiteQuota: Hashable, Sendable {
  /// The group of each site; `nil` for a site of none.
  public let groupOfSite: [Int?]
  /// The number of each group.
  public let amounts: [Int]

  /// Quotas.
  public init(groupOfSite: [Int?], amounts: [Int]) {
    self.groupOfSite = groupOfSite
    self.amounts = amounts
  }
}

/// What is asked: which sites, for what demands, within which limits.
///
/// Sites are the rows of `reach`: those that exist and those that may be chosen. Of several chosen or existing sites
/// that reach a demand the best one counts.
public struct PlanningInstance: Sendable {
  /// Which site reaches which demand.
  public var reach: ReachLists
  /// The weight of each demand, zero or more.
  public var demandWeights: [Double]
  /// How many sites are to be chosen, exactly; existing ones are not counted.
  public var slots: Int
  /// Sites that are there: they cover, take no slot, and are never dropped.
  public var existing: [Int] = []
  /// Sites that must be chosen; each takes a slot.
  public var required: [Int] = []
  /// Sites that must not be chosen.
  public var excluded: [Int] = []
  /// How many sites each office can take on, at most. A site of no office is not limited.
  public var capacities: SiteQuota?
  /// How many of the chosen sites each regency gets, at least.
  public var floors: SiteQuota?
  /// Which share of the slots is drawn by lot; `nil` for none.
  public var lottery: LotteryRule?
  /// What the plan is to be good for.
  public var objective = PlanningObjective.coverage

  /// An instance without limits; these are set afterwards, and checked when it is solved.
  public init(reach: ReachLists, demandWeights: [Double], slots: Int) {
    self.reach = reach
    self.demandWeights = demandWeights
    self.slots = slots
  }
}
