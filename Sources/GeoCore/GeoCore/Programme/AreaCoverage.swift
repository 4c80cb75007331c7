import GeoPrimitives
import GeoStore
import Places

/// What a coverage map shows of an area of any level on a day.
struct AreaCoverage: Sendable {
  /// How many villages lie in it.
  var villages = 0
  /// How many of them are covered.
  var covered = 0
  /// The status of a village; `nil` outside the programme, and for larger areas.
  var status: ProgrammeStatus?
  /// The phase of a village's stage; of a larger area the earliest among its covered villages.
  var phase: String?
  /// The first day of a village's stage.
  var since: CivilDate?
  /// Days since the last session; of a larger area the median of its covered villages.
  var days: Int?
  /// Metres to the nearest service point; of a larger area the median of its villages.
  var meters: Double?
  /// Minutes to the service that is reached soonest; of a larger area the median of its villages.
  var minutes: Double?

  /// The share of covered villages; `nil` without villages.
  var share: Double? { CoverageFigures.share(covered, of: villages) }
}

extension AreaCoverage {
  /// The coverage of an area that consists of villages.
  init(summing villages: [AreaCoverage]) {
    let active = villages.filter { $0.status?.isCovered ?? false }
    self.villages = villages.count
    covered = active.count
    phase = active.compactMap(\.phase).min()
    // A village without a session counts as one whose last is longest ago.
    let days = active.map { $0.days.map(Double.init) ?? .infinity }.sorted().percentile(50)
    self.days = days.flatMap { Int(exactly: $0) }
    meters = villages.compactMap(\.meters).sorted().percentile(50)
    minutes = villages.compactMap(\.minutes).sorted().percentile(50)
  }
}

extension DatasetSnapshot {
  /// The coverage of every area of a level on a day, by position; areas without villages have none.
  /// - Complexity: O(n log n) for n villages.
  func areaCoverages(of level: AdministrativeLevel, on day: CivilDate) -> [AreaCoverage] {
    let reaches = serviceReaches()
    let single = villages.areas.indices.map { village -> AreaCoverage in
      let stage = programme.stage(of: villages.areas[village].code.text, on: day)
      let last = activities.lastDay(ofVillage: village, upTo: day)
      return AreaCoverage(
        villages: 1, covered: stage?.status.isCovered ?? false ? 1 : 0, status: stage?.status,
        phase: stage?.phase, since: stage?.since,
        days: last.map { day.daysSince1970 - $0.daysSince1970 },
        meters: reaches[village].nearest?.meters, minutes: reaches[village].time?.minutes)
    }
    guard level != .village else { return single }
    let layer = layer(level)
    var sums = [AreaCoverage](repeating: AreaCoverage(), count: layer.areas.count)
    for (code, members) in groups(of: Array(single.indices), at: level) {
      guard let position = layer.position(code: code) else { continue }
      sums[position] = AreaCoverage(summing: members.map { single[$0] })
    }
    return sums
  }
}
