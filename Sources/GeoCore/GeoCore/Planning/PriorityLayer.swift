import DisclosureControl
import GeoPrimitives
import GeoStore
import MapRendering
public import Places

/// The parameters of a map of priorities.
public struct PriorityParameters: Hashable, Sendable {
  /// The name of a plan that was kept; `nil` for the scores and ranks of the usual scenario, of which nothing is chosen.
  public var plan: String?
  /// The level of the areas; the one that fits the zoom when `nil`.
  public var level: AdministrativeLevel?

  /// The parameters.
  public static let described: [ParameterDescription] = [.savedPlan, .level]

  /// Parameters from a query string.
  /// - Throws: `RequestError.badValue` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    plan = parameters["plan"]
    if let plan, !PlanRecord.isName(plan) {
      throw .badValue(
        parameter: "plan", value: plan, expected: "the name of a saved plan of your area")
    }
    level = try parameters.choice("level")
  }
}

/// What a map of priorities shows, by the code of the village.
struct PriorityRanking: Sendable {
  /// A village that may be chosen.
  struct Entry: Sendable {
    var rank: Int
    var score: Double
    var isChosen: Bool
    var rankLow: Int?
    var rankHigh: Int?
    var chosenShare: Double?
  }

  var entries: [String: Entry]
  /// The codes of the areas that were planned for.
  var area: [String]
}

extension PriorityRanking {
  /// The ranking of a plan.
  init(_ plan: VillagePlan, showsChoice: Bool) {
    entries = Dictionary(
      plan.ranking.map { line in
        (
          line.code,
          Entry(
            rank: line.rank, score: line.score, isChosen: showsChoice && line.choice.isChosen,
            rankLow: line.rankLow, rankHigh: line.rankHigh, chosenShare: line.chosenShare)
        )
      }, uniquingKeysWith: { first, _ in first })
    area = plan.area
  }

  /// The ranking of a plan as it was kept; what others have changed in the file is left out.
  init(_ record: PlanRecord) {
    entries = [:]
    area = record.area
    let limits = StrictJSON.Limits(depth: 8, byteCount: 1 << 28)
    guard let json = try? StrictJSON(parsing: Array(record.result.utf8), limits: limits),
      case .list(let lines)? = json["ranking"]
    else { return }
    for line in lines {
      guard case .text(let code)? = line["code"], let rank = line.number("rank"),
        let score = line.number("score"), let place = Int(exactly: rank)
      else { continue }
      entries[code] = Entry(
        rank: place, score: score, isChosen: line["chosen"] == .flag(true),
        rankLow: line.number("rank_low").flatMap { Int(exactly: $0) },
        rankHigh: line.number("rank_high").flatMap { Int(exactly: $0) },
        chosenShare: line.number("chosen_share"))
    }
  }
}

extension StrictJSON {
  fileprivate func number(_ name: String) -> Double? {
    guard case .number(let text)? = self[name] else { return nil }
    return Double(text)
  }
}

/// What decides a map of priorities, besides the snapshot.
struct PriorityKey: Hashable, Sendable {
  var plan: String?
  var level: AdministrativeLevel
  var area: AreaOfResponsibility
}

/// Rankings and classes that were asked for. They hang on how accommodations report, and so go with those.
final class PriorityStore: Sendable {
  let rankings = SharedCache<PriorityKey, PriorityRanking>(capacity: 8)
  let classes = SharedCache<PriorityKey, AreaClasses>(capacity: 16)
}

extension DatasetSnapshot {
  /// More villages than these are ranked for a plan that is kept, and not for a map in passing.
  private static let mostVillages = 20_000

  /// A map of priorities: the areas of the lowest level that fits the zoom in the colours of their classes.
  func priority(
    _ parameters: PriorityParameters, in frame: PictureFrame, for disclosure: Disclosure
  ) throws -> BoundaryTile {
    var boundaries = BoundaryTile(snapshot: self, frame: frame, level: parameters.level)
    if let finest = boundaries.levels.last {
      boundaries.classes[finest] = try priorityClasses(parameters, finest, for: disclosure)
    }
    boundaries.layerName = "priority"
    return boundaries
  }

