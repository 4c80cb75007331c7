import Coverage
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places

/// The villages that are planned for, and what of tips and accommodations may be looked at: what a planner of
/// their area is told, whoever asks. So a plan says nothing that published numbers do not say, and is the same for
/// everyone who may see it.
struct PlanStudy {
  /// Positions among the villages, ascending; rows, sites and demands are numbered like them.
  let positions: [Int]
  /// The codes of the area.
  let codes: [String]
  /// On whose behalf reports and accommodations are looked at.
  let disclosure: Disclosure
  /// The number of each village's row.
  let rowOfPosition: [Int: Int]
}

extension DatasetSnapshot {
  /// The villages of a scenario, for somebody.
  /// - Throws: `DisclosureRefusal` for who may not plan, or not there; `PlanningError` for an unknown code.
  func planStudy(
    _ scenario: PlanScenario, for disclosure: Disclosure
  ) throws -> PlanStudy {
    let visible = try disclosure.visibleArea(of: .plans)
    for code in scenario.within where !visible.contains(code: code) {
      throw DisclosureRefusal.outsideArea(code: code, disclosure.role)
    }
    let codes = scenario.within.isEmpty ? visible.codes ?? provinceCodes : scenario.within
    guard !codes.isEmpty else {
      throw PlanningError("no-villages", "the workspace has no villages; import them first")
    }
    let area = try AreaOfResponsibility(codes: codes)
    let inside = villages.positions(within: area)
    for code in scenario.within where villages.positions(within: code).isEmpty {
      throw PlanningError.unknown(code, in: "within", expected: "an area that has villages")
    }
    let excluded = Set(
      try scenario.exclude.map { try position(of: $0, among: inside, key: "exclude") })
    let positions = inside.filter { !excluded.contains($0) }
    return PlanStudy(
      positions: positions, codes: codes,
      disclosure: Disclosure(
        try Principal(name: "plan", role: .planner, area: area), purpose: nil),
      rowOfPosition: Dictionary(
        uniqueKeysWithValues: positions.enumerated().map { ($1, $0) }))
  }

  private var provinceCodes: [String] {
    Set(villages.areas.compactMap { $0.code.ancestor(at: .province)?.text }).sorted()
  }

  private func position(
    of code: String, among inside: [Int], key: String
  ) throws(PlanningError) -> Int {
    guard let position = villages.position(code: code), inside.contains(position) else {
      throw .unknownVillage(code, in: key)
    }
    return position
  }
}

extension PlanStudy {
  /// The rows of some codes.
  /// - Throws: `PlanningError` for one that is not among the villages.
  func rows(
    of codes: [String], key: String, in snapshot: DatasetSnapshot
  ) throws(PlanningError) -> [Int] {
    var rows: [Int] = []
    for code in codes {
      guard let position = snapshot.villages.position(code: code), let row = rowOfPosition[position]
      else { throw .unknownVillage(code, in: key) }
      rows.append(row)
    }
    return rows.sorted()
  }
}
