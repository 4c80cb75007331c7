/// Bounds by Lagrangian relaxation: what each demand may be covered by at most once costs a price.
///
/// With price λᵢ for demand i no choice is worth more than L(λ) = Σ λᵢ + the best choice within the limits of sites worth
/// ρⱼ = Σᵢ max(0, vᵢⱼ − λᵢ). Prices are lowered and raised along subgradients to bring L down (Fisher 1981,
/// doi:10.1287/mnsc.27.1.1), each step taking part of the last one along (Camerini, Fratta and Maffioli 1975).
struct LagrangianBound {
  private let problem: CoverProblem
  private var prices: [Double]
  /// The least bound so far, and its prices.
  private(set) var best: Double
  private var bestPrices: [Double]
  /// The choice at the last prices.
  private(set) var choice: [Int] = []
  /// How many pairs have been looked at.
  private(set) var effort = 0
  private var worth: [Double]
  private var direction: [Double]
  private var step = 1.0
  private var sinceBetter = 0
  private var order: [Int32]

  init(_ problem: CoverProblem, prices: [Double]) {
    self.problem = problem
    self.prices = prices
    bestPrices = prices
    best = problem.greatestSum
    worth = Array(repeating: 0, count: problem.siteCount)
    direction = Array(repeating: 0, count: problem.demandCount)
    order = (0..<problem.siteCount).map { Int32(truncatingIfNeeded: $0) }
  }

  /// Whether steps have become too small to matter.
  var isExhausted: Bool { step < 1e-3 }

  /// One step: the bound at the prices, and prices that promise a lower one.
  /// - Parameter target: What is known to be attainable.
  /// - Returns: Whether the bound has become lower.
  mutating func advance(target: Double) -> Bool {
    price()
    let values = worth
    order.sort { (-values[Int($0)], $0) < (-values[Int($1)], $1) }
    choice = SlotAllocation(problem.limits, order: order, values: worth).chosen
    var bound = prices.reduce(0, +)
    for site in choice { bound += worth[site] }
    let isBetter = bound < best
    if isBetter {
      if bound < best - 1e-4 * abs(best - target) { sinceBetter = 0 }
      best = bound
      bestPrices = prices
    } else {
      sinceBetter += 1
    }
    if sinceBetter > 12 {
      step /= 2
      sinceBetter = 0
      prices = bestPrices
      for i in direction.indices { direction[i] = 0 }
      return isBetter
    }
    move(from: bound, to: target)
    return isBetter
  }

  private mutating func price() {
    for site in worth.indices {
      var sum = 0.0
      for pair in problem.starts[site]..<problem.starts[site + 1] {
        sum += max(problem.gains[pair] - prices[Int(problem.reached[pair])], 0)
      }
      worth[site] = sum
    }
    effort += problem.pairCount
  }

  private mutating func move(from bound: Double, to target: Double) {
    // The subgradient: one, less how often the demand is covered.
    var slope = [Double](repeating: 1, count: problem.demandCount)
    for site in choice {
      for pair in problem.starts[site]..<problem.starts[site + 1] {
        let demand = Int(problem.reached[pair])
        if problem.gains[pair] > prices[demand] { slope[demand] -= 1 }
      }
    }
    var square = 0.0
    var product = 0.0
    for demand in slope.indices {
      direction[demand] = slope[demand] + 0.7 * direction[demand]
      // A price of zero cannot fall.
      if prices[demand] <= 0, direction[demand] > 0 { direction[demand] = 0 }
      square += direction[demand] * direction[demand]
      product += slope[demand] * direction[demand]
    }
    guard square > 0 else { step = 0; return }
    let length = step * (bound - target) / square
    for demand in slope.indices {
      let most = problem.rowGains[problem.rowStarts[demand]]
      prices[demand] = min(max(prices[demand] - length * direction[demand], 0), most)
    }
  }
}