  /// The ranking that somebody may see.
  /// - Throws: `DisclosureRefusal`; `RequestError.badValue` for an unknown plan; `PlanningError`.
  func priorityRanking(
    _ parameters: PriorityParameters, for disclosure: Disclosure
  ) throws -> PriorityRanking {
    let area = try disclosure.visibleArea(of: .plans)
    let key = PriorityKey(plan: parameters.plan, level: .village, area: area)
    if let plan = parameters.plan {
      let record = try savedPlan(named: plan, for: disclosure)
      return priorities.rankings.value(for: key) { PriorityRanking(record) }
    }
    guard villages.positions(within: area).count <= Self.mostVillages else {
      throw PlanningError(
        "too-large",
        "so many villages are not ranked in passing; keep a plan (geoctl plan save) and name it as plan="
      )
    }
    return try priorities.rankings.value(for: key) {
      var scenario = PlanScenario.standard
      scenario.draws = 0
      scenario.lotteryShare = 0
      // Where there are fewer villages than slots the ranking is the same.
      let candidates = try planStudy(scenario, for: disclosure).positions
        .count { !(villages.areas[$0].status?.isCovered ?? false) }
      scenario.slots = max(1, min(scenario.slots, candidates))
      return PriorityRanking(
        try plan(scenario, for: disclosure, threads: 1), showsChoice: false)
    }
  }

  private func priorityClasses(
    _ parameters: PriorityParameters, _ level: AdministrativeLevel, for disclosure: Disclosure
  ) throws -> AreaClasses {
    let ranking = try priorityRanking(parameters, for: disclosure)
    let key = PriorityKey(
      plan: parameters.plan, level: level, area: try disclosure.visibleArea(of: .plans))
    return priorities.classes.value(for: key) { priorityClasses(of: ranking, level) }
  }

  private func priorityClasses(
    of ranking: PriorityRanking, _ level: AdministrativeLevel
  ) -> AreaClasses {
    let all = Set(ranking.area.flatMap { Array(villages.positions(within: $0)) }).sorted()
    var names: [String: (name: String, tags: [VectorTileTag])] = [:]
    if level == .village {
      for position in all {
        let area = villages.areas[position]
        names[area.code.text] = village(area, ranking)
      }
    } else {
      for (code, members) in groups(of: all, at: level) {
        names[code] = larger(members, ranking)
      }
    }
    let areas = layer(level).areas
    return AreaClasses(
      classOf: areas.map { PriorityScale.number(of: names[$0.code.text]?.name ?? "no-data") },
      classes: PriorityScale.classes, tags: areas.map { names[$0.code.text]?.tags ?? [] })
  }

  private func village(
    _ area: Area, _ ranking: PriorityRanking
  ) -> (name: String, tags: [VectorTileTag]) {
    guard let entry = ranking.entries[area.code.text] else {
      return (area.status?.isCovered ?? false ? "active" : "no-data", [])
    }
    let tags: [(String, VectorTileValue?)] = [
      ("rank", .integer(Int64(entry.rank))), ("score", .double(entry.score)),
      ("chosen", .bool(entry.isChosen)),
      ("rank_low", entry.rankLow.map { .integer(Int64($0)) }),
      ("rank_high", entry.rankHigh.map { .integer(Int64($0)) }),
      ("chosen_share", entry.chosenShare.map { .double($0) }),
    ]
    let name = PriorityScale.name(of: entry, among: ranking.entries.count)
    return (name, tags.compactMap { key, value in value.map { (key, $0) } })
  }

  /// A larger area shows its best village, and how many are chosen.
  private func larger(
    _ members: [Int], _ ranking: PriorityRanking
  ) -> (name: String, tags: [VectorTileTag])? {
    let entries = members.compactMap { ranking.entries[villages.areas[$0].code.text] }
    guard let best = entries.min(by: { $0.rank < $1.rank }) else { return nil }
    let chosen = entries.count { $0.isChosen }
    var shown = best
    shown.isChosen = chosen > 0
    let tags: [VectorTileTag] = [
      ("rank", .integer(Int64(best.rank))), ("score", .double(best.score)),
      ("chosen_villages", .integer(Int64(chosen))),
      ("villages", .integer(Int64(members.count))),
    ]
    return (PriorityScale.name(of: shown, among: ranking.entries.count), tags)
  }
}
