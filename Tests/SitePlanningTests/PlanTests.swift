import Testing

@testable import SitePlanning

@Suite("Plans beside each other")
struct PlanComparisonTests {
  @Test("tell what is added, dropped and gained, and which limits are broken")
  func compares() throws {
    var instance = try LimitTests.instance(slots: 4)
    instance.existing = [5]
    let residents = PlanAttribute(name: "residents", values: [10, 20, 30, 40, 50, 60])
    let comparison = try PlanComparison(
      from: [0, 1, 3, 4], to: [0, 2, 3], in: instance, attributes: [residents])
    #expect(comparison.added == [2] && comparison.dropped == [1, 4] && comparison.kept == [0, 3])
    let gain = try #require(comparison.gains.first)
    #expect(gain.before == 180 && gain.after == 140 && gain.gain == -40 && gain.total == 210)
    #expect(comparison.before.objective == 17 && comparison.after.objective == 14)
    #expect(comparison.before.brokenLimits.isEmpty)
    #expect(
      comparison.after.brokenLimits == [
        .slots(expected: 4, found: 3), .floor(regency: 2, limit: 1, found: 0),
      ])
  }

  @Test("name an attribute of another length, and sites that are none")
  func refused() throws {
    let instance = try LimitTests.instance(slots: 4)
    #expect(throws: SitePlanningError.differentLengths(what: "a", expected: 6, found: 0)) {
      try PlanComparison(
        from: [], to: [], in: instance, attributes: [PlanAttribute(name: "a", values: [])])
    }
    #expect(throws: SitePlanningError.unknownNumber(what: "site", number: -1)) {
      try instance.outcome(of: [-1])
    }
  }

  @Test("change by what is dropped and added")
  func change() throws {
    let plan = try CoveringSolver.solve(try LimitTests.instance(slots: 4))
    #expect(plan.chosen(dropping: [0], adding: [2, 3]) == [1, 2, 3, 4])
  }
}

@Suite("The loop of visits and reports")
struct LoopSimulationTests {
  @Test("concentrates visits without the guard and not with it", arguments: [1, 2] as [UInt64])
  func gini(seed: UInt64) throws {
    let simulation = try LoopSimulation(LoopParameters(seed: seed))
    let guarded = try simulation.run(isGuarded: true)
    let open = try simulation.run(isGuarded: false)
    #expect(guarded.giniByRound.count == 52 && guarded.visits.reduce(0, +) == 520)
    #expect(guarded.gini <= 0.2)
    #expect(open.gini > 0.6)
  }

  @Test("refuses worlds that are none")
  func refused() {
    #expect(throws: SitePlanningError.moreSlotsThanCandidates(slots: 10, candidates: 5)) {
      try LoopSimulation(LoopParameters(villages: 5))
    }
    #expect(throws: SitePlanningError.self) { try LoopSimulation(LoopParameters(rate: .nan)) }
    #expect(throws: SitePlanningError.self) { try LoopSimulation(LoopParameters(rounds: 0)) }
  }

  @Test("is measured by the Gini coefficient")
  func coefficient() {
    #expect(GiniCoefficient.of([1, 1, 1, 1]) == 0)
    #expect(GiniCoefficient.of([0, 0, 0, 8]) == 0.75)
    #expect(GiniCoefficient.of([]) == 0 && GiniCoefficient.of([0, 0]) == 0)
  }
}
