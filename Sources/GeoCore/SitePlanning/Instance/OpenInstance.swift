/// An instance that has been checked: sites that are settled, sites that are open, and limits that can be kept.
struct OpenInstance: Sendable {
  let instance: PlanningInstance
  /// The sites that may still be chosen, ascending.
  private(set) var open: [Int]
  /// The sites chosen already: required ones, then those drawn by lot.
  private(set) var settled: [Int]
  /// The limits on what is chosen from the open sites.
  private(set) var limits: SlotLimits

  /// Checks an instance.
  /// - Throws: `SitePlanningError`, telling which limit cannot be kept.
  /// - Complexity: O(n log n) for n sites, and that of an allocation.
  init(_ instance: PlanningInstance) throws(SitePlanningError) {
    self.instance = instance
    try Self.checkNumbers(instance)
    let blocked = Set(instance.existing).union(instance.excluded)
    let required = Set(instance.required).sorted()
    open = (0..<instance.reach.siteCount).filter { !blocked.contains($0) }
    settled = required
    limits = SlotLimits(instance)
    try Self.checkLimits(instance, limits, candidates: open, required: required)
    limits = limits.remaining(after: required)
    let taken = Set(required)
    open.removeAll { taken.contains($0) }
    try checkTogether()
  }

  /// Sites that cover whatever is chosen: existing and settled ones.
  var forced: [Int] { instance.existing + settled }

  /// Chooses an open site for good.
  mutating func settle(_ site: Int) {
    limits = limits.remaining(after: [site])
    settled.append(site)
    open.removeAll { $0 == site }
  }

  /// Whether the limits could still be kept after an open site was chosen.
  func canSettle(_ site: Int) -> Bool {
    guard limits.slots > 0, limits.capacities[limits.officeOfSite[site]] > 0 else { return false }
    return limits.remaining(after: [site]).isAttainable(from: open.filter { $0 != site })
  }

  /// What is left to decide.
  func problem() -> CoverProblem {
    CoverProblem(instance, forced: forced, open: open, limits: limits.restricted(to: open))
  }

  private func checkTogether() throws(SitePlanningError) {
    let allocation = limits.allocation(of: open)
    let missing = limits.floors.reduce(0, +) - allocation.met
    guard allocation.chosen.count == limits.slots, missing == 0 else {
      throw .limitsContradict(
        reachable: allocation.chosen.count + settled.count, slots: instance.slots,
        missingInRegencies: missing)
    }
  }

  private static func checkNumbers(_ instance: PlanningInstance) throws(SitePlanningError) {
    let reach = instance.reach
    guard instance.demandWeights.count == reach.demandCount else {
      throw .differentLengths(
        what: "demand weights", expected: reach.demandCount, found: instance.demandWeights.count)
    }
    if let demand = instance.demandWeights.firstIndex(where: { !($0 >= 0 && $0 <= 1e15) }) {
      throw .badValue(
        what: "demand weights", position: demand, value: instance.demandWeights[demand])
    }
    if case .meanMinutes(let limit) = instance.objective, !(limit > 0 && limit.isFinite) {
      throw .badParameter(name: "limit", value: limit)
    }
    let sites = 0..<reach.siteCount
    for list in [instance.existing, instance.required, instance.excluded] {
      if let site = list.first(where: { !sites.contains($0) }) {
        throw .unknownNumber(what: "site", number: site)
      }
    }
    for quota in [instance.capacities, instance.floors].compactMap({ $0 }) {
      try check(quota, reach.siteCount)
    }
  }

  private static func check(_ quota: SiteQuota, _ siteCount: Int) throws(SitePlanningError) {
    guard quota.groupOfSite.count == siteCount else {
      throw .differentLengths(
        what: "group of site", expected: siteCount, found: quota.groupOfSite.count)
    }
    let groups = quota.amounts.indices
    if let group = quota.groupOfSite.compactMap({ $0 }).first(where: { !groups.contains($0) }) {
      throw .unknownNumber(what: "group", number: group)
    }
    if let group = quota.amounts.firstIndex(where: { !(0...Int(Int32.max)).contains($0) }) {
      throw .badValue(what: "quota", position: group, value: Double(quota.amounts[group]))
    }
  }

