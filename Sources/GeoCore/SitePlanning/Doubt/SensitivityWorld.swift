import SpatialStatistics

/// What came of one draw.
struct SensitivityDraw: Sendable {
  /// The rank of each candidate.
  let ranks: [Int32]
  /// The chosen sites, those settled beforehand not among them.
  let chosen: [Int32]
}

/// What all draws share.
struct SensitivityWorld: Sendable {
  private let source: PlanSensitivity
  private let parameters: SensitivityParameters
  private let plan: SitePlan
  private let candidates: [Int]
  private let settled: [Int]
  private let template: CoverProblem
  private let start: [Int]
  /// The normalised columns as they are, for criteria whose values are not drawn.
  private let normalised: [[Double]]

  /// Ranks that may be held at once.
  private static let capacity = 1 << 27

  init(
    _ source: PlanSensitivity, _ plan: SitePlan, _ instance: PlanningInstance,
    _ parameters: SensitivityParameters
  ) throws(SitePlanningError) {
    self.source = source
    self.parameters = parameters
    self.plan = plan
    var open = try OpenInstance(instance)
    _ = try open.draw()
    settled = open.settled
    candidates = (open.settled + open.open).sorted()
    try Self.check(source, plan, instance, parameters, candidates.count)
    var even = instance
    even.demandWeights = Array(repeating: 1, count: instance.reach.demandCount)
    let template = CoverProblem(
      even, forced: open.forced, open: open.open, limits: open.limits.restricted(to: open.open))
    let chosen = Set(plan.chosen)
    self.template = template
    start = template.sites.indices.filter { chosen.contains(Int(template.sites[$0])) }
    normalised = zip(source.table.criteria, source.table.columns).map {
      NormalisedColumn($0, $1).values
    }
  }

  /// One draw.
  func draw(_ number: Int) -> SensitivityDraw {
    var random = StatisticsRandom(seed: parameters.seed, stream: UInt64(number))
    let shares = random.shares(
      around: source.weights.shares, concentration: parameters.concentration)
    var columns = normalised
    for posterior in source.posteriors {
      columns[posterior.criterion] = redrawn(posterior, &random)
    }
    let scores = CriteriaScores.sums(columns, shares)
    let problem = template.reweighted(weights(scores))
    return SensitivityDraw(
      ranks: ranks(scores),
      chosen: chosen(problem).map { template.sites[$0] })
  }

  /// The better of a greedy choice and the plan, both after exchanges.
  private func chosen(_ problem: CoverProblem) -> [Int] {
    var search = SwapSearch(problem)
    search.fill()
    search.improve(until: .max)
    let (greedy, value) = (search.state.chosen, search.state.value)
    guard start.count == problem.limits.slots else { return greedy }
    search.take(start)
    search.improve(until: .max)
    return search.state.value > value ? search.state.chosen : greedy
  }

  private func redrawn(_ posterior: RatePosterior, _ random: inout StatisticsRandom) -> [Double] {
    let column = source.table.columns[posterior.criterion]
    let drawn = column.indices.map { row -> Double? in
      let (shape, rate) = (posterior.shapes[row], posterior.rates[row])
      return shape > 0 ? random.gamma(shape: shape) / rate : column[row]
    }
    return NormalisedColumn(source.table.criteria[posterior.criterion], drawn).values
  }

  private func weights(_ scores: [Double]) -> [Double] {
    let plain = source.rowOfDemand.map { scores[$0] }
    return source.demandMasses.isEmpty ? plain : zip(plain, source.demandMasses).map { $0 * $1 }
  }

  /// Ranks by falling score; equal scores in the order of the sites.
  private func ranks(_ scores: [Double]) -> [Int32] {
    let own = candidates.map { scores[source.rowOfSite[$0]] }
    var ranks = [Int32](repeating: 0, count: own.count)
    let order = own.indices.sorted { (-own[$0], $0) < (-own[$1], $1) }
    for (rank, candidate) in order.enumerated() {
      ranks[candidate] = Int32(truncatingIfNeeded: rank + 1)
    }
    return ranks
  }

