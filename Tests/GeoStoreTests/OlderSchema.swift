import GRDB

@testable import GeoStore

/// Turns a file of the current version into what an older program would have made.
enum OlderSchema {
  /// Version 2: without published numbers and times of acceptance.
  static func makeVersion2(_ db: Database) throws {
    try makeVersion3(db)
    for trigger in AcceptanceSQL.triggers { try db.execute(sql: trigger.drop) }
    try db.execute(sql: "ALTER TABLE tips DROP COLUMN accepted_at")
    for table in ["atoms", "periods"] { try drop(table, db) }
    try db.execute(sql: "UPDATE petabinaan_schema SET version = 2")
  }

  /// Version 3: one edition of each village, without official outlines, crosswalk and mark of borders.
  static func makeVersion3(_ db: Database) throws {
    try makeVersion4(db)
    for table in ["villages", "admin_areas"] {
      for event in ["insert", "update", "delete"] {
        let name = "generation_\(table)_\(event)"
        try db.execute(
          sql: """
            DROP TRIGGER "\(name)";
            CREATE TRIGGER "\(name)" AFTER \(event) ON "\(table)"
            BEGIN \(GenerationSQL.raise); END
            """)
      }
    }
    try db.execute(
      sql: """
        DROP TABLE border_stamp;
        DROP INDEX villages_key;
        CREATE UNIQUE INDEX villages_key ON villages (code, scheme);
        ALTER TABLE lineage DROP COLUMN basis;
        DROP TABLE rtree_official_areas_geom;
        """)
    for table in ["official_areas", "crosswalk"] { try drop(table, db) }
    try db.execute(sql: "UPDATE petabinaan_schema SET version = 3")
  }

  /// Version 4: without intake, repeated tips and doubtful places.
  static func makeVersion4(_ db: Database) throws {
    try makeVersion5(db)
    for trigger in IntakeSQL.triggers { try db.execute(sql: trigger.drop) }
    try db.execute(sql: "DROP TABLE intake_receipts; DROP TABLE tip_texts")
    try drop("review", db)
    try db.execute(sql: "UPDATE petabinaan_schema SET version = 4")
  }

  /// Version 5: without kept results, area notices and saved plans.
  static func makeVersion5(_ db: Database) throws {
    for table in ["analyses", "notices", "plans"] { try drop(table, db) }
    try db.execute(sql: "UPDATE petabinaan_schema SET version = 5")
  }

  private static func drop(_ table: String, _ db: Database) throws {
    try db.execute(sql: "DROP TABLE \"\(table)\"")
    for list in ["gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents"] {
      try db.execute(sql: "DELETE FROM \(list) WHERE table_name = '\(table)'")
    }
  }
}
