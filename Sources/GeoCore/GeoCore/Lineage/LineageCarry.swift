import GeoPrimitives
import GeoStore
import Places

/// The stage of a village in the programme, and from which earlier code it has it.
struct InheritedStatus: Hashable, Sendable {
  var status: ProgrammeStatus
  /// The code that the entry names; the village's own, unless it was inherited.
  var source: String
}

/// The residents of an area, and from which earlier codes their number was carried over.
struct InheritedResidents: Hashable, Sendable {
  var count: Int
  /// Codes whose residents, or a part of them, are counted here; empty where the number is the area's own.
  var sources: [String] = []
}

/// Carries what was noted under old codes over to the villages that have their ground: the one step between
/// what the workspace holds and what a snapshot shows.
///
/// - An entry of the programme holds for every village that goes on with the old one's history, so for all
///   parts of one that was split, unless that village has an entry of its own. A strip of ground brings
///   nothing along.
/// - Residents go by the shares of residents, in whole numbers whose sum is the old one's. A village's own
///   count takes the place of what came to it before the day of that count.
/// - An activity is counted once: where it took place, else for the village that has most of the old one's
///   residents.
struct LineageCarry {
  let graph: LineageGraph
  /// The day for which it is told.
  let today: CivilDate

  /// The stage today of each village that has one.
  /// - Complexity: O(n), and a descent for each entry under a code that has changed.
  func statuses(_ records: [ProgrammeRecord]) -> [String: InheritedStatus] {
    var own: [String: ProgrammeRecord] = [:]
    var inherited: [String: ProgrammeRecord] = [:]
    for record in records where record.isInForce(on: today) {
      for code in heirs(of: record.code, from: record.since) {
        if code == record.code {
          if let known = own[code], known.since > record.since { continue }
          own[code] = record
        } else if let known = inherited[code], !record.precedes(known) {
          continue
        } else {
          inherited[code] = record
        }
      }
    }
    return inherited.merging(own) { $1 }.mapValues {
      InheritedStatus(status: $0.status, source: $0.code)
    }
  }

  /// The histories of villages: each entry under its own code, and under that of every village that has its
  /// stage of today from there, so that what is told of a village and of its past goes together.
  /// - Complexity: O(n), and a descent for each entry under a code that has changed.
  func carried(_ records: [ProgrammeRecord]) -> [ProgrammeRecord] {
    let byCode = Dictionary(grouping: records, by: \.code)
    let inherited = statuses(records).filter { $0.key != $0.value.source }
    return records
      + inherited.sorted { $0.key < $1.key }.flatMap { code, status in
        (byCode[status.source] ?? []).map { record in
          var carried = record
          carried.code = code
          return carried
        }
      }
  }

  /// The villages of today that go on with the history of a code.
  func heirs(of code: String, from day: CivilDate) -> [String] {
    guard graph.hasChanged(code) else { return [code] }
    return graph.descent(of: code, from: day, to: today).successors
      .filter(\.passesHistoryOn).map(\.code)
  }

  /// Activities under codes of today.
  /// - Complexity: O(n), and a descent for each activity under a code that has changed.
  func carried(_ records: [ActivityRecord]) -> [ActivityRecord] {
    records.map { record in
      guard let code = record.code, graph.hasChanged(code) else { return record }
      var carried = record
      carried.code = record.place == nil ? successor(of: code, from: record.date) : nil
      return carried
    }
  }

  /// The village that has most of an old one's residents; of several the first.
  private func successor(of code: String, from day: CivilDate) -> String? {
    let shares = graph.descent(of: code, from: day, to: today).successors
    return shares.max { ($0.population, $1.code) < ($1.population, $0.code) }?.code
  }
}

extension ProgrammeRecord {
  /// Whether the entry holds on a day.
  func isInForce(on day: CivilDate) -> Bool {
    since <= day && (until.map { day < $0 } ?? true)
  }

  /// Whether, of two entries that a village inherits, this one tells its stage: what goes on before what
  /// has ended, then the later.
  fileprivate func precedes(_ other: ProgrammeRecord) -> Bool {
    (other.status.rank, since, other.code) > (status.rank, other.since, code)
  }
}

extension ProgrammeStatus {
  /// How far the programme has come: lower is farther.
  fileprivate var rank: Int {
    switch self {
    case .aktif: 0
    case .ditetapkan: 1
    case .calon: 2
    case .nonaktif: 3
    }
  }
}
