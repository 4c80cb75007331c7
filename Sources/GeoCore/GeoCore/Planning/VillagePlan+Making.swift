import Coverage
public import DisclosureControl
import GeoPrimitives
import SitePlanning

extension DatasetSnapshot {
  /// The plan of a scenario.
  ///
  /// Whoever asks, it is made from what planners of the area are told: published counts of reports, and rooms and
  /// reporting of accommodations by the rule of small numbers.
  /// - Parameters:
  ///   - scenario: What is asked for.
  ///   - disclosure: On whose behalf: planners and officers plan for their own area.
  ///   - threads: How many threads compute; the plan does not depend on it.
  ///   - isWanted: Whether somebody still waits.
  ///   - progress: Told now and then which share is done, 0 … 1.
  /// - Returns: The chosen villages, and the ranking of all that may be chosen.
  /// - Throws: `DisclosureRefusal`, `PlanningError` for what cannot be planned, `CancellationError`.
  public func plan(
    _ scenario: PlanScenario, for disclosure: Disclosure,
    threads: Int = ConcurrentMap.processorCount,
    isWanted: @escaping @Sendable () -> Bool = { true },
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> VillagePlan {
    let problem = try planProblem(scenario, for: disclosure, threads: threads)
    do {
      let found = try CoveringSolver.solve(
        problem.instance, SolverOptions(seed: scenario.seed), isWanted: isWanted
      ) { progress($0.spent * 0.4) }
      var plan = made(problem, found)
      guard scenario.draws > 0 else { return plan }
      let rows = Array(problem.study.positions.indices)
      var sensitivity = PlanSensitivity(
        problem.table, problem.weights, rowOfSite: rows, rowOfDemand: rows)
      sensitivity.posteriors = problem.posteriors
      let doubts = try sensitivity.doubts(
        of: found, in: problem.instance,
        SensitivityParameters(draws: scenario.draws, seed: scenario.seed, threads: threads),
        isWanted: isWanted, progress: { progress(0.4 + 0.6 * $0) })
      plan.add(doubts, problem)
      return plan
    } catch {
      throw problem.words.error(error)
    }
  }

  /// The same problem as text for any solver of mixed-integer programs, in free MPS.
  /// - Throws: As `plan`.
  public func planProgram(
    _ scenario: PlanScenario, for disclosure: Disclosure
  ) throws -> String {
    let problem = try planProblem(scenario, for: disclosure, threads: 2)
    do {
      return try MathematicalProgramText.mps(
        problem.instance, siteNames: problem.words.villages)
    } catch {
      throw problem.words.error(error)
    }
  }

  private func made(_ problem: PlanProblem, _ found: SitePlan) -> VillagePlan {
    let active = problem.instance.existing
    return VillagePlan(
      scenario: problem.scenario,
      weights: zip(problem.criteria, problem.weights.shares).map { ($0, $1) },
      consistencyRatio: problem.consistencyRatio, objective: found.objective,
      baseline: found.baseline, bound: found.bound, gap: found.gap,
      totalWeight: found.totalWeight, chosen: found.chosen.map { problem.words.villages[$0] },
      ranking: ranking(problem, found),
      effect: (
        before: problem.effect(of: active), after: problem.effect(of: active + found.chosen)
      ),
      assumptions: assumptions(of: problem), area: problem.study.codes,
      months: problem.figures.reports.months, day: today, generation: generation)
  }

  private func ranking(_ problem: PlanProblem, _ found: SitePlan) -> [VillagePlan.Line] {
    let choices = PlanChoices(problem, found)
    let scores = problem.scores.scores
    let candidates = scores.indices.filter { !problem.figures.isActive[$0] }
      .sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    return candidates.enumerated().map { place, row in
      let area = villages.areas[problem.study.positions[row]]
      return VillagePlan.Line(
        code: area.code.text, name: area.name ?? "", rank: place + 1, score: scores[row],
        contributions: problem.scores.contributions(of: row),
        choice: choices.choice(of: row) { villages.areas[problem.study.positions[$0]].name ?? "" })
    }
  }
}

extension VillagePlan {
  mutating func add(_ doubts: [SiteDoubt], _ problem: PlanProblem) {
    let known = Dictionary(
      uniqueKeysWithValues: doubts.map { (problem.words.villages[$0.site], $0) })
    for place in ranking.indices {
      guard let doubt = known[ranking[place].code] else { continue }
      ranking[place].rankLow = doubt.rankLow
      ranking[place].rankHigh = doubt.rankHigh
      ranking[place].chosenShare = doubt.chosenShare
      ranking[place].isUnstable = doubt.isUnstable
    }
  }
}

extension PlanProblem {
  /// The rates of reports as distributions, where they count.
  var posteriors: [RatePosterior] {
    guard let column = criteria.firstIndex(of: .tipRate) else { return [] }
    return [
      RatePosterior(
        criterion: column, shapes: figures.reports.posteriors.map(\.shape),
        rates: figures.reports.posteriors.map(\.rate))
    ]
  }

