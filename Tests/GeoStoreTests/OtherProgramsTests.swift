import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import Testing

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

  @Test("ogrinfo opens every layer without a warning",
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

  @Test("Edits by GDAL raise the data generation and keep the spatial index in step",
    .enabled(if: Tool.isInstalled("ogrinfo"), "ogrinfo is not installed"))
  func edits() throws {
    let statements = [
      "UPDATE tips SET status = 'verified' WHERE id = 'T1'",
      "DELETE FROM tips WHERE id = 'T2'",
      "INSERT INTO population (code, residents) VALUES ('35.07.01.2001', 100)",
      "UPDATE tips SET geom = (SELECT geom FROM tips WHERE id = 'T9') WHERE id = 'T3'",
      "UPDATE programme SET phase = '2025-2'",
    ]
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
  }

  @Test("Rows that ogr2ogr appends are read back",
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

  @Test("Plain SQL raises the generation in every table that maps read",
    .enabled(if: Tool.isInstalled("sqlite3"), "sqlite3 is not installed"))
  func plainSQL() throws {
    for table in WorkspaceTable.allCases where ![.audit, .users].contains(table) {
      let before = try generation()
      let column = table.columnNames[0]
      let values: [String] = [
        "INSERT INTO \"\(table.rawValue)\" DEFAULT VALUES",
        "UPDATE \"\(table.rawValue)\" SET \"\(column)\" = \"\(column)\"",
      ]
      let isEmpty = try Tool.run(
        "sqlite3", [scratch.path(), "SELECT count(*) = 0 FROM \"\(table.rawValue)\""])
      if isEmpty.output == "1\n" { continue }
      let result = try Tool.run("sqlite3", [scratch.path(), values[1]])
      #expect(result.status == 0, "\(result.output)")
      #expect(try generation() > before, "\(table)")
    }
  }

  @Test("The check finds what other programs broke",
    .enabled(if: Tool.isInstalled("sqlite3"), "sqlite3 is not installed"))
  func check() throws {
    let damage: [(sql: String, code: WorkspaceProblem.Code)] = [
      ("DROP TRIGGER generation_tips_insert", .trigger),
      ("DROP TRIGGER rtree_tips_geom_update1", .trigger),
      ("DELETE FROM rtree_tips_geom WHERE id = 5", .spatialIndexRow),
      ("INSERT INTO rtree_tips_geom VALUES (999, 1, 1, 1, 1)", .spatialIndexRow),
      ("UPDATE rtree_tips_geom SET minx = 1, maxx = 2 WHERE id = 5", .spatialIndexRow),
      ("DELETE FROM rtree_villages_geom_parent; DELETE FROM rtree_villages_geom_rowid", .spatialIndex),
      ("PRAGMA user_version = 7", .fileMarks),
      ("PRAGMA application_id = 1196444487; DELETE FROM gpkg_extensions", .schema),
      ("DELETE FROM gpkg_geometry_columns", .schema),
      ("PRAGMA writable_schema = 1; DROP INDEX tips_key", .schema),
      ("INSERT INTO guests (accommodation, month, guests) VALUES ('none', '2025-01', 1)", .orphan),
      ("UPDATE programme SET code = '99.99.99.9999'", .orphan),
      ("UPDATE tips SET occurred_at = 'yesterday'", .value),
      ("UPDATE accommodations SET last_report = '2025-02-30'", .value),
      ("PRAGMA ignore_check_constraints = 1; UPDATE tips SET level = 'x'", .value),
      ("DROP TRIGGER rtree_tips_geom_update1; DROP TRIGGER rtree_tips_geom_update2; "
        + "UPDATE tips SET geom = x'47500001FF'", .value),
    ]
    let sound = try scratch.bytes()
    for (sql, expected) in damage {
      try scratch.write(sound)
      let result = try Tool.run("sqlite3", [scratch.path(), sql])
      #expect(result.status == 0, "\(result.output)")
      let workspace = try Workspace.open(at: scratch.path(), mode: .readOnly)
      let problems = try workspace.check()
      #expect(problems.contains { $0.code == expected }, "\(sql): \(problems.prefix(3))")
      workspace.close()
    }
  }

  @Test("A file that is wrong in every row gives a bounded list")
  func boundedList() throws {
    let workspace = try Workspace.open(at: scratch.path(), mode: .readWrite)
    try workspace.write { transaction in
      for index in 0..<3000 {
        try transaction.insert(
          GuestCountRecord(accommodation: "X\(index)", month: "2025-01", guests: 1))
      }
    }
    let problems = try workspace.check()
    #expect(problems.count == 1001)
    #expect(problems.last?.code == .more)
  }

  private func generation() throws -> Int64 {
    let workspace = try Workspace.open(at: scratch.path(), mode: .readOnly)
    defer { workspace.close() }
    return try workspace.generation()
  }
}
