import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("The check of a workspace")
struct CheckTests {
  private let scratch: Scratch
  private let workspace: Workspace

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
    let day = try #require(CivilDate("2025-03-01"))
    try workspace.write { transaction in
      for index in 1...60 {
        let village = try Sample.village("35.07.01.\(2000 + index)", 112 + Double(index) / 100)
        try transaction.insert(village)
        try transaction.insert(Sample.tip("T\(index)", 112 + Double(index) / 100))
      }
      var house = AccommodationRecord(id: "A1", name: "Losmen")
      house.lastReport = day
      try transaction.insert(house)
      try transaction.insert(ProgrammeRecord(code: "35.07.01.2001", status: .aktif, since: day))
    }
  }

  @Test("A sound workspace has no problems")
  func sound() throws {
    #expect(try workspace.check() == [])
  }

  @Test(
    "What was broken is found under its code",
    arguments: [
      ("DROP TRIGGER generation_tips_insert", WorkspaceProblem.Code.trigger),
      ("DROP TRIGGER rtree_tips_geom_update1", .trigger),
      ("DROP INDEX tips_key", .schema),
      ("DROP TABLE lineage", .schema),
      ("ALTER TABLE guests RENAME COLUMN guests TO persons", .schema),
      ("DELETE FROM gpkg_extensions", .schema),
      ("DELETE FROM gpkg_geometry_columns", .schema),
      ("PRAGMA foreign_keys = 0; DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = -1", .schema),
      ("PRAGMA user_version = 7", .fileMarks),
      ("PRAGMA application_id = 7", .fileMarks),
      ("DELETE FROM rtree_tips_geom WHERE id = 5", .spatialIndexRow),
      ("INSERT INTO rtree_tips_geom VALUES (999, 1, 1, 1, 1)", .spatialIndexRow),
      ("UPDATE rtree_tips_geom SET minx = 1, maxx = 2 WHERE id = 5", .spatialIndexRow),
      ("DELETE FROM rtree_villages_geom_rowid", .spatialIndex),
      ("UPDATE rtree_villages_geom_node SET data = zeroblob(1228) WHERE nodeno = 2", .spatialIndex),
      ("INSERT INTO guests (accommodation, month, guests) VALUES ('none', '2025-01', 1)", .orphan),
      ("UPDATE programme SET code = '99.99.99.9999'", .orphan),
      ("UPDATE tips SET occurred_at = 'yesterday' WHERE fid = 3", .value),
      ("UPDATE accommodations SET last_report = '2025-02-30'", .value),
      ("PRAGMA ignore_check_constraints = 1; UPDATE tips SET level = 'x' WHERE fid = 3", .value),
      (
        "UPDATE villages SET code = '35' WHERE fid = 9; UPDATE tips SET geom = x'47' WHERE fid = 1",
        .value
      ),
      (
        "UPDATE tips SET geom = x'4750000100000000' || substr(geom, 9) WHERE fid = 1",
        .referenceSystem
      ),
    ])
  func findsDamage(sql: String, expected: WorkspaceProblem.Code) throws {
    try workspace.write { try $0.db.execute(sql: sql) }
    let problems = try workspace.check()
    #expect(problems.contains { $0.code == expected }, "\(problems.prefix(3))")
  }

  @Test("A file that is wrong in every row gives a bounded list")
  func boundedList() throws {
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
}
