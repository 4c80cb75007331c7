/// What is left to decide once existing, required and drawn sites cover what they cover: of the other sites which ones,
/// for gains above that.
///
/// Gains are whole numbers, kept in `Double`: weights are scaled so that they add up to 2⁴⁸ and rounded. So sums are exact
/// in any order, what is added can be taken away again without a trace, and weights that are multiples of each other
/// give the same plan. The rounding is made up for in the bound.
struct CoverProblem: Sendable {
  /// The sites to choose from: their numbers in the instance, ascending.
  let sites: [Int32]
  /// The demands that they can add something to: their numbers in the instance, ascending.
  let demands: [Int32]
  /// Gains by site: site s adds `gains[p]` to demand `reached[p]` for p in `starts[s] ..< starts[s + 1]`.
  let starts: [Int]
  let reached: [Int32]
  let gains: [Double]
  /// The same by demand, greatest gain first.
  let rowStarts: [Int]
  let rowSites: [Int32]
  let rowGains: [Double]
  /// The limits on what is chosen from these sites.
  let limits: SlotLimits
  /// What one unit of gain is worth in the instance.
  let unit: Double

  var siteCount: Int { sites.count }
  var demandCount: Int { demands.count }
  var pairCount: Int { reached.count }

  /// The problem that is left when the forced sites cover anyway and the open ones, ascending, may be chosen.
  /// - Complexity: O(p log d) for p pairs and d sites that reach a demand.
  init(_ instance: PlanningInstance, forced: [Int], open: [Int], limits: SlotLimits) {
    let reach = instance.reach
    let total = instance.demandWeights.reduce(0, +)
    let scale = total > 0 ? 0x1p48 / total : 0
    unit = total > 0 ? total / 0x1p48 : 0
    let base = reach.bestShares(of: forced)
    // Gains of all pairs, and the demands that have one.
    var starts = [0]
    var reached: [Int32] = []
    var gains: [Double] = []
    reached.reserveCapacity(reach.pairCount)
    gains.reserveCapacity(reach.pairCount)
    var isReached = [Bool](repeating: false, count: reach.demandCount)
    for site in open {
      for pair in reach.starts[site]..<reach.starts[site + 1] {
        let demand = Int(reach.demands[pair])
        let weight = instance.demandWeights[demand] * scale
        let gain = (weight * (reach.shares[pair] - base[demand])).rounded()
        guard gain > 0 else { continue }
        reached.append(reach.demands[pair])
        gains.append(gain)
        isReached[demand] = true
      }
      starts.append(reached.count)
    }
    let demands = isReached.indices.filter { isReached[$0] }
    var numbers = [Int32](repeating: 0, count: reach.demandCount)
    for (number, demand) in demands.enumerated() {
      numbers[demand] = Int32(truncatingIfNeeded: number)
    }
    for pair in reached.indices { reached[pair] = numbers[Int(reached[pair])] }
    sites = open.map { Int32(truncatingIfNeeded: $0) }
    self.demands = demands.map { Int32(truncatingIfNeeded: $0) }
    self.limits = limits
    self.starts = starts
    self.reached = reached
    self.gains = gains
    (rowStarts, rowSites, rowGains) = Self.rows(starts, reached, gains, demands.count)
  }

  /// The same sites and demands with other gains, in the same order.
  init(_ other: CoverProblem, gains: [Double], rowGains: [Double], unit: Double) {
    (sites, demands, starts, reached) = (other.sites, other.demands, other.starts, other.reached)
    (rowStarts, rowSites, limits) = (other.rowStarts, other.rowSites, other.limits)
    self.gains = gains
    self.rowGains = rowGains
    self.unit = unit
  }

  /// The pairs by demand, greatest gain first, then by site.
  private static func rows(
    _ starts: [Int], _ reached: [Int32], _ gains: [Double], _ demandCount: Int
  ) -> ([Int], [Int32], [Double]) {
    var rowStarts = [Int](repeating: 0, count: demandCount + 1)
    for demand in reached { rowStarts[Int(demand) + 1] += 1 }
    for demand in 0..<demandCount { rowStarts[demand + 1] += rowStarts[demand] }
    var next = rowStarts
    var rowSites = [Int32](repeating: 0, count: reached.count)
    var rowGains = [Double](repeating: 0, count: reached.count)
    for site in 0..<starts.count - 1 {
      for pair in starts[site]..<starts[site + 1] {
        let place = next[Int(reached[pair])]
        next[Int(reached[pair])] += 1
        rowSites[place] = Int32(truncatingIfNeeded: site)
        rowGains[place] = gains[pair]
      }
    }
    for demand in 0..<demandCount {
      let row = rowStarts[demand]..<rowStarts[demand + 1]
      guard rowGains[row].contains(where: { $0 != rowGains[row.lowerBound] }) else { continue }
      let order = row.sorted {
        (-rowGains[$0], rowSites[$0]) < (-rowGains[$1], rowSites[$1])
      }
      let (sites, gains) = (order.map { rowSites[$0] }, order.map { rowGains[$0] })
      rowSites.replaceSubrange(row, with: sites)
      rowGains.replaceSubrange(row, with: gains)
    }
    return (rowStarts, rowSites, rowGains)
  }
}

extension ReachLists {
  /// The best share of each demand that any of some sites covers.
  func bestShares(of sites: [Int]) -> [Double] {
    var best = [Double](repeating: 0, count: demandCount)
    for site in sites {
      for pair in starts[site]..<starts[site + 1] {
        let demand = Int(demands[pair])
        best[demand] = max(best[demand], shares[pair])
      }
    }
    return best
  }
}