  /// How well each village is covered by some, and by which.
  func cover(by rows: [Int]) -> [(share: Double, by: Int)?] {
    var best = [(share: Double, by: Int)?](repeating: nil, count: table.rowCount)
    for row in rows {
      for reach in instance.reach.reach(of: row)
      where reach.share > best[reach.demand]?.share ?? 0 {
        best[reach.demand] = (reach.share, row)
      }
    }
    return best
  }

  /// What some villages reach.
  func effect(of rows: [Int]) -> PlanEffect {
    let shares = cover(by: rows).map { $0?.share ?? 0 }
    func sum(_ values: [Double?]) -> Double {
      zip(shares, values).reduce(0) { $0 + $1.0 * ($1.1 ?? 0) }
    }
    let weights = instance.demandWeights
    let total = weights.reduce(0, +)
    return PlanEffect(
      weightShare: total > 0 ? sum(weights) / total : 0, villages: shares.reduce(0, +),
      residents: sum(figures.residents), reports: sum(figures.reports.masses),
      rooms: sum(figures.rooms), kilometers: rows.isEmpty ? nil : meanKilometers(to: rows))
  }

  private func meanKilometers(to rows: [Int]) -> Double? {
    let kilometers = travel.kilometersToNearest(rows)
    let people = figures.residents.map { $0 ?? 0 }
    let all = people.reduce(0, +)
    guard all > 0 else { return kilometers.reduce(0, +) / Double(max(kilometers.count, 1)) }
    return zip(kilometers, people).reduce(0) { $0 + $1.0 * $1.1 } / all
  }
}

/// How each village stands to a choice.
private struct PlanChoices {
  let problem: PlanProblem
  let found: SitePlan
  let chosen: Set<Int>
  let lottery: Set<Int>
  let required: Set<Int>
  let excluded: Set<Int>
  let gains: [Int: Double]
  let covers: [(share: Double, by: Int)?]

  init(_ problem: PlanProblem, _ found: SitePlan) {
    self.problem = problem
    self.found = found
    chosen = Set(found.chosen)
    lottery = Set(found.byLottery)
    required = Set(problem.instance.required)
    excluded = Set(problem.instance.excluded)
    gains = Dictionary(uniqueKeysWithValues: zip(found.chosen, found.ownGains))
    covers = problem.cover(by: problem.instance.existing + found.chosen)
  }

  func choice(of row: Int, name: (Int) -> String) -> VillagePlan.Choice {
    if chosen.contains(row) {
      if required.contains(row) { return .required }
      if lottery.contains(row) { return .lottery }
      // Shares of minutes would not be shares of the weight.
      let whole = problem.scenario.model == .cover ? found.totalWeight : 0
      return .found(ownShare: whole > 0 ? (gains[row] ?? 0) / whole : 0)
    }
    if excluded.contains(row) { return .excluded }
    guard let by = covers[row]?.by else { return .passed }
    return .covered(
      by: problem.words.villages[by], name: name(by),
      minutes: problem.travel.minutes(from: by, to: row))
  }
}
