import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("Rooms in coverage tables")
struct RoomFigureTests {
  /// A board of villages in a row, each with some houses of so many rooms.
  static func board(_ rooms: [[Int]], codes: (Int) -> String = { SmallWorkspace.code($0, 0) })
    throws
    -> SmallWorkspace
  {
    let small = try SmallWorkspace(columns: 0, rows: 0)
    try small.workspace.write { transaction in
      var number = 0
      for (column, houses) in rooms.enumerated() {
        try transaction.insert(
          VillageRecord(
            code: try AreaCode(codes(column)), name: "\(column)",
            geometry: SmallWorkspace.square(column, 0)))
        for count in houses {
          var house = AccommodationRecord(id: "A-\(number)", name: "Losmen")
          house.rooms = count
          house.place = SmallWorkspace.place(Double(column) + 0.5, 0.5)
          number += 1
          try transaction.insert(house)
        }
      }
      for column in [0, 2] where column < rooms.count {
        for (status, since) in [(ProgrammeStatus.calon, "2025-01-01"), (.aktif, "2025-06-01")] {
          try transaction.insert(
            ProgrammeRecord(code: codes(column), status: status, since: day(since)))
        }
      }
    }
    return small
  }

  static func tables(_ small: SmallWorkspace, for disclosure: Disclosure) throws -> [String] {
    let snapshot = try small.snapshot()
    return try ["village", "district", "regency", "province"].flatMap { level in
      try ["2025-03-01", "2026-01-01"].map { day in
        try snapshot.coverageTable(
          CoverageTableTests.query("by=\(level)&asof=\(day)&compare=2024-12-31"), for: disclosure
        ).text(as: .csv)
      }
    }
  }

  static func rooms(_ small: SmallWorkspace, _ level: String, for disclosure: Disclosure) throws
    -> [RoomFigure]
  {
    let table = try small.snapshot().coverageTable(
      CoverageTableTests.query("by=\(level)"), for: disclosure)
    return level == "village" ? table.villages.map(\.rooms) : table.rows.map(\.figures.rooms)
  }

  @Test("are told to nobody who does not see accommodations, with the reason")
  func reasons() throws {
    let small = try Self.board([[10, 20, 30]])
    let cases: [(Disclosure, RoomFigure.Basis)] = [
      (Asking.anonymous, .role), (try Asking.role(.partner), .role),
      (try Asking.role(.auditor), .role), (try Asking.role(.admin), .role),
      (try Asking.officer("35.07", purpose: nil), .purposeMissing),
      (try Asking.planner("36"), .outsideArea), (try Asking.planner("35.07"), .exact),
      (try Asking.officer("35.07"), .exact), (try Asking.officer("36"), .exact),
      (Asking.owner, .exact),
    ]
    for (disclosure, basis) in cases {
      let figure = try #require(try Self.rooms(small, "regency", for: disclosure).first)
      #expect(figure == RoomFigure(rooms: basis == .exact ? 60 : nil, basis: basis))
    }
  }

