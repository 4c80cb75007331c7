import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("A plan")
struct VillagePlanTests {
  private static let owner = Disclosure.owner(purpose: "tests")

  private static func scenario(
    slots: Int, _ change: (inout PlanScenario) -> Void = { _ in }
  ) -> PlanScenario {
    var scenario = PlanScenario(slots: slots)
    scenario.capacities = .unlimited
    scenario.draws = 0
    scenario.lotteryShare = 0
    change(&scenario)
    return scenario
  }

  private static func demo() throws -> DatasetSnapshot {
    try DatasetSnapshot(of: try DemoWorkspace.open(), today: DemoWorkspace.today)
  }

  private static func planner(_ code: String) throws -> Disclosure {
    Disclosure(
      try Principal(name: "p", role: .planner, area: AreaOfResponsibility(codes: [code])),
      purpose: nil)
  }

  @Test("tells the contributions that add up to each score, and ranks by score")
  func contributions() throws {
    let plan = try Self.demo().plan(Self.scenario(slots: 4), for: Self.owner)
    #expect(plan.chosen.count == 4)
    #expect(plan.ranking.count { $0.choice.isChosen } == 4)
    for (line, next) in zip(plan.ranking, plan.ranking.dropFirst()) {
      #expect(abs(line.contributions.reduce(0, +) - line.score) < 1e-9)
      #expect(line.score >= next.score)
      #expect(line.rank + 1 == next.rank)
    }
    #expect(plan.objective <= plan.bound * (1 + 1e-9))
    #expect(plan.effect.after.residents >= plan.effect.before.residents)
  }

  @Test("is the same for the owner, a planner and an officer of an area")
  func sameForAll() throws {
    let snapshot = try Self.demo()
    let scenario = Self.scenario(slots: 3) { $0.within = ["99.01"] }
    let officer = Disclosure(
      try Principal(name: "o", role: .officer, area: AreaOfResponsibility(codes: ["99"])),
      purpose: try Purpose("planning"))
    func text(_ disclosure: Disclosure) throws -> String {
      VillagePlanText(
        try snapshot.plan(scenario, for: disclosure), snapshot: snapshot, language: .english
      ).json
    }
    let own = try text(Self.owner)
    #expect(try text(try Self.planner("99.01")) == own)
    #expect(try text(officer) == own)
  }

