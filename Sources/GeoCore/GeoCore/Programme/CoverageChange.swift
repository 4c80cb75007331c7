import GeoPrimitives
import GeoStore

/// How the coverage of an area changed between two days.
public struct CoverageChange: Sendable {
  /// The figures of the earlier day.
  public let before: CoverageFigures
  /// By how many the villages of each status became more.
  public let statuses: [ProgrammeStatus: Int]
  /// How many villages are covered that were not.
  public let gained: Int
  /// How many villages are not covered any more.
  public let lost: Int
  /// By how much the share of covered villages rose.
  public let coveredShare: Double?
  /// By how many the residents of covered villages became more.
  public let residentsCovered: Int?
  /// By how many the rooms in covered villages became more; `nil` where one of the two is not told.
  public let roomsCovered: Int?
  /// By how many the sessions of twelve months became more.
  public let sessions: Int

  init(from a: CoverageFigures, to b: CoverageFigures, moves: (gained: Int, lost: Int)) {
    before = a
    statuses = Dictionary(
      uniqueKeysWithValues: ProgrammeStatus.allCases.map {
        ($0, (b.statuses[$0] ?? 0) - (a.statuses[$0] ?? 0))
      })
    (gained, lost) = moves
    coveredShare = Self.difference(b.coveredShare, a.coveredShare)
    residentsCovered = Self.difference(b.residentsCovered, a.residentsCovered)
    roomsCovered = Self.difference(b.roomsCovered.rooms, a.roomsCovered.rooms)
    sessions = b.sessions - a.sessions
  }

  private static func difference<Number: Numeric>(_ b: Number?, _ a: Number?) -> Number? {
    guard let a, let b else { return nil }
    return b - a
  }
}

extension DatasetSnapshot {
  /// How many of some villages became covered between two days, and how many ceased to be.
  func coverageMoves(
    of positions: [Int], from first: CivilDate, to last: CivilDate
  ) -> (gained: Int, lost: Int) {
    var moves = (gained: 0, lost: 0)
    for position in positions {
      let code = villages.areas[position].code.text
      let before = programme.stage(of: code, on: first)?.status.isCovered ?? false
      let after = programme.stage(of: code, on: last)?.status.isCovered ?? false
      if after, !before { moves.gained += 1 }
      if before, !after { moves.lost += 1 }
    }
    return moves
  }
}
