import SpatialStatistics
import Testing

@testable import SitePlanning

@Suite("Doubt about a plan")
struct SensitivityTests {
  /// Forty villages, each a site and a demand, with three criteria.
  private func world() throws -> (PlanSensitivity, PlanningInstance, SitePlan) {
    let seeded = SeededInstance(3, candidates: 40, demands: 40)
    let table = try CriteriaTable(
      [Criterion("a"), Criterion("b", .cost), Criterion("c", .benefit, .rank)],
      columns: [
        seeded.sites.map(\.x), seeded.sites.map(\.y), seeded.weights.map { $0 },
      ])
    let weights = try CriteriaWeights([5, 3, 2])
    var instance = try seeded.instance(.within(minutes: 2), slots: 6)
    instance.demandWeights = try CriteriaScores(table, weights).scores
    instance.excluded = [1]
    instance.lottery = LotteryRule(share: 0.2, exposures: (0..<40).map(Double.init))
    let sensitivity = PlanSensitivity(
      table, weights, rowOfSite: Array(0..<40), rowOfDemand: Array(0..<40))
    return (sensitivity, instance, try CoveringSolver.solve(instance))
  }

  @Test("does not depend on threads, and adds up to the slots")
  func threads() throws {
    let (sensitivity, instance, plan) = try world()
    let one = try sensitivity.doubts(
      of: plan, in: instance, SensitivityParameters(draws: 60, threads: 1))
    let two = try sensitivity.doubts(
      of: plan, in: instance, SensitivityParameters(draws: 60, threads: 2))
    #expect(one == two)
    #expect(one.map(\.site) == (0..<40).filter { $0 != 1 })
    #expect(abs(one.reduce(0) { $0 + $1.chosenShare } - 6) < 1e-9)
    for doubt in one {
      #expect(1 <= doubt.rankLow && doubt.rankLow <= doubt.rankMiddle)
      #expect(doubt.rankMiddle <= doubt.rankHigh && doubt.rankHigh <= 39)
      #expect(
        doubt.isUnstable == (plan.chosen.contains(doubt.site) && doubt.chosenShare < 0.5))
    }
    let drawn = one.filter { plan.byLottery.contains($0.site) }
    #expect(drawn.allSatisfy { $0.chosenShare == 1 } && !drawn.isEmpty)
  }

  @Test("vanishes where weights hardly vary, and grows as they vary more")
  func concentration() throws {
    let (sensitivity, instance, plan) = try world()
    var widths: [Int] = []
    for concentration in [1e12, 200, 5] {
      let doubts = try sensitivity.doubts(
        of: plan, in: instance,
        SensitivityParameters(draws: 80, concentration: concentration))
      widths.append(doubts.reduce(0) { $0 + $1.rankHigh - $1.rankLow })
      if concentration == 1e12 {
        let chosen = doubts.filter { $0.chosenShare == 1 }.map(\.site)
        #expect(chosen == plan.chosen)
      }
    }
    #expect(widths[0] == 0 && widths[0] < widths[1] && widths[1] < widths[2])
  }

  @Test("follows from doubt about rates, too")
  func rates() throws {
    var (sensitivity, instance, plan) = try world()
    let means = sensitivity.table.columns[0].map { $0 ?? 0 }
    func width(_ shape: Double) throws -> Int {
      sensitivity.posteriors = [
        RatePosterior(
          criterion: 0, shapes: Array(repeating: shape, count: 40),
          rates: means.map { shape / $0 })
      ]
      let doubts = try sensitivity.doubts(
        of: plan, in: instance, SensitivityParameters(draws: 80, concentration: 1e12))
      return doubts.reduce(0) { $0 + $1.rankHigh - $1.rankLow }
    }
    #expect(try width(1e12) <= 2)
    #expect(try width(4) > width(400))
    instance.slots = 6
  }

  @Test("stops when nobody waits, and refuses what does not fit")
  func refused() throws {
    var (sensitivity, instance, plan) = try world()
    #expect(throws: SitePlanningError.cancelled) {
      try sensitivity.doubts(of: plan, in: instance, isWanted: { false })
    }
    #expect(throws: SitePlanningError.badParameter(name: "draws", value: 0)) {
      try sensitivity.doubts(of: plan, in: instance, SensitivityParameters(draws: 0))
    }
    sensitivity.posteriors = [RatePosterior(criterion: 3, shapes: [], rates: [])]
    #expect(throws: SitePlanningError.unknownNumber(what: "criterion", number: 3)) {
      try sensitivity.doubts(of: plan, in: instance)
    }
    instance.slots = 99
    #expect(throws: SitePlanningError.moreSlotsThanCandidates(slots: 99, candidates: 39)) {
      try sensitivity.doubts(of: plan, in: instance)
    }
  }

  @Test("is drawn from gamma, Dirichlet and Poisson distributions of the right mean and variance")
  func draws() {
    var random = StatisticsRandom(seed: 9)
    for shape in [0.3, 1, 7.5] {
      let values = (0..<20_000).map { _ in random.gamma(shape: shape) }
      let mean = values.reduce(0, +) / 20_000
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
      #expect(abs(mean / shape - 1) < 0.06 && abs(variance / shape - 1) < 0.12)
    }
    let counts = (0..<20_000).map { _ in random.poisson(mean: 4) }
    #expect(abs(Double(counts.reduce(0, +)) / 20_000 - 4) < 0.1)
    let first = (0..<20_000).map { _ in
      random.shares(around: [0.5, 0.3, 0.2, 0], concentration: 20)
    }
    #expect(first.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0[3] == 0 })
    let mean = first.reduce(0) { $0 + $1[1] } / 20_000
    let variance = first.reduce(0) { $0 + ($1[1] - 0.3) * ($1[1] - 0.3) } / 20_000
    #expect(abs(mean - 0.3) < 0.005 && abs(variance - 0.01) < 0.001)
  }
}