  /// What the draws come to.
  func doubts(_ draws: [SensitivityDraw]) -> [SiteDoubt] {
    var counts: [Int: Int] = [:]
    for draw in draws { for site in draw.chosen { counts[Int(site), default: 0] += 1 } }
    for site in settled { counts[site] = draws.count }
    let (planned, tail) = (Set(plan.chosen), (1 - parameters.interval) / 2)
    return candidates.enumerated().map { number, site in
      let ranks = draws.map { $0.ranks[number] }.sorted()
      let share = Double(counts[site] ?? 0) / Double(draws.count)
      return SiteDoubt(
        site: site, rankLow: Self.quantile(ranks, tail), rankMiddle: Self.quantile(ranks, 0.5),
        rankHigh: Self.quantile(ranks, 1 - tail), chosenShare: share,
        isUnstable: planned.contains(site) && share < parameters.stableShare)
    }
  }

  private static func quantile(_ ascending: [Int32], _ share: Double) -> Int {
    Int(ascending[Int((share * Double(ascending.count - 1)).rounded())])
  }

  private static func check(
    _ source: PlanSensitivity, _ plan: SitePlan, _ instance: PlanningInstance,
    _ parameters: SensitivityParameters, _ candidates: Int
  ) throws(SitePlanningError) {
    let (room, overflow) = parameters.draws.multipliedReportingOverflow(by: max(candidates, 1))
    guard parameters.draws >= 1, !overflow, room <= capacity else {
      throw .badParameter(name: "draws", value: Double(parameters.draws))
    }
    guard parameters.concentration > 0, parameters.concentration.isFinite else {
      throw .badParameter(name: "concentration", value: parameters.concentration)
    }
    guard parameters.interval > 0, parameters.interval <= 1 else {
      throw .badParameter(name: "interval", value: parameters.interval)
    }
    let rows = source.table.rowCount
    try check("weights", source.weights.shares.count, source.table.criteria.count)
    try check("rows of sites", source.rowOfSite.count, instance.reach.siteCount)
    try check("rows of demands", source.rowOfDemand.count, instance.reach.demandCount)
    if !source.demandMasses.isEmpty {
      try check("masses", source.demandMasses.count, instance.reach.demandCount)
    }
    if let row = (source.rowOfSite + source.rowOfDemand).first(where: { !(0..<rows).contains($0) })
    {
      throw .unknownNumber(what: "row", number: row)
    }
    if let demand = source.demandMasses.firstIndex(where: { !($0 >= 0 && $0 <= 1e15) }) {
      throw .badValue(what: "masses", position: demand, value: source.demandMasses[demand])
    }
    for posterior in source.posteriors { try check(posterior, source.table) }
  }

  private static func check(
    _ posterior: RatePosterior, _ table: CriteriaTable
  ) throws(SitePlanningError) {
    guard table.criteria.indices.contains(posterior.criterion) else {
      throw .unknownNumber(what: "criterion", number: posterior.criterion)
    }
    try check("shapes", posterior.shapes.count, table.rowCount)
    try check("rates", posterior.rates.count, table.rowCount)
    for (row, shape) in posterior.shapes.enumerated() where shape != 0 {
      guard shape > 0, shape.isFinite else {
        throw .badValue(what: "shapes", position: row, value: shape)
      }
      guard posterior.rates[row] > 0, posterior.rates[row].isFinite else {
        throw .badValue(what: "rates", position: row, value: posterior.rates[row])
      }
    }
  }

  private static func check(
    _ what: String, _ found: Int, _ expected: Int
  ) throws(SitePlanningError) {
    guard found == expected else {
      throw .differentLengths(what: what, expected: expected, found: found)
    }
  }
}
