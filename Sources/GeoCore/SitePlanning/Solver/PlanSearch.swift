import SpatialStatistics

/// The search for a choice and a bound, in small steps that alternate between the two.
struct PlanSearch {
  let problem: CoverProblem
  /// The best choice so far, by the numbers of the problem.
  private(set) var chosen: [Int]
  /// What it is worth.
  private(set) var value: Double
  private let options: SolverOptions
  private let effort: Int
  private var swaps: SwapSearch
  private var relaxation: LagrangianBound
  private var random: StatisticsRandom
  private var round = 0
  private var lastBetter = 0

  init(_ problem: CoverProblem, _ options: SolverOptions) {
    self.problem = problem
    self.options = options
    effort =
      options.effort.multipliedReportingOverflow(by: 1_000_000).overflow
      ? .max : options.effort * 1_000_000
    random = StatisticsRandom(seed: options.seed)
    swaps = SwapSearch(problem)
    swaps.fill()
    swaps.improve(until: effort)
    chosen = swaps.state.chosen
    value = swaps.state.value
    relaxation = LagrangianBound(problem, after: swaps.state)
  }

  /// The least bound so far, in units of the problem.
  var bound: Double { max(relaxation.best, value) }

  /// The bound with what rounding to whole units may have hidden: half a unit for each demand, and the digits that sums of
  /// prices lose.
  var safeBound: Double {
    bound <= value
      ? value + Double(problem.demandCount) / 2
      : min(bound * (1 + 1e-12), problem.greatestSum) + Double(problem.demandCount) / 2
  }

  /// The share of the effort that is spent.
  var spent: Double {
    min(Double(swaps.state.effort + relaxation.effort) / Double(max(effort, 1)), 1)
  }

  /// Whether the gap is small enough or the effort spent.
  var isFinished: Bool {
    let total = max(value, 1)
    let isClose = round > 0 && bound - value <= options.targetGap * total
    return isClose || spent >= 1 || isStuck || problem.pairCount == 0
      || problem.limits.slots == 0
  }

  /// Whether prices have settled and random exchanges have long been in vain.
  private var isStuck: Bool { relaxation.isExhausted && round > lastBetter + 40 }

  /// A few steps of prices, and exchanges from the choice that they suggest, or from a random one.
  mutating func advance() {
    round += 1
    for _ in 0..<10 where !relaxation.isExhausted { _ = relaxation.advance(target: value) }
    if relaxation.isExhausted || round.isMultiple(of: 2) {
      for _ in 0..<4 { kick() }
    } else {
      swaps.take(relaxation.choice)
      settle()
    }
  }

  /// Exchanges some sites of the best choice at random.
  private mutating func kick() {
    swaps.take(chosen)
    let sites = UInt32(truncatingIfNeeded: problem.siteCount)
    let count = 2 + Int(random.below(UInt32(truncatingIfNeeded: max(chosen.count / 8, 1))))
    for _ in 0..<min(count, chosen.count) {
      let place = Int(random.below(UInt32(truncatingIfNeeded: chosen.count)))
      let leaving = swaps.state.chosen[place]
      for _ in 0..<8 {
        let coming = Int(random.below(sites))
        guard !swaps.state.isChosen[coming],
          problem.limits.allowsSwap(leaving, for: coming, swaps.state.counts)
        else { continue }
        swaps.remove(leaving)
        swaps.insert(coming)
        break
      }
    }
    settle()
  }

  /// Betters what stands, and keeps it if it is the best.
  private mutating func settle() {
    swaps.improve(until: effort)
    guard swaps.state.value > value else { return }
    value = swaps.state.value
    chosen = swaps.state.chosen
    lastBetter = round
  }
}

extension CoverProblem {
  /// What all demands would gain together if each had its best site.
  var greatestSum: Double {
    (0..<demandCount).reduce(0) { $0 + rowGains[rowStarts[$1]] }
  }
}

extension LagrangianBound {
  /// Prices to begin with, from a choice: half way between what the best and the second-best site of a demand offer.
  init(_ problem: CoverProblem, after state: CoverState) {
    self.init(
      problem,
      prices: (0..<problem.demandCount).map { (state.best[$0] + state.second[$0]) / 2 })
  }
}
