import GeoPrimitives
import GeoStore

/// The outreach sessions of a workspace, by village and day.
///
/// A session counts for the village that its record names; one without a village code, for the village
/// in which it took place.
struct ActivityTable: Sendable {
  /// The sessions as they are recorded.
  let records: [ActivityRecord]
  /// For each session its village, −1 for none.
  private let villages: [Int32]
  /// A session in a village.
  struct Session: Sendable {
    /// The position of the village.
    let village: Int32
    let date: CivilDate
    let kind: ActivityKind
    /// How many took part; `nil` where nobody counted.
    let participants: Int?
  }

  /// By village, then day.
  private let sessions: [Session]
  /// Those of village v are `sessions[starts[v]..<starts[v + 1]]`.
  private let starts: [Int]

  /// The sessions of some records.
  init(_ records: [ActivityRecord], in villages: AreaLayer) {
    self.records = records
    let positions = records.map { record in
      let village =
        record.code.map { villages.position(code: $0) }
        ?? record.place.map { villages.position(containing: $0) }
      return (village ?? nil).map { Int32(truncatingIfNeeded: $0) } ?? -1
    }
    self.villages = positions
    sessions = zip(records, positions).compactMap { record, village in
      village < 0
        ? nil
        : Session(
          village: village, date: record.date, kind: record.kind,
          participants: record.participants)
    }.sorted { ($0.village, $0.date) < ($1.village, $1.date) }
    var starts = [Int](repeating: 0, count: villages.areas.count + 1)
    for session in sessions { starts[Int(session.village) + 1] += 1 }
    for village in villages.areas.indices { starts[village + 1] += starts[village] }
    self.starts = starts
  }

  /// Whether there is no session at all.
  var isEmpty: Bool { sessions.isEmpty }

  /// The sessions of a village, ascending by day.
  func sessions(ofVillage village: Int) -> ArraySlice<Session> {
    sessions[starts[village]..<starts[village + 1]]
  }

  /// The sessions of a village on some days, ascending.
  func sessions(ofVillage village: Int, in days: Range<CivilDate>) -> ArraySlice<Session> {
    let all = sessions(ofVillage: village)
    let first = all.partitioningIndex { $0.date >= days.lowerBound }
    return all[first..<all.partitioningIndex { $0.date >= days.upperBound }]
  }

  /// The day of the last session of a village up to a day, that day included.
  func lastDay(ofVillage village: Int, upTo day: CivilDate) -> CivilDate? {
    let all = sessions(ofVillage: village)
    let next = all.partitioningIndex { $0.date > day }
    return next > all.startIndex ? all[next - 1].date : nil
  }

  /// The position of a session's village; `nil` where the record names no known village and lies in none.
  func village(ofRow row: Int) -> Int? { villages[row] < 0 ? nil : Int(villages[row]) }

  /// How many sessions each village had in a span of time, by the position of the village; a session
  /// takes place when its day begins.
  func counts(in interval: TimeInterval, _ zone: TimeZoneOffset) -> [Int] {
    var counts = [Int](repeating: 0, count: starts.count - 1)
    for session in sessions where interval.contains(Instant(startOf: session.date, in: zone)) {
      counts[Int(session.village)] += 1
    }
    return counts
  }
}
