import SpatialStatistics

/// The draw by lot.
enum LotteryDraw {
  /// Draws sites and settles them.
  ///
  /// Who is in the pool has the same chance as all others in it, unless an office has no place left or a regency's least
  /// number could not be kept any more: such a lot is put aside. Where the whole pool is, the next in exposure follow.
  /// - Returns: The sites drawn, ascending.
  /// - Throws: `SitePlanningError.badParameter`, `differentLengths`, `badValue`.
  static func draw(
    _ rule: LotteryRule, in instance: inout OpenInstance
  ) throws(SitePlanningError) -> [Int] {
    try check(rule, instance.instance.reach.siteCount)
    let wanted = min(
      Int((rule.share * Double(instance.instance.slots)).rounded()), instance.limits.slots)
    var drawn: [Int] = []
    for site in lots(rule, open: instance.open, wanted: wanted) {
      if drawn.count == wanted { break }
      guard instance.canSettle(site) else { continue }
      instance.settle(site)
      drawn.append(site)
    }
    return drawn.sorted()
  }

  /// The pool in the order of the draw, then all others by exposure.
  private static func lots(_ rule: LotteryRule, open: [Int], wanted: Int) -> [Int] {
    var lots = open.sorted { (rule.exposures[$0], $0) < (rule.exposures[$1], $1) }
    let share = Int((rule.poolShare * Double(lots.count)).rounded(.up))
    var size = min(max(share, wanted), lots.count)
    while size > 0, size < lots.count, rule.exposures[lots[size]] == rule.exposures[lots[size - 1]]
    {
      size += 1
    }
    var random = StatisticsRandom(seed: rule.seed)
    for place in 0..<size {
      let bound = UInt32(truncatingIfNeeded: size - place)
      lots.swapAt(place, place + Int(random.below(bound)))
    }
    return lots
  }

  private static func check(_ rule: LotteryRule, _ siteCount: Int) throws(SitePlanningError) {
    guard rule.share >= 0, rule.share <= 1 else {
      throw .badParameter(name: "lottery share", value: rule.share)
    }
    guard rule.poolShare >= 0, rule.poolShare <= 1 else {
      throw .badParameter(name: "lottery pool share", value: rule.poolShare)
    }
    guard rule.exposures.count == siteCount else {
      throw .differentLengths(
        what: "exposures", expected: siteCount, found: rule.exposures.count)
    }
    if let site = rule.exposures.firstIndex(where: { !($0 >= 0) }) {
      throw .badValue(what: "exposures", position: site, value: rule.exposures[site])
    }
  }
}
