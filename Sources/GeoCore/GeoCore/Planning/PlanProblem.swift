import Coverage
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SitePlanning

/// A scenario in numbers: villages are rows of the table, sites and demands alike.
struct PlanProblem {
  let scenario: PlanScenario
  let study: PlanStudy
  let travel: PlanTravel
  let figures: PlanFigures
  /// The columns of the table.
  let criteria: [PlanCriterion]
  let table: CriteriaTable
  let weights: CriteriaWeights
  /// How far the comparisons are from agreeing; `nil` where weights were given.
  let consistencyRatio: Double?
  let scores: CriteriaScores
  let instance: PlanningInstance
  let words: PlanningWords
  /// Whether no criterion tells villages apart, so that each counts the same.
  let isEven: Bool
}

extension DatasetSnapshot {
  /// The problem of a scenario.
  /// - Throws: `DisclosureRefusal`, `PlanningError`.
  func planProblem(
    _ scenario: PlanScenario, for disclosure: Disclosure, threads: Int
  ) throws -> PlanProblem {
    let study = try planStudy(scenario, for: disclosure)
    let areas = study.positions.map { villages.areas[$0] }
    let offices = planOffices(areas, scenario)
    let regencies = Set(areas.compactMap { $0.code.ancestor(at: .regency)?.text }).sorted()
    let criteria = scenario.counted
    let words = PlanningWords(
      villages: areas.map(\.code.text), criteria: criteria,
      offices: programme.offices.map(\.id), regencies: regencies)
    do {
      let travel = PlanTravel(
        study, codes: words.villages, places: areas.map(\.label), matrix: programme.travelTimes,
        estimator: travelEstimator)
      let figures = try planFigures(study, scenario, travel)
      let (weights, ratio) = try scenario.weights(of: criteria)
      let table = try CriteriaTable(
        criteria.map { scenario.described($0) },
        columns: criteria.map { figures.columns[$0] ?? [] })
      let scores = try CriteriaScores(table, weights)
      let isEven = !scores.scores.contains { $0 > 0 }
      var instance = PlanningInstance(
        reach: try travel.reach(
          minutes: scenario.maxMinutes, rule: scenario.coverRule, threads: threads),
        demandWeights: isEven ? areas.map { _ in 1 } : scores.scores, slots: scenario.slots)
      instance.existing = figures.isActive.indices.filter { figures.isActive[$0] }
      instance.required = try study.rows(of: scenario.must, key: "must", in: self)
      instance.excluded = try study.rows(of: scenario.mustNot, key: "must_not", in: self)
      instance.capacities = try capacities(offices, scenario)
      instance.floors = try floors(areas, regencies, scenario)
      if scenario.lotteryShare > 0 {
        instance.lottery = LotteryRule(
          share: scenario.lotteryShare,
          exposures: (figures.columns[.outreach] ?? []).map { $0 ?? 0 }, seed: scenario.seed)
      }
      if scenario.model == .median { instance.objective = .meanMinutes(limit: scenario.maxMinutes) }
      return PlanProblem(
        scenario: scenario, study: study, travel: travel, figures: figures, criteria: criteria,
        table: table, weights: weights, consistencyRatio: ratio, scores: scores,
        instance: instance, words: words, isEven: isEven)
    } catch let error as SitePlanningError {
      throw words.error(error)
    }
  }

  /// The number of each village's office; the first whose area it lies in.
  private func planOffices(_ areas: [Area], _ scenario: PlanScenario) -> [Int?] {
    areas.map { area in
      programme.offices.firstIndex { office in
        office.area.contains { area.code.isWithin($0) }
      }
    }
  }

  /// What each office can take on; villages of an office without a limit are in no group.
  private func capacities(
    _ offices: [Int?], _ scenario: PlanScenario
  ) throws(PlanningError) -> SiteQuota? {
    var limits: [Int?] = []
    switch scenario.capacities {
    case .unlimited: return nil
    case .given(let given):
      for id in given.keys.sorted() where !programme.offices.contains(where: { $0.id == id }) {
        throw .unknown(id, in: "capacities", expected: "the identifier of an office")
      }
      limits = programme.offices.map { given[$0.id] }
    case .posts:
      limits = programme.offices.map { office in
        office.posts.map { posts in max(0, posts - activeVillages(of: office)) }
      }
    }
    guard limits.contains(where: { $0 != nil }) else { return nil }
    return SiteQuota(
      groupOfSite: offices.map { office in office.flatMap { limits[$0] == nil ? nil : $0 } },
      amounts: limits.map { $0 ?? 0 })
  }

  private func activeVillages(of office: OfficeRecord) -> Int {
    let positions = Set(office.area.flatMap { Array(villages.positions(within: $0)) })
    return positions.count { villages.areas[$0].status?.isCovered ?? false }
  }

  private func floors(
    _ areas: [Area], _ regencies: [String], _ scenario: PlanScenario
  ) throws(PlanningError) -> SiteQuota? {
    let numbers = Dictionary(uniqueKeysWithValues: regencies.enumerated().map { ($1, $0) })
    let amounts: [Int]
    switch scenario.floors {
    case .each(0): return nil
    case .each(let least): amounts = regencies.map { _ in least }
    case .given(let given):
      for code in given.keys.sorted() where numbers[code] == nil {
        throw .unknown(code, in: "floors", expected: "a regency of the area that is planned for")
      }
      amounts = regencies.map { given[$0] ?? 0 }
    }
    return SiteQuota(
      groupOfSite: areas.map { $0.code.ancestor(at: .regency).flatMap { numbers[$0.text] } },
      amounts: amounts)
  }
}

extension PlanScenario {
  /// How much of a village is covered from so many minutes away.
  var coverRule: CoverRule {
    if model == .median { return .untilLimit(minutes: maxMinutes) }
    return decay.map { .decaying(full: $0, none: maxMinutes) } ?? .within(minutes: maxMinutes)
  }

  /// A criterion in the terms of the room that plans.
  func described(_ criterion: PlanCriterion) -> Criterion {
    let weighting = criteria[criterion] ?? Self.standard(of: criterion)
    return Criterion(
      criterion.rawValue, weighting.direction, weighting.normalisation,
      missing: weighting.missing)
  }

  /// The weights of some criteria, with the consistency ratio of comparisons.
  /// - Throws: `SitePlanningError` for comparisons that are missing or contradict each other.
  func weights(
    of counted: [PlanCriterion]
  ) throws(SitePlanningError) -> (CriteriaWeights, Double?) {
    guard !comparisons.isEmpty else {
      return (try CriteriaWeights(counted.map { criteria[$0]?.weight ?? 0 }), nil)
    }
    let judgements = comparisons.compactMap { comparison -> PairwiseJudgement? in
      guard let first = counted.firstIndex(of: comparison.first),
        let second = counted.firstIndex(of: comparison.second)
      else { return nil }
      return PairwiseJudgement(first: first, second: second, value: comparison.value)
    }
    let pairs = try PairwiseComparisons(count: counted.count, judgements: judgements)
    return (try pairs.weights(), pairs.priorities().consistencyRatio)
  }
}
