import DisclosureControl
import GeoPrimitives
import GeoStore
import SitePlanning

/// Everything that is known of the villages of a study, by row.
struct PlanFigures {
  /// The values of each criterion.
  var columns: [PlanCriterion: [Double?]] = [:]
  var reports: PlanReports
  /// The residents; `nil` where unknown.
  var residents: [Double?]
  /// Rooms as planners are told them.
  var rooms: [Double?]
  /// Which villages are active.
  var isActive: [Bool]
}

extension DatasetSnapshot {
  /// The figures of a study.
  /// - Complexity: O(n log n) for n villages, besides the districts' hotspots.
  func planFigures(
    _ study: PlanStudy, _ scenario: PlanScenario, _ travel: PlanTravel
  ) throws -> PlanFigures {
    let areas = study.positions.map { villages.areas[$0] }
    let rooms = roomTable(for: study.disclosure)
    var figures = PlanFigures(
      reports: try planReports(study, scenario),
      residents: areas.map { residents[$0.code.text].map(Double.init) },
      rooms: study.positions.map { rooms.figure(of: CollectionOfOne($0)).rooms.map(Double.init) },
      isActive: areas.map { $0.status?.isCovered ?? false })
    let reaches = serviceReaches()
    let days = today.months(before: scenario.horizon).adding(days: 1)..<today.adding(days: 1)
    figures.columns = [
      .tipRate: figures.reports.rates, .hotspot: figures.reports.hotspots, .rooms: figures.rooms,
      .reportingGaps: reportingGaps(of: study), .residents: figures.residents,
      .serviceMinutes: study.positions.map { reaches[$0].time?.minutes },
      .activeMinutes: travel.minutesToNearest(figures.isActive),
      .outreach: study.positions.map {
        Double(activities.sessions(ofVillage: $0, in: days).count)
      },
    ]
    return figures
  }

  /// Houses known not to report, where planners are told: in villages whose houses are told by themselves.
  private func reportingGaps(of study: PlanStudy) -> [Double?] {
    let houses = houseTable(for: study.disclosure)
    var silent: [Int: Int] = [:]
    for (village, house) in zip(accommodationVillages(), accommodations) {
      if let village, house.reporting == .no { silent[village, default: 0] += 1 }
    }
    return study.positions.map { position in
      let figure = houses.figure(of: CollectionOfOne(position))
      return figure.basis == .exact ? Double(silent[position] ?? 0) : nil
    }
  }
}
