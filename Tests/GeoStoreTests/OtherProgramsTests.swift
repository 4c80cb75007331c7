import DisclosureControl
import GRDB
import GeoPrimitives
import Places
import Testing

@testable import GeoStore

@Suite("Other programs at the same file")
struct OtherProgramsTests {
  private let scratch: Scratch
  private let owner = Disclosure.owner(purpose: "test")

  init() throws {
    scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    let day = try #require(CivilDate("2025-03-01"))
    try workspace.write { transaction in
      for index in 1...60 {
        let village = try Sample.village("35.07.01.\(2000 + index)", 112 + Double(index) / 100)
        try transaction.insert(village)
        try transaction.insert(Sample.tip("T\(index)", 112 + Double(index) / 100))
      }
      var house = AccommodationRecord(id: "A1", name: "Losmen")
      house.place = Coordinate(longitude: 112.6, latitude: -7.9)
      house.lastReport = day
      try transaction.insert(house)
      try transaction.insert(OfficeRecord(id: "O1", name: "Kanim", area: ["35.07"]))
      try transaction.insert(ProgrammeRecord(code: "35.07.01.2001", status: .aktif, since: day))
    }
    workspace.close()
  }

  @Test(
    "ogrinfo opens every layer without a warning",
    .enabled(if: Tool.isInstalled("ogrinfo"), "ogrinfo is not installed"))
  func ogrinfo() throws {
    let result = try Tool.run("ogrinfo", ["-ro", "-al", scratch.path()])
    #expect(result.status == 0)
    #expect(!result.output.contains("Warning"))
    #expect(!result.output.contains("ERROR"))
    #expect(result.output.contains("Layer name: villages"))
    #expect(result.output.contains("Geometry: Multi Polygon"))
    #expect(result.output.contains("occurred_at (DateTime) = 2026/01/01 00:00:00+00"))
    #expect(result.output.contains("last_report (Date) = 2025/03/01"))
    #expect(result.output.contains("Extent: (112.010000, -7.900000) - (112.610000, -7.890000)"))
    for table in WorkspaceTable.allCases {
      #expect(result.output.contains("Layer name: \(table.rawValue)\n"))
    }
    #expect(!result.output.contains("petabinaan_schema"))
  }

  @Test(
    "Edits by GDAL raise the data generation and keep the spatial index in step",
    .enabled(if: Tool.isInstalled("ogrinfo"), "ogrinfo is not installed"))
  func edits() throws {
    let statements = [
      "UPDATE tips SET status = 'verified' WHERE id = 'T1'",
      "DELETE FROM tips WHERE id = 'T2'",
      "INSERT INTO population (code, residents) VALUES ('35.07.01.2001', 100)",
      "UPDATE tips SET geom = (SELECT geom FROM tips WHERE id = 'T9') WHERE id = 'T3'",
      "UPDATE programme SET phase = '2025-2'",
    ]
    let first = try generation()
    for sql in statements {
      let before = try generation()
      let result = try Tool.run("ogrinfo", ["-sql", sql, scratch.path()])
      #expect(result.status == 0)
      #expect(!result.output.contains("ERROR"), "\(result.output)")
      #expect(try generation() > before, "\(sql)")
    }
    let workspace = try Workspace.open(at: scratch.path(), mode: .readOnly)
    #expect(try workspace.check() == [])
    #expect(try workspace.counts()[.tips] == 59)
    // The edits were noted tip by tip, up to the one of another table.
    #expect(try workspace.read { try $0.changedTips(since: first) } == nil)
    let noted = try workspace.read { reader in
      try Int64.fetchAll(
        reader.db, sql: "SELECT \"row\" FROM tip_changes WHERE generation > \(first)")
    }
    #expect(noted == [1, 2, 3])
  }

  @Test(
    "Rows that ogr2ogr appends are read back",
    .enabled(if: Tool.isInstalled("ogr2ogr"), "ogr2ogr is not installed"))
  func append() throws {
    let source = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"Q1",\
      "occurred_at":"2026-03-09T08:30:00+07:00","category":"pmi"},\
      "geometry":{"type":"Point","coordinates":[110.5,-7.25]}}]}
      """
    try scratch.write(Array(source.utf8), to: "q.geojson")
    let before = try generation()
    let result = try Tool.run(
      "ogr2ogr", ["-append", scratch.path(), scratch.path("q.geojson"), "-nln", "tips"])
    #expect(result.status == 0, "\(result.output)")
    #expect(try generation() > before)
    let workspace = try Workspace.open(at: scratch.path(), mode: .readOnly)
    var last: StoredTip?
    try workspace.readTips(for: owner) { last = $0 }
    let tip = try #require(last)
    #expect(tip.longitude == 110.5)
    #expect(Instant(secondsSince1970: tip.secondsSince1970).iso8601 == "2026-03-09T01:30:00Z")
    #expect(tip.origin == .publicReport)
    #expect(try workspace.check() == [])
  }

  @Test(
    "Plain SQL raises the generation, wherever it can write without GeoPackage's functions",
    .enabled(if: Tool.isInstalled("sqlite3"), "sqlite3 is not installed"))
  func plainSQL() throws {
    let statements = [
      "INSERT INTO guests (accommodation, month, guests) VALUES ('A1', '2025-01', 3)",
      "UPDATE guests SET guests = 4",
      "DELETE FROM guests",
      "UPDATE offices SET posts = 2",
      "INSERT INTO settings (key, value) VALUES ('a', 'b')",
    ]
    for sql in statements {
      let before = try generation()
      let result = try Tool.run("sqlite3", [scratch.path(), sql])
      #expect(result.status == 0, "\(result.output)")
      #expect(try generation() == before + 1, "\(sql)")
    }
  }

  private func generation() throws -> Int64 {
    let workspace = try Workspace.open(at: scratch.path(), mode: .readOnly)
    defer { workspace.close() }
    return try workspace.generation()
  }
}
