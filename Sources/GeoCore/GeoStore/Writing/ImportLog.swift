import GRDB
import GeoPrimitives

extension WorkspaceTransaction {
  /// Adds an entry to the import log, with the time of now.
  public func recordImport(_ record: ImportRecord) throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      try db.execute(
        sql: """
          INSERT INTO "imports" ("imported_at", "table_name", "file_name", "rows_read",
            "rows_imported", "rows_repaired", "rows_merged", "rows_skipped", "options")
          VALUES (strftime('%Y-%m-%dT%H:%M:%fZ','now'), ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          record.table.rawValue, record.fileName, record.read, record.imported, record.repaired,
          record.merged, record.skipped, record.optionsJSON,
        ])
    }
    try writer(of: .imports).noteChange(adding: nil)
  }
}

extension WorkspaceReader {
  /// What was imported, oldest first. Entries about tables that this version does not know are left
  /// out.
  public func imports() throws -> [ImportRecord] {
    let sql = """
      SELECT "imported_at", "table_name", "file_name", "rows_read", "rows_imported",
        "rows_repaired", "rows_merged", "rows_skipped", "options"
      FROM "imports" ORDER BY "fid"
      """
    return try Row.fetchAll(db, sql: sql).compactMap { row in
      guard let table = WorkspaceTable(rawValue: row[1]) else { return nil }
      var record = ImportRecord(table: table, fileName: row[2], read: row[3])
      let time: String = row[0]
      record.importedAt = Instant(iso8601: time, defaultZone: .utc)
      record.imported = row[4]
      record.repaired = row[5]
      record.merged = row[6]
      record.skipped = row[7]
      record.optionsJSON = row[8]
      return record
    }
  }

  /// A value of the table `settings`; `nil` when it is not set.
  public func setting(_ key: String) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT \"value\" FROM \"settings\" WHERE \"key\" = ?", arguments: [key])
  }
}
