/// What a choice of sites is worth, whoever made it.
public struct PlanOutcome: Hashable, Sendable {
  /// The covered share of each demand, 0 … 1, by the best of its chosen and existing sites.
  public let shares: [Double]
  /// The covered weight, or the mean minutes.
  public let objective: Double
  /// The limits that the choice does not keep.
  public let brokenLimits: [BrokenLimit]
}

/// A limit that a choice does not keep.
public enum BrokenLimit: Hashable, Sendable {
  /// Another number of sites than there are slots.
  case slots(expected: Int, found: Int)
  /// A site that was to be chosen is not.
  case required(site: Int)
  /// A site that was not to be chosen is.
  case excluded(site: Int)
  /// More sites than an office can take on.
  case capacity(office: Int, limit: Int, found: Int)
  /// Fewer sites than a regency must get.
  case floor(regency: Int, limit: Int, found: Int)
}

extension PlanningInstance {
  /// What a choice is worth: the pure function behind every what-if.
  /// - Parameter chosen: New sites; existing ones count besides. The lottery is not looked at.
  /// - Returns: What it covers, and which limits it breaks.
  /// - Throws: `SitePlanningError.unknownNumber` for a number that is no site's.
  /// - Complexity: O(p) for the pairs of these sites.
  public func outcome(of chosen: [Int]) throws(SitePlanningError) -> PlanOutcome {
    if let site = chosen.first(where: { !(0..<reach.siteCount).contains($0) }) {
      throw .unknownNumber(what: "site", number: site)
    }
    let sites = Set(chosen).subtracting(existing).sorted()
    let shares = reach.bestShares(of: existing + sites)
    return PlanOutcome(
      shares: shares, objective: objectiveValue(of: covered(shares)),
      brokenLimits: brokenLimits(sites))
  }

  /// The weight that some sites cover.
  func coveredWeight(by sites: [Int]) -> Double { covered(reach.bestShares(of: sites)) }

  /// A covered weight in the unit of the objective.
  func objectiveValue(of covered: Double) -> Double {
    guard case .meanMinutes(let limit) = objective else { return covered }
    let total = demandWeights.reduce(0, +)
    return total > 0 ? max(limit * (1 - covered / total), 0) : 0
  }

  private func covered(_ shares: [Double]) -> Double {
    zip(shares, demandWeights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func brokenLimits(_ sites: [Int]) -> [BrokenLimit] {
    var broken: [BrokenLimit] = []
    if sites.count != slots { broken.append(.slots(expected: slots, found: sites.count)) }
    let found = Set(sites)
    broken += Set(required).subtracting(found).sorted().map { .required(site: $0) }
    broken += Set(excluded).intersection(found).sorted().map { .excluded(site: $0) }
    for (office, count) in (capacities?.counts(of: sites) ?? []).enumerated() {
      guard let limit = capacities?.amounts[office], count > limit else { continue }
      broken.append(.capacity(office: office, limit: limit, found: count))
    }
    for (regency, count) in (floors?.counts(of: sites) ?? []).enumerated() {
      guard let limit = floors?.amounts[regency], count < limit else { continue }
      broken.append(.floor(regency: regency, limit: limit, found: count))
    }
    return broken
  }
}

extension SiteQuota {
  /// How many of some sites are in each group.
  func counts(of sites: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: amounts.count)
    for site in sites where groupOfSite.indices.contains(site) {
      guard let group = groupOfSite[site], counts.indices.contains(group) else { continue }
      counts[group] += 1
    }
    return counts
  }
}
