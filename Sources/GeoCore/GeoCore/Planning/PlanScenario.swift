public import SitePlanning

/// Everything that decides a plan, so that whoever has the scenario and the data gets the same plan.
public struct PlanScenario: Hashable, Sendable {
  /// What a plan is to be good for.
  public enum Model: String, Hashable, Sendable, CaseIterable {
    /// As much demand as possible within reach.
    case cover
    /// The least mean travel time.
    case median
  }

  /// How many places offices have.
  public enum Capacities: Hashable, Sendable {
    /// As many as their posts, less the villages that are active.
    case posts
    /// Any number.
    case unlimited
    /// So many, by the identifier of the office; others have any number.
    case given([String: Int])
  }

  /// How many of the chosen villages regencies get at least.
  public enum Floors: Hashable, Sendable {
    /// As many each.
    case each(Int)
    /// So many, by the code of the regency.
    case given([String: Int])
  }

  /// How one criterion counts.
  public struct Weighting: Hashable, Sendable {
    /// The weight, in any unit.
    public var weight: Double
    /// Which values speak for a village.
    public var direction: CriterionDirection
    /// How values are brought to 0 … 1.
    public var normalisation = CriterionNormalisation.minMax
    /// What stands in for values that are not known.
    public var missing = MissingValueRule.median
  }

  /// Two criteria compared: the first is `value` times as important as the second.
  public struct Comparison: Hashable, Sendable {
    /// The first criterion.
    public var first: PlanCriterion
    /// The second one.
    public var second: PlanCriterion
    /// 1/9 … 9.
    public var value: Double
  }

  /// What hotspots are looked for in.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Numbers of reports.
    case count
    /// Reports per 10,000 residents.
    case rate
  }

  /// How many villages are to be chosen.
  public var slots: Int
  /// The criteria and how they count.
  public var criteria: [PlanCriterion: Weighting] = Self.standardCriteria
  /// Comparisons of each pair of criteria, from which weights are found (AHP); empty where weights are given.
  public var comparisons: [Comparison] = []
  /// Beyond how many minutes nothing is covered.
  public var maxMinutes = 30.0
  /// Up to how many minutes all is covered, less and less from there to `maxMinutes`; `nil` for all up to there.
  public var decay: Double?
  /// What the plan is to be good for.
  public var model = Model.cover
  /// What offices can take on.
  public var capacities = Capacities.posts
  /// What regencies get at least.
  public var floors = Floors.each(0)
  /// The share of slots drawn by lot among the villages with the least outreach.
  public var lotteryShare = 0.2
  /// The seed of all draws.
  public var seed: UInt64 = 1
  /// Codes of villages that must be chosen.
  public var must: [String] = []
  /// Codes of villages that must not be chosen; they still are demand.
  public var mustNot: [String] = []
  /// Codes of villages that are left out altogether.
  public var exclude: [String] = []
  /// The areas that are planned for; empty for all that whoever asks may plan for.
  public var within: [String] = []
  /// What hotspots are looked for in.
  public var measure = Measure.count
  /// How many months, of closed ones for reports, are looked back.
  public var horizon = 12
  /// How often weights and rates are perturbed to find out how sure the ranking is; 0 for never.
  public var draws = 1000

  /// So many slots, everything else as usual.
  public init(slots: Int) { self.slots = slots }

  /// What a map shows where nobody says otherwise: ten slots, whatever posts there are.
  public static let standard: PlanScenario = {
    var scenario = PlanScenario(slots: 10)
    scenario.capacities = .unlimited
    scenario.draws = 200
    return scenario
  }()

  /// The criteria with the weights of the house.
  public static let standardCriteria: [PlanCriterion: Weighting] = Dictionary(
    uniqueKeysWithValues: PlanCriterion.allCases.map { ($0, standard(of: $0)) })

  static func standard(of criterion: PlanCriterion) -> Weighting {
    var weighting = Weighting(
      weight: criterion.standardWeight, direction: criterion == .outreach ? .cost : .benefit)
    // A metropolis or one large hotel would leave nothing to tell the others apart by.
    if criterion == .residents || criterion == .rooms { weighting.normalisation = .rank }
    if criterion == .reportingGaps { weighting.missing = .worst }
    return weighting
  }

  /// The criteria that count, in their order.
  var counted: [PlanCriterion] {
    PlanCriterion.allCases.filter { criterion in
      comparisons.isEmpty
        ? (criteria[criterion]?.weight ?? 0) > 0
        : comparisons.contains { $0.first == criterion || $0.second == criterion }
    }
  }
}
