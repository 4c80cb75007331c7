import Support

@testable import SitePlanning

/// Instances made of a seed, as `Expected/generate.py` makes them: a square of ten by ten, candidates and demands anywhere
/// in it.
struct SeededInstance {
  let seed: Int
  let sites: [(x: Double, y: Double)]
  let places: [(x: Double, y: Double)]
  let weights: [Double]

  init(_ seed: Int, candidates: Int = 200, demands: Int = 1000) {
    var random = SeededRandom(seed: UInt64(seed))
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    self.seed = seed
    sites = (0..<candidates).map { _ in (10 * unit(), 10 * unit()) }
    places = (0..<demands).map { _ in (10 * unit(), 10 * unit()) }
    weights = (0..<demands).map { _ in Double(1 + random.next() % 100) }
  }

  var slots: Int { 10 + seed % 11 }
  var radius: Double { 0.7 + 0.1 * Double(seed % 7) }

  /// The instance whose optimum is in `optima.json`.
  func instance() throws -> PlanningInstance {
    let decays = seed % 4 == 3
    let rule = decays ? CoverRule.untilLimit(minutes: 2 * radius) : .within(minutes: radius)
    var instance = try instance(rule, slots: slots)
    guard seed % 2 == 1 else { return instance }
    instance.capacities = SiteQuota(
      groupOfSite: sites.map { Int($0.x / 2.5) },
      amounts: Array(repeating: slots / 4 + 1, count: 4))
    instance.floors = SiteQuota(
      groupOfSite: sites.map { Int($0.y / 2.5) }, amounts: Array(repeating: slots / 4, count: 4))
    return instance
  }

  /// An instance with a rule for the distance, without limits.
  func instance(_ rule: CoverRule, slots: Int) throws -> PlanningInstance {
    let rows = sites.map { site in
      places.indices.compactMap { demand -> Reach? in
        let (across, up) = (site.x - places[demand].x, site.y - places[demand].y)
        let share = rule.share(minutes: (across * across + up * up).squareRoot())
        return share > 0 ? Reach(demand: demand, share: share) : nil
      }
    }
    return PlanningInstance(
      reach: try ReachLists(rows, demandCount: places.count), demandWeights: weights, slots: slots)
  }
}

/// All choices, one after the other.
enum BruteForce {
  /// The best objective of all choices within the limits; `nil` where there is none.
  static func optimum(_ instance: PlanningInstance) throws -> Double? {
    let fixed = Set(instance.existing)
    let sites = (0..<instance.reach.siteCount).filter { !fixed.contains($0) }
    var best: Double?
    for choice in subsets(of: sites, size: instance.slots) {
      let outcome = try instance.outcome(of: choice)
      guard outcome.brokenLimits.isEmpty else { continue }
      let isBetter =
        switch instance.objective {
        case .coverage: best.map { $0 < outcome.objective } ?? true
        case .meanMinutes: best.map { $0 > outcome.objective } ?? true
        }
      if isBetter { best = outcome.objective }
    }
    return best
  }

  static func subsets(of sites: [Int], size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return sites.indices.flatMap { first in
      subsets(of: Array(sites[(first + 1)...]), size: size - 1).map { [sites[first]] + $0 }
    }
  }
}