  private static func checkLimits(
    _ instance: PlanningInstance, _ limits: SlotLimits, candidates: [Int], required: [Int]
  ) throws(SitePlanningError) {
    guard instance.slots > 0 else { throw .noSlots(instance.slots) }
    let (excluded, existing) = (Set(instance.excluded), Set(instance.existing))
    for site in required {
      guard !excluded.contains(site) else { throw .requiredAndExcluded(site: site) }
      guard !existing.contains(site) else { throw .requiredAndExisting(site: site) }
    }
    guard instance.slots <= candidates.count else {
      throw .moreSlotsThanCandidates(slots: instance.slots, candidates: candidates.count)
    }
    guard required.count <= instance.slots else {
      throw .moreRequiredThanSlots(required: required.count, slots: instance.slots)
    }
    try checkCapacities(limits, required: required)
    try checkFloors(limits, candidates: candidates)
  }

  private static func checkCapacities(
    _ limits: SlotLimits, required: [Int]
  ) throws(SitePlanningError) {
    // The last office is that of the sites of none, and its capacity the number of slots.
    let hasFree = limits.officeOfSite.contains(limits.capacities.count - 1)
    let capacity = limits.capacities.dropLast().reduce(0, +)
    guard hasFree || capacity >= limits.slots else {
      throw .capacityBelowSlots(capacity: capacity, slots: limits.slots)
    }
    var counts = limits.noCounts
    for site in required { limits.add(site, 1, to: &counts) }
    for (office, count) in counts.offices.enumerated() where count > limits.capacities[office] {
      throw .requiredAboveCapacity(
        office: office, required: count, capacity: limits.capacities[office])
    }
  }

  private static func checkFloors(
    _ limits: SlotLimits, candidates: [Int]
  ) throws(SitePlanningError) {
    var counts = limits.noCounts
    for site in candidates { limits.add(site, 1, to: &counts) }
    for (regency, floor) in limits.floors.enumerated() where floor > counts.regencies[regency] {
      throw .floorAboveCandidates(
        regency: regency, floor: floor, candidates: counts.regencies[regency])
    }
    let floors = limits.floors.reduce(0, +)
    guard floors <= limits.slots else {
      throw .floorsAboveSlots(floors: floors, slots: limits.slots)
    }
  }
}

extension SlotLimits {
  /// The limits of an instance, before anything is chosen.
  init(_ instance: PlanningInstance) {
    let siteCount = instance.reach.siteCount
    slots = instance.slots
    let offices = instance.capacities?.amounts ?? []
    capacities = offices + [instance.slots]
    officeOfSite = Self.groups(instance.capacities, siteCount, rest: offices.count)
    floors = (instance.floors?.amounts ?? []) + [0]
    regencyOfSite = Self.groups(instance.floors, siteCount, rest: floors.count - 1)
  }

  private static func groups(_ quota: SiteQuota?, _ siteCount: Int, rest: Int) -> [Int] {
    quota.map { $0.groupOfSite.map { $0 ?? rest } } ?? Array(repeating: rest, count: siteCount)
  }

  /// The same limits on some of the sites, numbered anew.
  func restricted(to sites: [Int]) -> SlotLimits {
    var rest = self
    rest.officeOfSite = sites.map { officeOfSite[$0] }
    rest.regencyOfSite = sites.map { regencyOfSite[$0] }
    return rest
  }

  /// Any choice of some sites that keeps the limits as well as can be.
  func allocation(of sites: [Int]) -> SlotAllocation {
    SlotAllocation(
      self, order: sites.map { Int32(truncatingIfNeeded: $0) },
      values: Array(repeating: 0, count: officeOfSite.count))
  }

  /// Whether the limits can be kept with some sites.
  func isAttainable(from sites: [Int]) -> Bool {
    let allocation = allocation(of: sites)
    return allocation.chosen.count == slots && (isPlain || allocation.met == floors.reduce(0, +))
  }
}
