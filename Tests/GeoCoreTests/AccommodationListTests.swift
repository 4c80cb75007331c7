import DemoSupport
import Foundation
import GeoPrimitives
import GeoStore
import Support
import Testing

@testable import GeoCore

@Suite("The list of accommodations")
struct AccommodationListTests {
  /// DemoWorkspace.today is 2026-10-02.
  private static func snapshot() throws -> DatasetSnapshot {
    let board = try PointBoard(columns: 3)
    let houses: [(String, Double?, ReportingState, String?)] = [
      ("a", 0.5, .yes, "2026-09-30"), ("b", 0.6, .no, nil), ("c", 1.5, .no, "2026-07-02"),
      ("d", 1.6, .unknown, "2026-07-03"), ("e", 2.5, .yes, "2025-01-01"), ("f", 30, .no, nil),
      ("g", nil, .no, "2026-07-02"),
    ]
    for (id, column, state, day) in houses {
      try board.addHouse(id, column) {
        $0.reporting = state
        $0.lastReport = day.flatMap { CivilDate($0) }
        $0.kind = id == "c" ? .villa : .hotel
      }
    }
    return try board.small.snapshot()
  }

  private static func ids(
    _ query: String, offset: Int = 0, limit: Int? = nil,
    for disclosure: Disclosure = PointBoard.owner
  ) throws -> [String] {
    let selection = try AccommodationSelection(try QueryParameters.parse(query))
    return try AccommodationList(
      selection, offset: offset, limit: limit, in: try snapshot(), for: disclosure
    ).entries.map(\.house.id)
  }

  @Test("begins with those that have never reported, then the longest silent")
  func order() throws {
    #expect(try Self.ids("") == ["b", "f", "e", "c", "g", "d", "a"])
    #expect(try Self.ids("", offset: 2, limit: 3) == ["e", "c", "g"])
    #expect(try Self.ids("", offset: 9).isEmpty && Self.ids("", limit: 0).isEmpty)
  }

  @Test("is narrowed by state, kind, area and silence")
  func selections() throws {
    #expect(try Self.ids("reporting=no") == ["b", "f", "c", "g"])
    #expect(try Self.ids("reporting=no&kind=villa") == ["c"])
    #expect(try Self.ids("within=35.07") == ["b", "e", "c", "d", "a"])
    #expect(try Self.ids("within=\(SmallWorkspace.code(1, 0))") == ["c", "d"])
    #expect(try Self.ids("within=35.08").isEmpty)
    // Three months before 2 October is 2 July: a report of that day is three months ago.
    #expect(try Self.ids("silent_months=3") == ["b", "f", "e", "c", "g"])
    #expect(try Self.ids("silent_months=3&reporting=yes") == ["e"])
  }