  @Test("of a province are not told to the planner of one of its regencies")
  func widerAreas() throws {
    let small = try Self.board([[10, 20, 30], [10, 20, 30]]) { "35.0\(7 + $0).01.2001" }
    let planner = try Asking.planner("35.07")
    #expect(try Self.rooms(small, "province", for: planner) == [.untold(.outsideArea)])
    #expect(
      try Self.rooms(small, "regency", for: planner) == [
        RoomFigure(rooms: 60, basis: .exact), .untold(.outsideArea),
      ])
  }

  @Test("of villages with too few houses are told as even parts of a sum")
  func merged() throws {
    let small = try Self.board([[10], [20], [60], [5, 5, 5]])
    let planner = try Asking.planner("35.07")
    #expect(
      try Self.rooms(small, "village", for: planner) == [
        RoomFigure(rooms: 30, basis: .merged), RoomFigure(rooms: 30, basis: .merged),
        RoomFigure(rooms: 30, basis: .merged), RoomFigure(rooms: 15, basis: .exact),
      ])
    #expect(
      try Self.rooms(small, "district", for: planner) == [RoomFigure(rooms: 105, basis: .exact)])
    #expect(
      try Self.rooms(small, "village", for: Asking.officer("35.07")).map(\.rooms)
        == [10, 20, 60, 15])
  }

  @Test("are withheld where even the largest sum is too small, or one house too large in it")
  func withheld() throws {
    for houses in [[[10], [20]], [[100], [3], [4]]] {
      let small = try Self.board(houses)
      for level in ["village", "province"] {
        #expect(
          try Self.rooms(small, level, for: Asking.planner("35"))
            .allSatisfy { $0 == .untold(.smallNumber) })
      }
    }
  }

  @Test("are the same to a planner, on all days and levels, whichever house has which of them")
  func hidden() throws {
    let first = try Self.board([[10], [20], [60], [5, 5, 5]])
    let second = try Self.board([[60], [20], [10], [5, 5, 5]])
    let third = try Self.board([[25], [35], [30], [5, 5, 5]])
    let planner = try Asking.planner("35")
    let tables = try Self.tables(first, for: planner)
    #expect(try tables == Self.tables(second, for: planner))
    #expect(try tables == Self.tables(third, for: planner))
    // The comparison can fail.
    #expect(try Self.tables(first, for: Asking.owner) != Self.tables(second, for: Asking.owner))
  }

  @Test("outside the area of an officer are told as to a planner, and never to be subtracted")
  func officers() throws {
    let codes = { (column: Int) in SmallWorkspace.code(column, 0) }
    let officer = try Asking.officer(codes(0))
    let first = try Self.board([[10], [20], [60], [5, 5, 5]])
    let second = try Self.board([[10], [55], [25], [5, 5, 5]])
    #expect(try Self.tables(first, for: officer) == Self.tables(second, for: officer))
    // The first three make one sum, of which he knows a part.
    #expect(
      try Self.rooms(first, "village", for: officer) == [
        RoomFigure(rooms: 10, basis: .exact), .untold(.smallNumber), .untold(.smallNumber),
        RoomFigure(rooms: 15, basis: .exact),
      ])
  }

  @Test("of another province do not matter to a planner")
  func otherAreas() throws {
    func board(_ other: [Int]) throws -> SmallWorkspace {
      try Self.board([[10, 20, 30], [7], [8, 9], other]) {
        $0 < 3 ? SmallWorkspace.code($0, 0) : "36.01.01.2001"
      }
    }
    let planner = try Asking.planner("35")
    #expect(
      try Self.tables(board([40, 50, 60]), for: planner)
        == Self.tables(board([1, 2, 2, 900, 900]), for: planner))
  }

  @Test("without a single house are none")
  func noHouses() throws {
    let small = try Self.board([[], []])
    #expect(
      try Self.rooms(small, "regency", for: Asking.planner("35"))
        == [RoomFigure(rooms: 0, basis: .exact)])
  }

  @Test("and reporting in the profile of a village follow the same rule")
  func profiles() throws {
    let small = try Self.board([[10], [20], [60], [5, 5, 5]])
    let snapshot = try small.snapshot()
    let query = try VillageTableTests.query("bandwidth=1000")
    func houses(_ column: Int, _ disclosure: Disclosure) throws -> JSONObject? {
      let profile = try VillageProfile(
        code: SmallWorkspace.code(column, 0), query: query, in: snapshot, for: disclosure)
      return try JSONObject(profile.json).object("accommodations")
    }
    let planner = try Asking.planner("35")
    #expect(try houses(0, planner)?.number("count") == 1)
    #expect(try houses(0, planner)?.number("rooms") == nil)
    #expect(try houses(0, planner)?.number("not_reporting") == nil)
    #expect(try houses(3, planner)?.number("rooms") == 15)
    #expect(try houses(3, planner)?.number("not_reporting") == 0)
    #expect(try houses(0, Asking.officer("35"))?.number("rooms") == 10)
    #expect(try houses(0, Asking.anonymous) == nil)
  }
}
