/// Greedy choice and exchanges of one site for another.
struct SwapSearch {
  private(set) var state: CoverState
  /// What sites would add more if the one under examination went, and which sites those are.
  private var extra: [Double]
  private var touched: [Int32] = []

  init(_ problem: CoverProblem) {
    state = CoverState(problem)
    extra = Array(repeating: 0, count: problem.siteCount)
  }

  /// Takes in the site that adds most, time and again, as far as the limits can still be kept.
  ///
  /// Gains are kept up, not computed anew, so that nothing is left for a lazy greedy algorithm (Minoux 1978,
  /// doi:10.1007/BFb0006528) to save: every pair is looked at twice.
  mutating func fill() {
    let limits = state.problem.limits
    while state.chosen.count < limits.slots, let site = bestAddition() { state.insert(site) }
  }

  /// The site that adds most among those after which the limits can still be kept.
  private func bestAddition() -> Int? {
    let limits = state.problem.limits
    if limits.isPlain {
      var best: Int?
      for site in state.gain.indices where !state.isChosen[site] {
        if best.map({ state.gain[$0] < state.gain[site] }) ?? true { best = site }
      }
      return best
    }
    let rest = limits.remaining(after: state.chosen)
    let order = state.gain.indices.filter { !state.isChosen[$0] }
      .sorted { (-state.gain[$0], $0) < (-state.gain[$1], $1) }
    // The best choice of all that is left, as if sites did not overlap: every one of its sites may come next.
    let allocation = SlotAllocation(
      rest, order: order.map { Int32(truncatingIfNeeded: $0) }, values: state.gain)
    return allocation.chosen.min { (-state.gain[$0], $0) < (-state.gain[$1], $1) }
  }

  /// Starts from a choice.
  mutating func take(_ sites: [Int]) {
    for site in state.chosen where !sites.contains(site) { state.remove(site) }
    for site in sites where !state.isChosen[site] { state.insert(site) }
  }

  mutating func insert(_ site: Int) { state.insert(site) }
  mutating func remove(_ site: Int) { state.remove(site) }

  /// Exchanges until no exchange of one site adds anything, or the effort is spent.
  mutating func improve(until limit: Int) {
    var unchanged = 0
    var position = 0
    while unchanged < state.chosen.count, state.effort < limit {
      if position >= state.chosen.count { position = 0 }
      let leaving = state.chosen[position]
      if let coming = bestSwap(for: leaving) {
        state.remove(leaving)
        state.insert(coming)
        unchanged = 0
      } else {
        position += 1
        unchanged += 1
      }
    }
  }

  /// The site that adds most in place of a chosen one, if it adds more than is lost.
  private mutating func bestSwap(for leaving: Int) -> Int? {
    let problem = state.problem
    let number = Int32(truncatingIfNeeded: leaving)
    var work = problem.starts[leaving + 1] - problem.starts[leaving]
    for pair in problem.starts[leaving]..<problem.starts[leaving + 1] {
      let demand = Int(problem.reached[pair])
      guard state.bestSite[demand] == number else { continue }
      let (best, second) = (state.best[demand], state.second[demand])
      guard best > second else { continue }
      var place = problem.rowStarts[demand]
      let end = problem.rowStarts[demand + 1]
      while place < end, problem.rowGains[place] > second {
        let site = problem.rowSites[place]
        if extra[Int(site)] == 0 { touched.append(site) }
        extra[Int(site)] += min(problem.rowGains[place], best) - second
        place += 1
      }
      work += place - problem.rowStarts[demand]
    }
    state.spend(work)
    var most = state.loss[leaving]
    var coming: Int?
    for site in state.gain.indices {
      let sum = state.gain[site] + extra[site]
      if sum > most, !state.isChosen[site],
        problem.limits.allowsSwap(leaving, for: site, state.counts)
      {
        most = sum
        coming = site
      }
    }
    for site in touched { extra[Int(site)] = 0 }
    touched.removeAll(keepingCapacity: true)
    return coming
  }
}
