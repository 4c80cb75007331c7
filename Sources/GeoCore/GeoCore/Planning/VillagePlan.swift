public import GeoPrimitives
import SitePlanning

/// Which villages should come next, why, and how sure that is.
public struct VillagePlan: Sendable {
  /// A village that may be chosen.
  public struct Line: Sendable {
    /// The code.
    public let code: String
    /// The name; empty where no file told it.
    public let name: String
    /// The place by score among all that may be chosen, from 1.
    public let rank: Int
    /// Nine of ten draws give a place from here …
    public internal(set) var rankLow: Int?
    /// … to here.
    public internal(set) var rankHigh: Int?
    /// In which share of the draws it is chosen.
    public internal(set) var chosenShare: Double?
    /// Whether it is chosen in less than half of the draws.
    public internal(set) var isUnstable: Bool?
    /// The weighted sum of its normalised criteria, 0 … 1.
    public let score: Double
    /// What each criterion contributes to the score, in the order of `VillagePlan.weights`.
    public let contributions: [Double]
    /// How it stands to the choice.
    public let choice: Choice
  }

  /// How a village stands to the choice.
  public enum Choice: Hashable, Sendable {
    /// It must be chosen.
    case required
    /// It was drawn by lot.
    case lottery
    /// It was found; it adds so much that no other covers, as a share of all weight.
    case found(ownShare: Double)
    /// It is not chosen, since another covers it.
    case covered(by: String, name: String, minutes: Double)
    /// It must not be chosen.
    case excluded
    /// Others add more.
    case passed

    /// Whether it is chosen.
    public var isChosen: Bool {
      switch self {
      case .required, .lottery, .found: true
      case .covered, .excluded, .passed: false
      }
    }
  }

  /// What was decided.
  public let scenario: PlanScenario
  /// The criteria with their shares of the weight.
  public let weights: [(criterion: PlanCriterion, share: Double)]
  /// How far pairwise comparisons are from agreeing; `nil` where weights were given.
  public let consistencyRatio: Double?
  /// The covered weight, or the mean minutes.
  public let objective: Double
  /// The same with the active villages alone.
  public let baseline: Double
  /// What no choice within the same limits can surpass (for minutes: fall below).
  public let bound: Double
  /// How far from the bound the plan is at most, as a share of its objective.
  public let gap: Double
  /// The sum of all weights.
  public let totalWeight: Double
  /// The codes of the chosen villages, ascending.
  public let chosen: [String]
  /// The villages that may be chosen, the best score first.
  public internal(set) var ranking: [Line]
  /// What active villages reach, and what they reach with the chosen ones.
  public let effect: (before: PlanEffect, after: PlanEffect)
  /// What had to be assumed.
  public let assumptions: [PlanAssumption]
  /// The areas that are planned for.
  public let area: [String]
  /// The months of reports that were looked at; `nil` where none is published.
  public let months: ClosedRange<String>?
  /// For which day.
  public let day: CivilDate
  /// The data generation.
  public let generation: Int64

  /// How many villages may be chosen.
  public var candidateCount: Int { ranking.count }
}

/// What some villages reach.
public struct PlanEffect: Hashable, Sendable {
  /// The covered share of the demand's weight.
  public var weightShare: Double
  /// How many villages are covered, parts counting as parts.
  public var villages: Double
  /// Residents of covered villages, where known.
  public var residents: Double
  /// Published reports of covered villages.
  public var reports: Double
  /// Rooms in covered villages, as planners are told them.
  public var rooms: Double
  /// The mean straight kilometres to the nearest one, by residents; `nil` without any.
  public var kilometers: Double?
}

/// Something that is not known and was assumed.
public struct PlanAssumption: Hashable, Sendable {
  /// A stable name that programs can tell cases apart by.
  public let code: String
  /// One sentence.
  public let text: LocalizedText

  init(_ code: String, _ indonesian: String, _ english: String) {
    self.code = code
    text = LocalizedText(indonesian, english)
  }
}
