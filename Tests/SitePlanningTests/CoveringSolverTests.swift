import Foundation
import Support
import Testing

@testable import SitePlanning

@Suite("The covering solver")
struct CoveringSolverTests {
  struct Optima: Decodable {
    struct Optimum: Decodable {
      var seed: Int
      var optimum: Double
    }
    var optima: [Optimum]
  }

  @Test("finds plans near HiGHS's optima, which lie between objective and bound")
  func optima() throws {
    let url = TestData.packageRoot.appendingPathComponent(
      "Tests/SitePlanningTests/Expected/optima.json")
    let optima = try JSONDecoder().decode(Optima.self, from: Data(contentsOf: url)).optima
    #expect(optima.count == 20)
    var gaps: [Double] = []
    var stated: [Double] = []
    for known in optima {
      let instance = try SeededInstance(known.seed).instance()
      let plan = try CoveringSolver.solve(instance)
      #expect(plan.objective <= known.optimum * (1 + 1e-7), "seed \(known.seed)")
      #expect(plan.bound >= known.optimum * (1 - 1e-7), "seed \(known.seed)")
      #expect(try instance.outcome(of: plan.chosen).brokenLimits.isEmpty)
      gaps.append(1 - plan.objective / known.optimum)
      stated.append(plan.gap)
    }
    #expect((gaps.max() ?? 1) <= 0.002)
    #expect((stated.max() ?? 1) <= 0.02)
    #expect(stated.reduce(0, +) / 20 <= 0.01)
  }

  @Test("brackets the best of all choices, with every kind of limit", arguments: 1...30)
  func bruteForce(seed: Int) throws {
    let seeded = SeededInstance(seed, candidates: 10, demands: 40)
    let rule =
      seed.isMultiple(of: 2)
      ? CoverRule.within(minutes: 3) : .decaying(full: 1, none: 5)
    var instance = try seeded.instance(rule, slots: 3)
    if seed.isMultiple(of: 3) { instance.existing = [0] }
    if seed.isMultiple(of: 5) { instance.required = [1] }
    if seed.isMultiple(of: 7) { instance.excluded = [2, 3] }
    instance.capacities = SiteQuota(
      groupOfSite: (0..<10).map { $0 == 9 ? nil : $0 % 3 }, amounts: [1, 2, 1])
    instance.floors = SiteQuota(
      groupOfSite: (0..<10).map { $0 == 8 ? nil : $0 / 5 }, amounts: [1, 1])
    let optimum = try #require(try BruteForce.optimum(instance))
    let plan = try CoveringSolver.solve(instance, SolverOptions(targetGap: 0, effort: 1))
    #expect(plan.objective <= optimum + 1e-9 && optimum <= plan.bound + 1e-9)
    #expect(plan.objective >= optimum * (1 - 1e-9))
    #expect(try instance.outcome(of: plan.chosen).brokenLimits.isEmpty)
  }

  @Test("finds the p-median as the least mean time, with a bound from below", arguments: 1...10)
  func median(seed: Int) throws {
    let seeded = SeededInstance(seed, candidates: 9, demands: 40)
    var instance = try seeded.instance(.untilLimit(minutes: 8), slots: 3)
    instance.objective = .meanMinutes(limit: 8)
    instance.existing = [4]
    let optimum = try #require(try BruteForce.optimum(instance))
    let plan = try CoveringSolver.solve(instance, SolverOptions(targetGap: 0, effort: 1))
    #expect(abs(plan.objective - optimum) < 1e-9)
    #expect(plan.bound <= optimum + 1e-9 && plan.baseline >= plan.objective)
    let times = seeded.places.map { place in
      (plan.chosen + [4]).map { site in
        let (across, up) = (seeded.sites[site].x - place.x, seeded.sites[site].y - place.y)
        return min((across * across + up * up).squareRoot(), 8)
      }.min() ?? 8
    }
    let sum = zip(times, seeded.weights).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(sum / seeded.weights.reduce(0, +) - plan.objective) < 1e-9)
  }

  @Test("never covers less with more slots, and never more than there is")
  func monotony() throws {
    let seeded = SeededInstance(4, candidates: 60, demands: 300)
    var last = 0.0
    for slots in 1...20 {
      let plan = try CoveringSolver.solve(
        try seeded.instance(.within(minutes: 1), slots: slots),
        SolverOptions(targetGap: 0, effort: 1))
      #expect(plan.objective >= last)
      #expect(plan.bound <= plan.totalWeight)
      last = plan.objective
    }
  }

  @Test("keeps existing and required sites, and takes no excluded one")
  func fixed() throws {
    var instance = try SeededInstance(2).instance()
    let free = try CoveringSolver.solve(instance)
    instance.excluded = Array(free.chosen.prefix(3))
    instance.required = [0, 199]
    instance.existing = [7, 8]
    let plan = try CoveringSolver.solve(instance)
    #expect(plan.chosen.count == instance.slots)
    #expect(plan.chosen.contains(0) && plan.chosen.contains(199))
    #expect(Set(plan.chosen).isDisjoint(with: instance.excluded + instance.existing))
    let alone = try instance.outcome(of: [])
    #expect(abs(plan.baseline - alone.objective) < 1e-6 && plan.baseline > 0)
  }

  @Test(
    "gives the same plan for weights in another unit, the same seed, and again",
    arguments: [3.0, 0.1, 1e-9, 1e7])
  func scaling(factor: Double) throws {
    for seed in [3, 6] {
      var instance = try SeededInstance(seed, candidates: 60, demands: 200).instance()
      let plan = try CoveringSolver.solve(instance)
      #expect(try CoveringSolver.solve(instance) == plan)
      instance.demandWeights = instance.demandWeights.map { $0 * factor }
      let scaled = try CoveringSolver.solve(instance)
      #expect(scaled.chosen == plan.chosen)
      #expect(abs(scaled.gap - plan.gap) < 1e-9)
    }
  }

  @Test("tells for each site what would be lost without it")
  func ownGains() throws {
    let instance = try SeededInstance(7, candidates: 40, demands: 200).instance(
      .decaying(full: 1, none: 3), slots: 8)
    let plan = try CoveringSolver.solve(instance)
    for (site, gain) in zip(plan.chosen, plan.ownGains) {
      let without = try instance.outcome(of: plan.chosen(dropping: [site]))
      #expect(abs(plan.objective - without.objective - gain) < 1e-9)
    }
  }

  @Test("stops when nobody waits, and tells how far it is")
  func cancelled() throws {
    let instance = try SeededInstance(1).instance()
    #expect(throws: SitePlanningError.cancelled) {
      try CoveringSolver.solve(instance, isWanted: { false })
    }
    var seen: [PlanProgress] = []
    let plan = try CoveringSolver.solve(instance, progress: { seen.append($0) })
    #expect(!seen.isEmpty)
    #expect(seen.allSatisfy { $0.objective <= $0.bound && $0.spent <= 1 })
    #expect(abs((seen.last?.objective ?? 0) - plan.objective) < 1e-6)
  }

  @Test("plans where nothing can be gained, and where nobody lives")
  func nothing() throws {
    let reach = try ReachLists([[], [Reach(demand: 0)], []], demandCount: 1)
    let nobody = try CoveringSolver.solve(
      PlanningInstance(reach: reach, demandWeights: [0], slots: 2))
    #expect(nobody.chosen.count == 2 && nobody.gap == 0 && nobody.objective == 0)
    let all = try CoveringSolver.solve(
      PlanningInstance(reach: reach, demandWeights: [5], slots: 3))
    #expect(all.chosen == [0, 1, 2] && all.objective == 5 && all.gap == 0)
  }
}
