import Coverage
import DensityEstimation
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import SpatialStatistics

/// What published numbers say of reports in the villages of a study.
///
/// A number told of several villages together is spread evenly over them, as heat maps do: over a year nearly every
/// village has a month that is told with others only, and would otherwise say nothing.
struct PlanReports {
  /// Reports by row; `nil` where nothing is published.
  var masses: [Double?]
  /// Smoothed reports per 10,000 residents, by row.
  var rates: [Double?]
  /// The posterior of the rates: shape, zero where there is none, and rate for 10,000 residents.
  var posteriors: [(shape: Double, rate: Double)]
  /// The class of each village's district: 3 … −3.
  var hotspots: [Double?]
  /// The months that were looked at; `nil` before the first closing.
  var months: ClosedRange<String>?
}

extension DatasetSnapshot {
  /// Reports of the latest closed months of a scenario.
  func planReports(_ study: PlanStudy, _ scenario: PlanScenario) throws -> PlanReports {
    let months = published.months.suffix(scenario.horizon).map(\.month)
    let nothing = [Double?](repeating: nil, count: study.positions.count)
    guard let first = months.first, let last = months.last else {
      return PlanReports(
        masses: nothing, rates: nothing,
        posteriors: nothing.map { _ in (0, 1) }, hotspots: nothing, months: nil)
    }
    var query = try HotspotQuery(
      QueryParameters([("by", "district"), ("measure", scenario.measure.rawValue)]), zone: zone,
      for: .planner)
    query.counted.filter.interval =
      TimeInterval(
        start: Instant(startOf: first.firstDay, in: zone),
        end: Instant(startOf: last.lastDay.adding(days: 1), in: zone)) ?? .always
    query.seed = scenario.seed
    query.threads = 1
    let admitted = try admitted(query.counted, for: study.disclosure)
    var reports = try smoothed(admitted, study)
    reports.hotspots = districtClasses(query, study)
    reports.months = first.description...last.description
    return reports
  }

  /// Empirical Bayes after Marshall: the prior from what is told of single villages and of several together, the
  /// posterior with each village's even share.
  private func smoothed(_ query: AdmittedQuery, _ study: PlanStudy) throws -> PlanReports {
    let masses = publishedMasses(of: query)
    let residents = study.positions.map { self.residents[villages.areas[$0].code.text] }
    let told = study.positions.map { position -> Double? in
      let village = masses.villages[position]
      return village.isUnknown ? nil : Double(village.units) / Double(FixedWeight.unitsPerOne)
    }
    let prior = EmpiricalBayes.Prior(of: try observations(query, study))
    var rates: [Double?] = []
    var posteriors: [(shape: Double, rate: Double)] = []
    for (mass, people) in zip(told, residents) {
      let gamma = Self.posterior(mass, people, prior)
      rates.append(gamma.map { $0.shape / $0.rate } ?? prior.flatMap { $0.known(mass, people) })
      posteriors.append(gamma ?? (0, 1))
    }
    return PlanReports(
      masses: told, rates: rates, posteriors: posteriors, hotspots: [], months: nil)
  }

  private func observations(
    _ query: AdmittedQuery, _ study: PlanStudy
  ) throws -> [EmpiricalBayes.Observation] {
    let figures = try villageFigures(of: query, threads: 1)
    func people(_ position: Int) -> Int? { residents[villages.areas[position].code.text] }
    let single = study.positions.compactMap { position in
      figures.counts[position].flatMap { count in
        people(position).flatMap {
          EmpiricalBayes.Observation(events: count, population: Double($0))
        }
      }
    }
    let together = figures.units.compactMap { unit -> EmpiricalBayes.Observation? in
      let known = unit.villages.compactMap(people)
      guard known.count == unit.villages.count else { return nil }
      return EmpiricalBayes.Observation(
        events: unit.count, population: known.reduce(0) { $0 + Double($1) })
    }
    return single + together
  }

  /// The Gamma distribution of a village's rate per 10,000; `nil` where rates do not differ beyond chance.
  private static func posterior(
    _ mass: Double?, _ people: Int?, _ prior: EmpiricalBayes.Prior?
  ) -> (shape: Double, rate: Double)? {
    guard let mass, let people, people > 0, let prior, prior.variance > 0 else { return nil }
    return (
      prior.mean * prior.mean / prior.variance + mass,
      (prior.mean / prior.variance + Double(people)) / 10_000
    )
  }

  /// The classes of districts by row; nothing where they cannot be compared.
  private func districtClasses(_ query: HotspotQuery, _ study: PlanStudy) -> [Double?] {
    guard let found = try? hotspots(query, for: study.disclosure) else {
      return study.positions.map { _ in nil }
    }
    var classes: [String: Double] = [:]
    for line in found.lines { classes[line.code] = line.hotspot.map { $0.hotspotClass.level } }
    return study.positions.map { position in
      villages.areas[position].code.ancestor(at: .district).flatMap { classes[$0.text] }
    }
  }
}

extension EmpiricalBayes.Prior {
  /// The common rate per 10,000 for a village of which something is known.
  fileprivate func known(_ mass: Double?, _ people: Int?) -> Double? {
    guard mass != nil, let people, people > 0 else { return nil }
    return mean * 10_000
  }
}

extension HotspotClass {
  /// From 3 for the surest hot to −3 for the surest cold.
  fileprivate var level: Double {
    switch self {
    case .hot99: 3
    case .hot95: 2
    case .hot90: 1
    case .none: 0
    case .cold90: -1
    case .cold95: -2
    case .cold99: -3
    }
  }
}
