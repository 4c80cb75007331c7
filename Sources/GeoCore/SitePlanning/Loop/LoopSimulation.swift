import DensityEstimation
import SpatialStatistics

/// A world in which all villages are alike, to see whether a way of choosing makes some of them seem worse.
public struct LoopParameters: Hashable, Sendable {
  /// How many villages there are.
  public var villages: Int
  /// How many are visited in a round.
  public var slots: Int
  /// How many rounds there are.
  public var rounds: Int
  /// Reports in a round for a unit of exposure; the same in all villages.
  public var rate: Double
  /// The exposure of a village that is not visited; a visit adds 1, of which each round leaves `memory`.
  public var restingExposure: Double
  /// The share of a visit's exposure that is left after a round.
  public var memory: Double
  /// The share of visits drawn by lot, where the guard is on.
  public var lotteryShare: Double
  /// The seed.
  public var seed: UInt64

  /// Parameters.
  public init(
    villages: Int = 100, slots: Int = 10, rounds: Int = 52, rate: Double = 3,
    restingExposure: Double = 0.2, memory: Double = 0.8, lotteryShare: Double = 0.2,
    seed: UInt64 = 1
  ) {
    self.villages = villages
    self.slots = slots
    self.rounds = rounds
    self.rate = rate
    self.restingExposure = restingExposure
    self.memory = memory
    self.lotteryShare = lotteryShare
    self.seed = seed
  }
}

/// Where the visits went.
public struct LoopOutcome: Hashable, Sendable {
  /// How often each village was visited.
  public let visits: [Int]
  /// The Gini coefficient of the visits after each round.
  public let giniByRound: [Double]
  /// The Gini coefficient at the end.
  public var gini: Double { giniByRound.last ?? 0 }
}

/// The loop between visits and reports, played through: who is visited reports more, and who reports more is visited.
///
/// Without the guard the villages with the most reports so far are visited. With it, reports are divided by exposure and
/// smoothed (`EmpiricalBayes`), little exposure counts for a village as much as its rate, and a share is drawn by lot.
public struct LoopSimulation: Sendable {
  private let parameters: LoopParameters
  private let reach: ReachLists

  /// A world.
  /// - Throws: `SitePlanningError.badParameter`, `noSlots`, `moreSlotsThanCandidates`.
  public init(_ parameters: LoopParameters = LoopParameters()) throws(SitePlanningError) {
    guard parameters.slots > 0 else { throw .noSlots(parameters.slots) }
    guard parameters.villages >= parameters.slots else {
      throw .moreSlotsThanCandidates(
        slots: parameters.slots, candidates: parameters.villages)
    }
    for (name, value, most) in [
      ("villages", Double(parameters.villages), 10_000),
      ("rounds", Double(parameters.rounds), 10_000),
      ("rate", parameters.rate, 100), ("resting exposure", parameters.restingExposure, 1),
      ("memory", parameters.memory, 0.99), ("lottery share", parameters.lotteryShare, 1),
    ] where !(value >= 0 && value <= most) {
      throw .badParameter(name: name, value: value)
    }
    guard parameters.rounds > 0, parameters.restingExposure > 0 else {
      throw .badParameter(name: "rounds, resting exposure", value: 0)
    }
    self.parameters = parameters
    // Each village is served from itself alone: what is looked at here is where visits go.
    reach = try ReachLists(
      (0..<parameters.villages).map { [Reach(demand: $0)] }, demandCount: parameters.villages)
  }

  /// Plays all rounds.
  /// - Parameter isGuarded: Whether the guard is on.
  /// - Returns: Where the visits went.
  /// - Throws: `SitePlanningError` as the solver.
  public func run(isGuarded: Bool) throws(SitePlanningError) -> LoopOutcome {
    var random = StatisticsRandom(seed: parameters.seed, stream: isGuarded ? 1 : 0)
    let none = [Double](repeating: 0, count: parameters.villages)
    var (visits, ginis) = (none, [Double]())
    var (recent, exposure) = (none, none)
    var reports = [Int](repeating: 0, count: parameters.villages)
    for round in 0..<parameters.rounds {
      for village in none.indices {
        let now = parameters.restingExposure + recent[village]
        exposure[village] += now
        reports[village] += random.poisson(mean: parameters.rate * now)
        recent[village] *= parameters.memory
      }
      let weights =
        try isGuarded ? guardedScores(reports, exposure) : reports.map(Double.init)
      for village in try chosen(weights, exposure, isGuarded, round) {
        visits[village] += 1
        recent[village] += 1
      }
      ginis.append(GiniCoefficient.of(visits))
    }
    return LoopOutcome(visits: visits.map { Int($0) }, giniByRound: ginis)
  }

  /// Scores by smoothed rate and by little exposure, each as important as the other.
  private func guardedScores(
    _ reports: [Int], _ exposure: [Double]
  ) throws(SitePlanningError) -> [Double] {
    let rates = EmpiricalBayes.global(
      zip(reports, exposure).map { EmpiricalBayes.Observation(events: $0, population: $1) }
    ).map { $0?.rate }
    let table = try CriteriaTable(
      [Criterion("rate"), Criterion("exposure", .cost)], columns: [rates, exposure.map { $0 }])
    return try CriteriaScores(table, CriteriaWeights([1, 1])).scores
  }

  private func chosen(
    _ weights: [Double], _ exposure: [Double], _ isGuarded: Bool, _ round: Int
  ) throws(SitePlanningError) -> [Int] {
    var instance = PlanningInstance(
      reach: reach, demandWeights: weights, slots: parameters.slots)
    if isGuarded {
      let seed = parameters.seed &+ UInt64(round) &* 0x9E37_79B9
      instance.lottery = LotteryRule(
        share: parameters.lotteryShare, exposures: exposure, seed: seed)
    }
    return try CoveringSolver.solve(instance).chosen
  }
}
