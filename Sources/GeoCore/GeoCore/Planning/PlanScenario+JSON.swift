import GeoPrimitives

extension PlanScenario {
  /// The whole scenario as JSON, which `init(_:)` reads back; YAML readers read it, too.
  public var json: String {
    let members: [(String, String)] = [
      ("slots", "\(slots)"), ("within", Self.list(within)),
      (comparisons.isEmpty ? "criteria" : "comparisons", weightText),
      ("max_minutes", JSONText.number(maxMinutes)),
      ("decay", decay.map { JSONText.number($0) } ?? "null"), ("model", Self.text(model)),
      ("capacities", capacityText), ("floors", floorText),
      ("lottery_share", JSONText.number(lotteryShare)), ("seed", "\(seed)"),
      ("must", Self.list(must)), ("must_not", Self.list(mustNot)),
      ("exclude", Self.list(exclude)), ("measure", Self.text(measure)),
      ("horizon", "\(horizon)"), ("draws", "\(draws)"),
    ]
    return Self.object(members + (comparisons.isEmpty ? [] : [("criteria", mannerText)]))
  }

  private var weightText: String {
    guard comparisons.isEmpty else {
      return Self.object(
        comparisons.map {
          ("\($0.first.rawValue)/\($0.second.rawValue)", JSONText.number($0.value))
        })
    }
    return Self.object(
      counted.map { criterion in
        let weighting = criteria[criterion] ?? Self.standard(of: criterion)
        return (
          criterion.rawValue,
          Self.object([("weight", JSONText.number(weighting.weight))] + Self.manner(weighting))
        )
      })
  }

  /// How the criteria of comparisons are read, without weights.
  private var mannerText: String {
    Self.object(
      counted.map { criterion in
        (
          criterion.rawValue,
          Self.object(Self.manner(criteria[criterion] ?? Self.standard(of: criterion)))
        )
      })
  }

  private static func manner(_ weighting: Weighting) -> [(String, String)] {
    [
      ("direction", text(weighting.direction)), ("normalisation", text(weighting.normalisation)),
      ("missing", text(weighting.missing)),
    ]
  }

  private var capacityText: String {
    switch capacities {
    case .posts: "\"posts\""
    case .unlimited: "\"none\""
    case .given(let numbers): Self.numbers(numbers)
    }
  }

  private var floorText: String {
    switch floors {
    case .each(let least): "\(least)"
    case .given(let numbers): Self.numbers(numbers)
    }
  }

  private static func numbers(_ numbers: [String: Int]) -> String {
    object(numbers.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") })
  }

  private static func text(_ value: some RawRepresentable<String>) -> String {
    JSONText.string(value.rawValue)
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(JSONText.string).joined(separator: ",") + "]"
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0) + ":" + $1 }.joined(separator: ",") + "}"
  }
}
