public import GeoPrimitives
import GeoStore

/// How the villages of an area are covered on a day.
public struct CoverageFigures: Sendable {
  /// The day.
  public let day: CivilDate
  /// How many villages there are.
  public let villages: Int
  /// How many have each status.
  public let statuses: [ProgrammeStatus: Int]
  /// The residents of the villages where their number is known; `nil` where it is known of none.
  public let residents: Int?
  /// Those of them in covered villages.
  public let residentsCovered: Int?
  /// How many villages have an unknown number of residents.
  public let villagesWithoutResidents: Int
  /// The rooms of accommodations.
  public let rooms: RoomFigure
  /// Those of them in covered villages.
  public let roomsCovered: RoomFigure
  /// Sessions in the twelve months that end with the day.
  public let sessions: Int
  /// Those who took part in them, as far as somebody counted.
  public let participants: Int
  /// The day of the last session.
  public let lastSession: CivilDate?
  /// The minutes that half of the villages need at most to the service that they reach soonest.
  public let medianMinutes: Double?
  /// The minutes that nine of ten villages need at most.
  public let ninetiethPercentileMinutes: Double?
  /// How many villages need longer than the limit that was asked for; `nil` without service points.
  public let farVillages: Int?

  /// How many villages are covered.
  public var covered: Int { statuses[.aktif] ?? 0 }
  /// The share of villages that are covered; `nil` without villages.
  public var coveredShare: Double? { Self.share(covered, of: villages) }
  /// The share of the known residents who live in covered villages.
  public var residentsShare: Double? { Self.share(residentsCovered, of: residents) }
  /// The share of rooms in covered villages.
  public var roomsShare: Double? { Self.share(roomsCovered.rooms, of: rooms.rooms) }

  static func share(_ part: Int?, of whole: Int?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole)
  }
}

/// Adds villages up to the figures of areas.
struct CoverageCounter {
  let snapshot: DatasetSnapshot
  let day: CivilDate
  let farMinutes: Double
  let rooms: Result<RoomTable, RoomRefusal>
  private let reaches: [ServiceReach]
  private let year: Range<CivilDate>

  init(
    _ snapshot: DatasetSnapshot, on day: CivilDate, farMinutes: Double,
    rooms: Result<RoomTable, RoomRefusal>
  ) {
    self.snapshot = snapshot
    self.day = day
    self.farMinutes = farMinutes
    self.rooms = rooms
    reaches = snapshot.serviceReaches()
    year = day.months(before: 12).adding(days: 1)..<day.adding(days: 1)
  }

  /// The figures of some villages, by their positions.
  /// - Complexity: O(n log n) for n villages.
  func figures(of positions: [Int]) -> CoverageFigures {
    let codes = positions.map { snapshot.villages.areas[$0].code.text }
    let stages = codes.map { snapshot.programme.stage(of: $0, on: day)?.status }
    let covered = positions.indices.filter { stages[$0]?.isCovered ?? false }
    let residents = codes.map { snapshot.residents[$0] }
    let sessions = positions.map { snapshot.activities.sessions(ofVillage: $0, in: year) }
    let minutes = positions.compactMap { reaches[$0].time?.minutes }.sorted()
    let known = residents.compactMap { $0 }
    return CoverageFigures(
      day: day, villages: positions.count,
      statuses: Dictionary(stages.compactMap { $0.map { ($0, 1) } }, uniquingKeysWith: +),
      residents: known.isEmpty ? nil : Self.sum(known),
      residentsCovered: known.isEmpty ? nil : Self.sum(covered.compactMap { residents[$0] }),
      villagesWithoutResidents: positions.count - known.count,
      rooms: rooms.figure(of: positions),
      roomsCovered: rooms.figure(of: covered.map { positions[$0] }),
      sessions: sessions.reduce(0) { $0 + $1.count },
      participants: Self.sum(sessions.joined().compactMap(\.participants)),
      lastSession: positions.compactMap {
        snapshot.activities.lastDay(ofVillage: $0, upTo: day)
      }.max(),
      medianMinutes: minutes.percentile(50),
      ninetiethPercentileMinutes: minutes.percentile(90),
      farVillages: minutes.isEmpty ? nil : minutes.count { $0 > farMinutes })
  }

  /// The sum, at most the largest number: nothing that a file says may stop the program.
  static func sum(_ numbers: [Int]) -> Int {
    numbers.reduce(0) { sum, number in
      let (result, overflow) = sum.addingReportingOverflow(number)
      return overflow ? .max : result
    }
  }
}

extension [Double] {
  /// The least of ascending numbers that so many of a hundred do not exceed (nearest rank); `nil` when there are
  /// none.
  func percentile(_ percent: Int) -> Double? {
    guard !isEmpty else { return nil }
    return self[Swift.max((count * percent + 99) / 100, 1) - 1]
  }
}