  @Test("is refused to those who do not plan, or not there")
  func refusals() throws {
    let snapshot = try Self.demo()
    let inside = Self.scenario(slots: 3) { $0.within = ["99.01"] }
    #expect(throws: DisclosureRefusal.outsideArea(code: "99.01", .planner)) {
      try snapshot.plan(inside, for: try Self.planner("12"))
    }
    let partner = Disclosure(
      try Principal(name: "t", role: .partner, area: AreaOfResponsibility(codes: ["99"])),
      purpose: nil)
    #expect(throws: DisclosureRefusal.role(.partner, .plans)) {
      try snapshot.plan(inside, for: partner)
    }
  }

  private static func code(of scenario: PlanScenario, in snapshot: DatasetSnapshot) throws -> String
  {
    do {
      _ = try snapshot.plan(scenario, for: owner)
      return "planned"
    } catch let error as PlanningError { return error.code }
  }

  @Test("says what cannot be done")
  func impossible() throws {
    let snapshot = try Self.demo()
    let village = try #require(snapshot.villages.areas.first { $0.status != .aktif }).code.text
    let active = try #require(snapshot.villages.areas.first { $0.status == .aktif }).code.text
    let cases: [(String, PlanScenario)] = [
      ("too-many-slots", Self.scenario(slots: 5000)),
      ("unknown-village", Self.scenario(slots: 1) { $0.must = ["35.07.01.2001"] }),
      ("unknown-area", Self.scenario(slots: 1) { $0.within = ["12.01"] }),
      ("unknown-area", Self.scenario(slots: 1) { $0.capacities = .given(["NOBODY": 1]) }),
      ("unknown-area", Self.scenario(slots: 1) { $0.floors = .given(["12.01": 1]) }),
      (
        "must",
        Self.scenario(slots: 1) {
          $0.must = [village]
          $0.mustNot = [village]
        }
      ),
      ("must", Self.scenario(slots: 1) { $0.must = [active] }),
      ("floors", Self.scenario(slots: 1) { $0.floors = .each(2) }),
      (
        "capacity",
        Self.scenario(slots: 1) {
          $0.capacities = .given(
            Dictionary(uniqueKeysWithValues: snapshot.offices.map { ($0.id, 0) }))
        }
      ),
    ]
    for (code, scenario) in cases { #expect(try Self.code(of: scenario, in: snapshot) == code) }
  }

  @Test("names the worst pair of comparisons that contradict each other")
  func inconsistent() throws {
    let scenario = Self.scenario(slots: 2) {
      $0.comparisons = [
        .init(first: .tipRate, second: .rooms, value: 9),
        .init(first: .tipRate, second: .residents, value: 1.0 / 9),
        .init(first: .rooms, second: .residents, value: 9),
      ]
    }
    let error = #expect(throws: PlanningError.self) {
      try Self.demo().plan(scenario, for: Self.owner)
    }
    #expect(error?.code == "inconsistent-comparisons")
    #expect(error?.description.contains("/") ?? false)
  }

  @Test("does without residents, reports, offices and service points, and says so")
  func assumptions() throws {
    let small = try SmallWorkspace(columns: 4, rows: 3)
    let plan = try small.snapshot().plan(Self.scenario(slots: 2), for: Self.owner)
    let codes = Set(plan.assumptions.map(\.code))
    for code in [
      "nothing-published", "constant-residents", "constant-service_minutes", "even-demand",
    ] { #expect(codes.contains(code), "\(code)") }
    #expect(plan.chosen.count == 2)
    #expect(plan.months == nil)
  }

  @Test("covers with the chosen what nobody else covers, and counts it")
  func smallBoard() throws {
    // Villages of 2.2 km: 4 minutes reach the four beside one, with the road's windings.
    let small = try SmallWorkspace(columns: 5, rows: 1)
    let scenario = Self.scenario(slots: 1) { $0.maxMinutes = 13 }
    let plan = try small.snapshot().plan(scenario, for: Self.owner)
    #expect(plan.chosen == [SmallWorkspace.code(2, 0)])
    #expect(abs(plan.effect.after.weightShare - 1) < 1e-9)
    let comparison = try small.snapshot().planComparison(
      of: plan.chosen, with: [SmallWorkspace.code(0, 0)], by: scenario, for: Self.owner)
    #expect(comparison.added == [SmallWorkspace.code(0, 0)])
    #expect(abs(comparison.second.villages - 3) < 1e-9)
    #expect(comparison.broken.isEmpty)
  }

  @Test("takes an imported time in the place of the estimate, in its direction")
  func importedTimes() throws {
    let small = try SmallWorkspace(columns: 5, rows: 1)
    try small.workspace.write { transaction in
      for column in 1..<5 {
        try transaction.insert(
          TravelTimeRecord(
            from: SmallWorkspace.code(0, 0), to: SmallWorkspace.code(column, 0), minutes: 5))
      }
    }
    let scenario = Self.scenario(slots: 1) { $0.maxMinutes = 7 }
    let plan = try small.snapshot().plan(scenario, for: Self.owner)
    #expect(plan.chosen == [SmallWorkspace.code(0, 0)])
    #expect(abs(plan.effect.after.villages - 5) < 1e-9)
  }

  @Test("is kept under a name, found by those of its area, and drawn")
  func saved() throws {
    let small = try SmallWorkspace(columns: 4, rows: 3)
    let snapshot = try small.snapshot()
    let plan = try snapshot.plan(Self.scenario(slots: 2), for: Self.owner)
    let record = PlanRecord(
      plan, named: "rapat-1", by: .owner(named: "tests"),
      at: Instant(secondsSince1970: 1_790_000_000), in: snapshot)
    try small.workspace.write { try $0.savePlan(record) }
    let later = try small.snapshot()
    #expect(try later.savedPlans(for: Self.planner("35")) == [record])
    #expect(try later.savedPlans(for: Self.planner("35.07")).isEmpty)
    #expect(try record.readScenario() == plan.scenario)
    let ranking = try later.priorityRanking(
      try PriorityParameters(QueryParameters([("plan", "rapat-1")])), for: Self.owner)
    #expect(Set(ranking.entries.filter(\.value.isChosen).map(\.key)) == Set(plan.chosen))
    #expect(throws: RequestError.self) {
      try later.priorityRanking(
        try PriorityParameters(QueryParameters([("plan", "rapat-1")])), for: Self.planner("35.07"))
    }
    try small.workspace.write { try $0.dropPlan(named: "rapat-1") }
    #expect(try small.snapshot().savedPlans(for: Self.owner).isEmpty)
  }

  @Test("gives the same text twice")
  func deterministic() throws {
    let snapshot = try Self.demo()
    func text(_ threads: Int) throws -> String {
      let scenario = Self.scenario(slots: 3) {
        $0.draws = 20
        $0.lotteryShare = 0.34
      }
      return VillagePlanText(
        try snapshot.plan(scenario, for: Self.owner, threads: threads), snapshot: snapshot,
        language: .indonesian
      ).text(as: .csv)
    }
    #expect(try text(1) == text(2))
  }
}
