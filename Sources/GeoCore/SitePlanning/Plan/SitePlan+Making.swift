extension SitePlan {
  /// A plan from a choice, and from what no choice can cover more than, in weight.
  init(_ instance: PlanningInstance, chosen: [Int], byLottery: [Int], bound: Double) {
    let chosen = chosen.sorted()
    let standing = instance.coveredWeight(by: instance.existing)
    let covered = instance.coveredWeight(by: instance.existing + chosen)
    totalWeight = instance.demandWeights.reduce(0, +)
    // Sums in another order differ in their last digits; the bound is never below what was found.
    let most = max(min(bound, totalWeight), covered)
    self.chosen = chosen
    self.byLottery = byLottery
    objective = instance.objectiveValue(of: covered)
    baseline = instance.objectiveValue(of: standing)
    self.bound = instance.objectiveValue(of: most)
    let apart = abs(self.bound - objective)
    gap = Self.share(apart, of: abs(objective), noise: 1e-9)
    gapOfGain = Self.share(apart, of: abs(objective - baseline), noise: 1e-9)
    let losses = instance.losses(of: chosen)
    let minutesPerWeight =
      switch instance.objective {
      case .coverage: 1.0
      case .meanMinutes(let limit): totalWeight > 0 ? limit / totalWeight : 0
      }
    ownGains = losses.map { $0 * minutesPerWeight }
  }

  private static func share(_ part: Double, of whole: Double, noise: Double) -> Double {
    guard whole > 0 else { return part > 0 ? 1 : 0 }
    return part <= noise * whole ? 0 : part / whole
  }
}

extension PlanningInstance {
  /// What of the covered weight would be lost without each of some sites, existing ones staying.
  func losses(of chosen: [Int]) -> [Double] {
    var best = reach.bestShares(of: existing)
    var second = best
    var owner = [Int](repeating: -1, count: reach.demandCount)
    for (number, site) in chosen.enumerated() {
      for pair in reach.starts[site]..<reach.starts[site + 1] {
        let (demand, share) = (Int(reach.demands[pair]), reach.shares[pair])
        if share > best[demand] {
          (second[demand], best[demand], owner[demand]) = (best[demand], share, number)
        } else if share > second[demand] {
          second[demand] = share
        }
      }
    }
    var losses = [Double](repeating: 0, count: chosen.count)
    for demand in owner.indices where owner[demand] >= 0 {
      losses[owner[demand]] += demandWeights[demand] * (best[demand] - second[demand])
    }
    return losses
  }
}
