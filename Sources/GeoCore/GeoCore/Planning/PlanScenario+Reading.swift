import GeoPrimitives
import Places
import SitePlanning

extension PlanScenario {
  /// The keys of a scenario, in the order in which they are described.
  public static let keys = [
    "slots", "within", "criteria", "comparisons", "max_minutes", "decay", "model", "capacities",
    "floors", "lottery_share", "seed", "must", "must_not", "exclude", "measure", "horizon", "draws",
  ]

  static let slotRange = 1...10_000
  static let minuteRange = 1.0...1440
  static let horizonRange = 1...120
  static let drawRange = 0...10_000

  /// A scenario from what was written; keys not given take their default.
  /// - Throws: `PlanScenarioError` naming line and key; every key that is not known is refused.
  public init(_ node: PlanNode) throws(PlanScenarioError) {
    let reader = try ScenarioReader(node, keys: Self.keys)
    guard let slots = try reader.wholeNumber("slots", in: Self.slotRange) else {
      throw PlanScenarioError(.missing(expected: "how many villages to choose"), key: "slots")
    }
    self.init(slots: slots)
    try readCriteria(reader)
    try readCover(reader)
    try readLimits(reader)
    lotteryShare = try reader.number("lottery_share", in: 0...1) ?? lotteryShare
    seed = try reader.wholeNumber("seed", in: HotspotQuery.seedRange).map(UInt64.init) ?? seed
    measure = try reader.choice("measure") ?? measure
    horizon = try reader.wholeNumber("horizon", in: Self.horizonRange) ?? horizon
    draws = try reader.wholeNumber("draws", in: Self.drawRange) ?? draws
  }

  private mutating func readCriteria(_ reader: ScenarioReader) throws(PlanScenarioError) {
    let given = try reader.members("criteria", "criteria with their weights")
    let pairs = try reader.members("comparisons", "pairs such as tip_rate/residents: 3")
    var criteria: [PlanCriterion: Weighting] = [:]
    for member in given ?? [] {
      criteria[try Self.criterion(member.key, in: member)] = try Self.weighting(member)
    }
    for member in pairs ?? [] { comparisons.append(try Self.comparison(member)) }
    if !comparisons.isEmpty {
      if let weighted = given?.first(where: { !Self.hasNoWeight($0.value) }) {
        throw PlanScenarioError(
          .notBeside("comparisons"), key: "criteria." + weighted.key, line: weighted.line)
      }
      // Comparisons say which criteria count; here it is only said how.
      self.criteria = Self.standardCriteria.merging(criteria) { $1 }
    } else if given != nil {
      self.criteria = criteria
    }
  }

  private static func hasNoWeight(_ node: PlanNode) -> Bool {
    guard case .members(let members) = node.content else { return false }
    return !members.contains { $0.key == "weight" }
  }

  private static func criterion(
    _ name: String, in member: PlanNode.Member
  ) throws(PlanScenarioError) -> PlanCriterion {
    guard let criterion = PlanCriterion(rawValue: name) else {
      throw PlanScenarioError(
        .unknownKey(known: PlanCriterion.allCases.map(\.rawValue)), key: name, line: member.line)
    }
    return criterion
  }

  private static func weighting(
    _ member: PlanNode.Member
  ) throws(PlanScenarioError) -> Weighting {
    var weighting = standard(of: try criterion(member.key, in: member))
    if case .scalar = member.value.content {
      let reader = ScenarioReader([member])
      weighting.weight = try reader.number(member.key, in: 0...1e9) ?? weighting.weight
      return weighting
    }
    let reader = try ScenarioReader(
      member.value, keys: ["weight", "direction", "normalisation", "missing"])
    weighting.weight = try reader.number("weight", in: 0...1e9) ?? weighting.weight
    weighting.direction = try reader.choice("direction") ?? weighting.direction
    weighting.normalisation = try reader.choice("normalisation") ?? weighting.normalisation
    weighting.missing = try reader.choice("missing") ?? weighting.missing
    return weighting
  }

  private static func comparison(
    _ member: PlanNode.Member
  ) throws(PlanScenarioError) -> Comparison {
    let names = member.key.split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2, names[0] != names[1] else {
      throw PlanScenarioError(
        .badValue(member.key, expected: "two criteria such as tip_rate/residents"),
        key: "comparisons", line: member.line)
    }
    guard let value = try ScenarioReader([member]).ratio(member.key) else {
      throw PlanScenarioError(
        .missing(expected: "a number such as 3 or 1/3"), key: member.key, line: member.line)
    }
    return Comparison(
      first: try criterion(String(names[0]), in: member),
      second: try criterion(String(names[1]), in: member), value: value)
  }

  private mutating func readCover(_ reader: ScenarioReader) throws(PlanScenarioError) {
    maxMinutes = try reader.number("max_minutes", in: Self.minuteRange) ?? maxMinutes
    decay = try reader.number("decay", in: 0...maxMinutes)
    model = try reader.choice("model") ?? model
    if decay != nil, model == .median {
      throw PlanScenarioError(
        .notBeside("model: median"), key: "decay", line: reader.line("decay"))
    }
  }

  private mutating func readLimits(_ reader: ScenarioReader) throws(PlanScenarioError) {
    switch reader.text("capacities") {
    case "posts": capacities = .posts
    case "none": capacities = .unlimited
    default:
      if let numbers = try reader.numbers("capacities") { capacities = .given(numbers) }
    }
    if let text = reader.text("floors"), Int(text) != nil {
      floors = .each(try reader.wholeNumber("floors", in: 0...10_000) ?? 0)
    } else if let numbers = try reader.numbers("floors") {
      floors = .given(try reader.dotted(numbers, in: "floors"))
    }
    must = try reader.codes("must")
    mustNot = try reader.codes("must_not")
    exclude = try reader.codes("exclude")
    within = try reader.codes("within")
  }
}
