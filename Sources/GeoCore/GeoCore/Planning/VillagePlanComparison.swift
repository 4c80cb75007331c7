public import DisclosureControl
import GeoPrimitives
import SitePlanning

/// What one choice of villages reaches more or less than another, on the same day and by the same scenario.
public struct VillagePlanComparison: Sendable {
  /// Codes that only the second chooses, ascending.
  public let added: [String]
  /// Codes that only the first chooses, ascending.
  public let dropped: [String]
  /// Codes that both choose, ascending.
  public let kept: [String]
  /// What the first reaches, active villages included.
  public let first: PlanEffect
  /// What the second reaches.
  public let second: PlanEffect
  /// The limits of the scenario that the second choice breaks, in the words of a person.
  public let broken: [LocalizedText]

  /// One object.
  public var json: String {
    VillagePlanText.object([
      ("added", VillagePlanText.list(added)), ("dropped", VillagePlanText.list(dropped)),
      ("kept", VillagePlanText.list(kept)), ("first", VillagePlanText.json(of: first)),
      ("second", VillagePlanText.json(of: second)),
      ("gain", VillagePlanText.json(of: second.less(first))),
      (
        "broken",
        VillagePlanText.list(broken.map { "\($0.indonesian) / \($0.english)" })
      ),
    ])
  }
}

extension PlanEffect {
  /// This less another.
  func less(_ other: PlanEffect) -> PlanEffect {
    PlanEffect(
      weightShare: weightShare - other.weightShare, villages: villages - other.villages,
      residents: residents - other.residents, reports: reports - other.reports,
      rooms: rooms - other.rooms,
      kilometers: kilometers.flatMap { own in other.kilometers.map { own - $0 } })
  }
}

extension DatasetSnapshot {
  /// Compares two choices by what they reach today.
  /// - Parameters:
  ///   - first: The codes that the one chooses.
  ///   - second: Those that the other chooses.
  ///   - scenario: By which criteria, limits and minutes both are judged.
  ///   - disclosure: On whose behalf.
  ///   - threads: How many threads compute; the result does not depend on it.
  /// - Returns: What the second reaches more than the first, and which limits it breaks.
  /// - Throws: As `plan`; `PlanningError` for a code that is none of the area's villages.
  public func planComparison(
    of first: [String], with second: [String], by scenario: PlanScenario,
    for disclosure: Disclosure, threads: Int = 2
  ) throws -> VillagePlanComparison {
    let problem = try planProblem(scenario, for: disclosure, threads: threads)
    let (old, new) = (
      try problem.study.rows(of: first, key: "first", in: self),
      try problem.study.rows(of: second, key: "second", in: self)
    )
    let active = problem.instance.existing
    func codes(_ rows: [Int]) -> [String] { rows.map { problem.words.villages[$0] } }
    return VillagePlanComparison(
      added: codes(new.filter { !old.contains($0) }),
      dropped: codes(old.filter { !new.contains($0) }), kept: codes(old.filter(new.contains)),
      first: problem.effect(of: active + old), second: problem.effect(of: active + new),
      broken: problem.limitsBroken(by: new))
  }
}

extension PlanProblem {
  /// The limits that a choice breaks.
  func limitsBroken(by rows: [Int]) -> [LocalizedText] {
    var broken: [LocalizedText] = []
    if rows.count != scenario.slots {
      broken.append(
        LocalizedText(
          "\(rows.count) desa dipilih, slot \(scenario.slots)",
          "\(rows.count) villages for \(scenario.slots) slots"))
    }
    for row in rows where figures.isActive[row] {
      broken.append(
        LocalizedText(
          "\(words.villages[row]) sudah aktif", "\(words.villages[row]) is active already"))
    }
    for row in instance.required where !rows.contains(row) {
      broken.append(
        LocalizedText("\(words.villages[row]) diwajibkan", "\(words.villages[row]) must be chosen"))
    }
    for row in instance.excluded where rows.contains(row) {
      broken.append(
        LocalizedText(
          "\(words.villages[row]) dikecualikan", "\(words.villages[row]) must not be chosen"))
    }
    return broken + quotasBroken(by: rows)
  }

  private func quotasBroken(by rows: [Int]) -> [LocalizedText] {
    func counts(_ quota: SiteQuota) -> [Int] {
      var counts = quota.amounts.map { _ in 0 }
      for row in rows { if let group = quota.groupOfSite[row] { counts[group] += 1 } }
      return counts
    }
    var broken: [LocalizedText] = []
    if let capacities = instance.capacities {
      for (office, count) in counts(capacities).enumerated()
      where count > capacities.amounts[office] {
        let (name, places) = (words.offices[office], capacities.amounts[office])
        broken.append(
          LocalizedText(
            "\(name): \(count) desa, \(places) tempat",
            "\(name): \(count) villages, \(places) places"))
      }
    }
    if let floors = instance.floors {
      for (regency, count) in counts(floors).enumerated() where count < floors.amounts[regency] {
        let (name, least) = (words.regencies[regency], floors.amounts[regency])
        broken.append(
          LocalizedText(
            "\(name): \(count) desa, paling sedikit \(least)",
            "\(name): \(count) villages, at least \(least)"))
      }
    }
    return broken
  }
}