  @Test("shows an officer his area alone, and refuses any that reaches beyond")
  func officer() throws {
    let officer = try PointBoard.disclosure(.officer, [SmallWorkspace.code(1, 0)])
    #expect(try Self.ids("", for: officer) == ["c", "d"])
    #expect(try Self.ids("within=\(SmallWorkspace.code(1, 0))", for: officer) == ["c", "d"])
    for code in ["35", "35.07", SmallWorkspace.code(0, 0)] {
      #expect(throws: DisclosureRefusal.outsideArea(code: code, .officer)) {
        try Self.ids("within=\(code)", for: officer)
      }
    }
    let aimless = try PointBoard.disclosure(.officer, ["35.07"], purpose: nil)
    #expect(throws: DisclosureRefusal.purposeMissing) { try Self.ids("", for: aimless) }
    for role in [Role.partner, .planner, .admin, .auditor] {
      let disclosure = try PointBoard.disclosure(role, ["35.07"])
      #expect(throws: DisclosureRefusal.role(role, .officeWork)) {
        try Self.ids("", for: disclosure)
      }
    }
  }

  @Test(
    "refuses values that its parameters do not take, naming them",
    arguments: [
      "reporting=maybe", "kind=castle", "within=3507x", "within=", "silent_months=0",
      "silent_months=-1", "silent_months=1201", "silent_months=x",
    ])
  func badValues(query: String) {
    let name = query.split(separator: "=").first.map(String.init) ?? ""
    #expect {
      try AccommodationSelection(try QueryParameters.parse(query))
    } throws: { "\($0)".contains("'\(name)'") }
  }

  @Test("is the same in all three formats")
  func formats() throws {
    let list = try AccommodationList(
      AccommodationSelection(), limit: 3, in: try Self.snapshot(), for: PointBoard.owner)
    let text = AccommodationListText(list)
    let json = try JSONObject(text.text(as: .json))
    #expect(json.number("matched") == 7)
    let rows = json.list("accommodations")
    #expect(rows.map { $0.text("id") } == ["b", "f", "e"])
    #expect(rows[2].number("days_since") == 639 && rows[0].number("days_since") == nil)
    #expect(rows[2].text("last_report") == "2025-01-01")
    #expect(
      rows[2].text("code") == SmallWorkspace.code(2, 0) && rows[2].text("village") == "Desa 2-0")
    #expect(rows[1].text("code") == nil && rows[1].number("lon") != nil)
    let lines = text.text(as: .csv).split(separator: "\r\n")
    #expect(
      lines.first
        == "id,name,kind,rooms,reporting,last_report,days_since,code,village,lon,lat")
    #expect(lines.count == 4 && lines[1].hasPrefix("b,Wisma b,hotel,,no,,,"))
    let features = try JSONObject(text.text(as: .geojson)).list("features")
    #expect(features.count == 3)
    #expect(features[2].object("geometry")?.numbers("coordinates").count == 2)
    #expect(features[2].object("properties")?.text("reporting") == "yes")
  }

  @Test(
    "counts months by the calendar",
    arguments: [
      ("2026-10-02", 1, "2026-09-02"), ("2026-03-31", 1, "2026-02-28"),
      ("2024-03-31", 1, "2024-02-29"), ("2026-01-15", 13, "2024-12-15"),
      ("2026-12-31", 1, "2026-11-30"), ("2026-05-30", 1200, "1926-05-30"),
      ("0050-05-30", 1200, "0001-01-01"),
    ])
  func months(day: String, months: Int, expected: String) throws {
    #expect(try #require(CivilDate(day)).monthsBefore(months).description == expected)
  }

  @Test("follows a change of reporting without reading anything else")
  func following() throws {
    let board = try PointBoard()
    try board.addHouse("a", 0.5) { $0.reporting = .no }
    let holder = SnapshotHolder(board.small.workspace)
    try holder.refresh(today: DemoWorkspace.today)
    let before = try #require(holder.snapshot)
    let tile = try #require(TileID(containing: SmallWorkspace.place(0.5, 0.5), zoom: 12))
    let path = "accommodations/\(tile.path).mvt?reporting=no"
    #expect(try !before.tile(path).isEmpty)
    func set(_ state: ReportingState) throws -> ReportingChange {
      try board.small.workspace.write {
        try $0.setReporting(ofAccommodation: "a", to: state, lastReport: nil)
      }
    }
    let first = try set(.yes)
    try holder.follow(first, today: DemoWorkspace.today)
    let after = try #require(holder.snapshot)
    #expect(try after.tile(path).isEmpty && after.generation == before.generation + 1)
    #expect(after.places === before.places && after.pointSets !== before.pointSets)
    #expect(try !holder.refresh(today: DemoWorkspace.today))
    // After another change in between, everything is read.
    try board.addHouse("b", 0.6)
    try holder.follow(try set(.unknown), today: DemoWorkspace.today)
    let read = try #require(holder.snapshot)
    #expect(read.accommodations.map(\.reporting) == [.unknown, .unknown])
    #expect(read.places !== before.places)
    // A change that is there already changes nothing.
    try holder.follow(first, today: DemoWorkspace.today)
    #expect(holder.snapshot?.generation == read.generation)
  }
}
