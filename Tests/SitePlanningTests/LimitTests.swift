import Testing

@testable import SitePlanning

@Suite("Limits of a plan")
struct LimitTests {
  /// Six sites, each with a demand of its own; two offices, three regencies.
  static func instance(slots: Int) throws -> PlanningInstance {
    var instance = PlanningInstance(
      reach: try ReachLists((0..<6).map { [Reach(demand: $0)] }, demandCount: 6),
      demandWeights: [6, 5, 4, 3, 2, 1], slots: slots)
    instance.capacities = SiteQuota(groupOfSite: [0, 0, 0, 1, 1, 1], amounts: [2, 2])
    instance.floors = SiteQuota(groupOfSite: [0, 0, 1, 1, 2, 2], amounts: [0, 1, 1])
    return instance
  }

  @Test("are kept, at the cost of weight")
  func kept() throws {
    let plan = try CoveringSolver.solve(try Self.instance(slots: 4))
    // Two of the first office; regencies 1 and 2 each have one.
    #expect(plan.chosen == [0, 1, 3, 4])
    #expect(plan.objective == 16 && plan.gap <= 0.002)
  }

  /// An error for an instance that is changed.
  private func error(
    _ slots: Int, _ change: (inout PlanningInstance) -> Void
  ) throws -> SitePlanningError? {
    var instance = try Self.instance(slots: slots)
    change(&instance)
    do {
      _ = try CoveringSolver.solve(instance)
      return nil
    } catch {
      return error
    }
  }

  @Test("that cannot be kept are named")
  func named() throws {
    #expect(try error(0) { _ in } == .noSlots(0))
    #expect(try error(7) { _ in } == .moreSlotsThanCandidates(slots: 7, candidates: 6))
    #expect(
      try error(5) { $0.existing = [0, 1] }
        == .moreSlotsThanCandidates(slots: 5, candidates: 4))
    #expect(try error(5) { _ in } == .capacityBelowSlots(capacity: 4, slots: 5))
    #expect(
      try error(1) { $0.capacities?.setAmounts([0, 0]) }
        == .capacityBelowSlots(capacity: 0, slots: 1))
    #expect(
      try error(3) {
        $0.required = [2]; $0.excluded = [2]
      } == .requiredAndExcluded(site: 2))
    #expect(
      try error(3) {
        $0.required = [2]; $0.existing = [2]
      } == .requiredAndExisting(site: 2))
    #expect(
      try error(2) { $0.required = [0, 3, 4] } == .moreRequiredThanSlots(required: 3, slots: 2))
    #expect(
      try error(4) { $0.required = [0, 1, 2] }
        == .requiredAboveCapacity(office: 0, required: 3, capacity: 2))
    #expect(
      try error(2) { $0.floors?.setAmounts([1, 1, 1]) } == .floorsAboveSlots(floors: 3, slots: 2))
    #expect(
      try error(4) { $0.floors?.setAmounts([0, 3, 0]) }
        == .floorAboveCandidates(regency: 1, floor: 3, candidates: 2))
    #expect(try error(3) { $0.excluded = [9] } == .unknownNumber(what: "site", number: 9))
  }

  @Test("that contradict each other only together are told so")
  func together() throws {
    // Regencies 0 and half of 1 are office 0's, which has two places but three sites to take.
    let found = try error(4) {
      $0.floors?.setAmounts([2, 2, 0]); $0.excluded = [3]
    }
    #expect(found == .floorAboveCandidates(regency: 1, floor: 2, candidates: 1))
    let other = try error(4) {
      $0.floors?.setAmounts([2, 1, 0])
      $0.excluded = [3]
    }
    #expect(other == .limitsContradict(reachable: 4, slots: 4, missingInRegencies: 1))
  }

  @Test("choose as well as trying all choices does, whatever the values")
  func allocation() throws {
    for seed in 1...60 {
      let seeded = SeededInstance(seed, candidates: 9, demands: 9)
      let groups = seeded.sites.map { (office: Int($0.x / 4), regency: Int($0.y / 4)) }
      let limits = SlotLimits(
        slots: 4, officeOfSite: groups.map(\.office), capacities: [2, 1, 1, 4],
        regencyOfSite: groups.map(\.regency), floors: [1, 1, 0, 0])
      let order = (0..<9).sorted { seeded.weights[$0] > seeded.weights[$1] }
      let found = SlotAllocation(
        limits, order: order.map { Int32($0) }, values: seeded.weights)
      let sums = (0...4).flatMap { BruteForce.subsets(of: Array(0..<9), size: $0) }
        .compactMap { choice -> [Double]? in
          var counts = limits.noCounts
          for site in choice { limits.add(site, 1, to: &counts) }
          guard zip(counts.offices, limits.capacities).allSatisfy({ $0 <= $1 }) else { return nil }
          let met = zip(counts.regencies, limits.floors).reduce(0) { $0 + min($1.0, $1.1) }
          return [Double(choice.count), Double(met), choice.reduce(0) { $0 + seeded.weights[$1] }]
        }
      let best = try #require(sums.max { $0.lexicographicallyPrecedes($1) })
      let sum = found.chosen.reduce(0) { $0 + seeded.weights[$1] }
      #expect([Double(found.chosen.count), Double(found.met), sum] == best, "seed \(seed)")
    }
  }
}

