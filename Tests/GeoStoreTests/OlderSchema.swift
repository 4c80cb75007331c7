import GRDB

@testable import GeoStore

/// Turns a file of the current version into what an older program would have made.
enum OlderSchema {
  /// Version 2: without published numbers and times of acceptance.
  static func makeVersion2(_ db: Database) throws {
    for trigger in AcceptanceSQL.triggers { try db.execute(sql: trigger.drop) }
    try db.execute(sql: "ALTER TABLE tips DROP COLUMN accepted_at")
    for table in ["atoms", "periods"] {
      try db.execute(sql: "DROP TABLE \"\(table)\"")
      try db.execute(sql: "DELETE FROM gpkg_contents WHERE table_name = '\(table)'")
    }
    try db.execute(sql: "UPDATE petabinaan_schema SET version = 2")
  }
}
