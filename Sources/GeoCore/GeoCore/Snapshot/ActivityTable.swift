import GeoPrimitives
import GeoStore

/// The outreach sessions of a workspace, by village and day.
///
/// A session counts for the village that its record names; one without a village code, for the village
/// in which it took place.
struct ActivityTable: Sendable {
  private struct Session {
    let village: Int32
    let date: CivilDate
  }

  private let sessions: [Session]
  private let villageCount: Int

  /// The sessions of some records; those that name no known village and lie in none are left out.
  init(_ records: [ActivityRecord], in villages: AreaLayer) {
    villageCount = villages.areas.count
    sessions = records.compactMap { record in
      let village =
        record.code.map { villages.position(code: $0) }
        ?? record.place.map { villages.position(containing: $0) }
      return (village ?? nil).map {
        Session(village: Int32(truncatingIfNeeded: $0), date: record.date)
      }
    }
  }

  /// How many sessions each village had in a span of time, by the position of the village; a session
  /// takes place when its day begins.
  func counts(in interval: TimeInterval, _ zone: TimeZoneOffset) -> [Int] {
    var counts = [Int](repeating: 0, count: villageCount)
    for session in sessions where interval.contains(Instant(startOf: session.date, in: zone)) {
      counts[Int(session.village)] += 1
    }
    return counts
  }
}