extension SiteQuota {
  /// The same groups with other numbers.
  mutating func setAmounts(_ amounts: [Int]) {
    self = SiteQuota(groupOfSite: groupOfSite, amounts: amounts)
  }
}

@Suite("The lottery")
struct LotteryTests {
  @Test("fills its share of the slots from the least exposed, whatever the weights")
  func share() throws {
    var instance = try SeededInstance(8).instance(.within(minutes: 1), slots: 20)
    instance.lottery = LotteryRule(exposures: (0..<200).map(Double.init), seed: 5)
    let plan = try CoveringSolver.solve(instance)
    #expect(plan.byLottery.count == 4 && plan.chosen.count == 20)
    #expect(plan.byLottery.allSatisfy { $0 < 50 && plan.chosen.contains($0) })
    instance.demandWeights = instance.demandWeights.reversed()
    #expect(try CoveringSolver.solve(instance).byLottery == plan.byLottery)
    instance.lottery?.seed = 6
    #expect(try CoveringSolver.solve(instance).byLottery != plan.byLottery)
  }

  @Test("gives all in the pool the same chance")
  func chance() throws {
    var instance = PlanningInstance(
      reach: try ReachLists((0..<8).map { [Reach(demand: $0)] }, demandCount: 8),
      demandWeights: Array(repeating: 1, count: 8), slots: 2)
    var counts = [Int](repeating: 0, count: 8)
    for seed in 0..<2000 {
      instance.lottery = LotteryRule(
        share: 0.5, exposures: [1, 1, 1, 1, 2, 2, 2, 2], poolShare: 0.3, seed: UInt64(seed))
      var open = try OpenInstance(instance)
      for site in try open.draw() { counts[site] += 1 }
    }
    #expect(counts[4...].allSatisfy { $0 == 0 })
    // 500 expected, deviation 19.
    #expect(counts[..<4].allSatisfy { abs($0 - 500) < 80 })
  }

  @Test(
    "keeps offices and regencies in their limits, and goes on to the next where a lot cannot count")
  func limits() throws {
    for seed in 0..<50 {
      var instance = try LimitTests.instance(slots: 4)
      instance.lottery = LotteryRule(
        share: 0.75, exposures: [0, 0, 0, 1, 1, 1], seed: UInt64(seed))
      let plan = try CoveringSolver.solve(instance)
      #expect(plan.byLottery.count == 3)
      #expect(try instance.outcome(of: plan.chosen).brokenLimits.isEmpty)
    }
  }

  @Test("refuses shares beyond one and exposures that are none")
  func refused() throws {
    var instance = try LimitTests.instance(slots: 4)
    instance.lottery = LotteryRule(share: 1.5, exposures: Array(repeating: 0, count: 6))
    #expect(throws: SitePlanningError.badParameter(name: "lottery share", value: 1.5)) {
      try CoveringSolver.solve(instance)
    }
    instance.lottery = LotteryRule(exposures: [0])
    #expect(throws: SitePlanningError.differentLengths(what: "exposures", expected: 6, found: 1)) {
      try CoveringSolver.solve(instance)
    }
  }
}
