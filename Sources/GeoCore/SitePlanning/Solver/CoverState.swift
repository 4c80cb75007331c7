/// A choice of sites with everything that tells how to better it, kept up with each site that comes or goes.
///
/// For each demand its best and second-best chosen site; for each site what it would add (`gain`); for each chosen site
/// what would be lost without it (`loss`), as Resende and Werneck keep them (doi:10.1016/j.ejor.2005.05.017).
struct CoverState: Sendable {
  let problem: CoverProblem
  /// Whether a site is chosen.
  private(set) var isChosen: [Bool]
  /// The chosen sites, in the order in which they came.
  private(set) var chosen: [Int] = []
  /// What has been used up of the limits.
  private(set) var counts: SlotLimits.Counts
  /// What is covered, in units of the problem.
  private(set) var value = 0.0
  /// What each site would add; for chosen ones 0.
  private(set) var gain: [Double]
  /// What would be lost without each chosen site.
  private(set) var loss: [Double]
  /// How many pairs have been looked at.
  private(set) var effort = 0
  private(set) var bestSite: [Int32]
  private(set) var best: [Double]
  private(set) var second: [Double]
  private var secondSite: [Int32]

  /// No choice.
  init(_ problem: CoverProblem) {
    self.problem = problem
    isChosen = Array(repeating: false, count: problem.siteCount)
    counts = problem.limits.noCounts
    loss = Array(repeating: 0, count: problem.siteCount)
    bestSite = Array(repeating: -1, count: problem.demandCount)
    secondSite = bestSite
    best = Array(repeating: 0, count: problem.demandCount)
    second = best
    gain = (0..<problem.siteCount).map { site in
      var sum = 0.0
      for pair in problem.starts[site]..<problem.starts[site + 1] { sum += problem.gains[pair] }
      return sum
    }
    effort = problem.pairCount
  }

  /// Counts work done on the state by others.
  mutating func spend(_ pairs: Int) { effort += pairs }

  /// A site comes.
  mutating func insert(_ site: Int) {
    isChosen[site] = true
    chosen.append(site)
    problem.limits.add(site, 1, to: &counts)
    value += gain[site]
    loss[site] = 0
    let number = Int32(truncatingIfNeeded: site)
    let pairs = problem.starts[site]..<problem.starts[site + 1]
    effort += pairs.count
    for pair in pairs {
      let demand = Int(problem.reached[pair])
      let offer = problem.gains[pair]
      if offer > best[demand] {
        if bestSite[demand] >= 0 { loss[Int(bestSite[demand])] -= best[demand] - second[demand] }
        loss[site] += offer - best[demand]
        raise(demand, from: best[demand], to: offer)
        secondSite[demand] = bestSite[demand]
        second[demand] = best[demand]
        bestSite[demand] = number
        best[demand] = offer
      } else if offer > second[demand] {
        loss[Int(bestSite[demand])] -= offer - second[demand]
        second[demand] = offer
        secondSite[demand] = number
      }
    }
  }

  /// A chosen site goes.
  mutating func remove(_ site: Int) {
    isChosen[site] = false
    chosen.removeAll { $0 == site }
    problem.limits.add(site, -1, to: &counts)
    value -= loss[site]
    loss[site] = 0
    let number = Int32(truncatingIfNeeded: site)
    let pairs = problem.starts[site]..<problem.starts[site + 1]
    effort += pairs.count
    for pair in pairs {
      let demand = Int(problem.reached[pair])
      if bestSite[demand] == number {
        lower(demand, from: best[demand], to: second[demand])
        bestSite[demand] = secondSite[demand]
        best[demand] = second[demand]
        findSecond(demand)
        if bestSite[demand] >= 0 { loss[Int(bestSite[demand])] += best[demand] - second[demand] }
      } else if secondSite[demand] == number {
        let old = second[demand]
        findSecond(demand)
        loss[Int(bestSite[demand])] += old - second[demand]
      }
    }
  }

  /// The sites that would add to a demand add less, now that it is covered better.
  private mutating func raise(_ demand: Int, from old: Double, to new: Double) {
    shift(demand, above: old, upTo: new, sign: -1)
  }

  /// They add more, now that it is covered worse.
  private mutating func lower(_ demand: Int, from old: Double, to new: Double) {
    shift(demand, above: new, upTo: old, sign: 1)
  }

  private mutating func shift(
    _ demand: Int, above low: Double, upTo high: Double, sign: Double
  ) {
    let row = problem.rowStarts[demand]..<problem.rowStarts[demand + 1]
    var place = row.lowerBound
    while place < row.upperBound {
      let offer = problem.rowGains[place]
      guard offer > low else { break }
      gain[Int(problem.rowSites[place])] += sign * (min(offer, high) - low)
      place += 1
    }
    effort += place - row.lowerBound
  }

  /// The best chosen site for a demand beside `bestSite`.
  private mutating func findSecond(_ demand: Int) {
    let row = problem.rowStarts[demand]..<problem.rowStarts[demand + 1]
    secondSite[demand] = -1
    second[demand] = 0
    guard bestSite[demand] >= 0 else { return }
    for place in row {
      let site = problem.rowSites[place]
      guard isChosen[Int(site)], site != bestSite[demand] else { continue }
      secondSite[demand] = site
      second[demand] = problem.rowGains[place]
      effort += place - row.lowerBound
      return
    }
    effort += row.count
  }
}
