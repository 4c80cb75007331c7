import GeoPrimitives
public import MapRendering

/// A plan as text.
public struct VillagePlanText: Sendable {
  private let plan: VillagePlan
  private let snapshot: DatasetSnapshot
  private let words: PlanSentences

  /// The plan of a snapshot, in a language.
  public init(_ plan: VillagePlan, snapshot: DatasetSnapshot, language: DisplayLanguage) {
    self.plan = plan
    self.snapshot = snapshot
    words = PlanSentences(plan, language)
  }

  /// The ranking as CSV or GeoJSON; JSON is the whole plan.
  public func text(as format: TableText.Format) -> String {
    if format == .json { return json + "\n" }
    return TableText(names: names, rows: plan.ranking.map(values)).text(as: format) { line in
      snapshot.villages.area(code: plan.ranking[line].code).map { .multiPolygon($0.geometry) }
    }
  }

  /// The whole plan as one object.
  public var json: String {
    let members: [(String, String)] = [
      ("objective", JSONText.number(plan.objective)), ("bound", JSONText.number(plan.bound)),
      ("gap", JSONText.number(plan.gap, decimals: 6)),
      ("baseline", JSONText.number(plan.baseline)),
      ("total_weight", JSONText.number(plan.totalWeight)),
      ("chosen", Self.list(plan.chosen)), ("ranking", "[" + lines.joined(separator: ",\n") + "]"),
      ("weights", Self.object(plan.weights.map { ($0.criterion.rawValue, Self.number($0.share)) })),
      ("consistency_ratio", plan.consistencyRatio.map { Self.number($0) } ?? "null"),
      ("before", Self.json(of: plan.effect.before)), ("after", Self.json(of: plan.effect.after)),
      ("assumptions", "[" + plan.assumptions.map(assumption).joined(separator: ",") + "]"),
      ("area", Self.list(plan.area)),
      ("months", plan.months.map { Self.list([$0.lowerBound, $0.upperBound]) } ?? "null"),
      ("asof", JSONText.string("\(plan.day)")), ("generation", "\(plan.generation)"),
      ("scenario", plan.scenario.json),
    ]
    return Self.object(members)
  }

  private var lines: [String] {
    plan.ranking.map { line in
      let contributions = zip(plan.weights, line.contributions).map {
        ($0.criterion.rawValue, Self.number($1))
      }
      return Self.object(
        leading(line) + [("contributions", Self.object(contributions))] + trailing(line))
    }
  }

  private func leading(_ line: VillagePlan.Line) -> [(String, String)] {
    [
      ("code", JSONText.string(line.code)), ("name", JSONText.string(line.name)),
      ("rank", "\(line.rank)"), ("rank_low", line.rankLow.map { "\($0)" } ?? "null"),
      ("rank_high", line.rankHigh.map { "\($0)" } ?? "null"),
      ("chosen_share", line.chosenShare.map { Self.number($0) } ?? "null"),
      ("unstable", line.isUnstable.map { "\($0)" } ?? "null"), ("score", Self.number(line.score)),
    ]
  }

  private func trailing(_ line: VillagePlan.Line) -> [(String, String)] {
    [
      ("chosen", "\(line.choice.isChosen)"), ("choice", JSONText.string(line.choice.name)),
      ("why", JSONText.string(words.reason(of: line))),
    ]
  }

  private var names: [String] {
    [
      "code", "name", "rank", "rank_low", "rank_high", "chosen_share", "unstable", "score",
    ] + plan.weights.map(\.criterion.rawValue) + ["chosen", "choice", "why"]
  }

  private func values(of line: VillagePlan.Line) -> [String] {
    leading(line).map(\.1) + line.contributions.map { Self.number($0) } + trailing(line).map(\.1)
  }

  private func assumption(_ assumption: PlanAssumption) -> String {
    Self.object([
      ("code", JSONText.string(assumption.code)),
      ("text", JSONText.string(words.choose(assumption.text))),
    ])
  }

  static func json(of effect: PlanEffect) -> String {
    object([
      ("weight_share", number(effect.weightShare)), ("villages", number(effect.villages)),
      ("residents", number(effect.residents.rounded())), ("reports", number(effect.reports)),
      ("rooms", number(effect.rooms.rounded())),
      ("mean_km", effect.kilometers.map { number($0) } ?? "null"),
    ])
  }

  static func number(_ value: Double) -> String { JSONText.number(value, decimals: 4) }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map(JSONText.string).joined(separator: ",") + "]"
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0) + ":" + $1 }.joined(separator: ",") + "}"
  }
}

extension VillagePlan.Choice {
  /// The stable name.
  public var name: String {
    switch self {
    case .required: "required"
    case .lottery: "lottery"
    case .found: "found"
    case .covered: "covered"
    case .excluded: "excluded"
    case .passed: "passed"
    }
  }
}
