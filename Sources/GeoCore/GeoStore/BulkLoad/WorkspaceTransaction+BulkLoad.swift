import GRDB
import GeoPrimitives

extension WorkspaceTransaction {
  /// Prepares a table for very many rows: its triggers and, of tips, its key index are taken away
  /// until `endBulkLoad`, which builds the indexes anew in one go. Inserting and the policies for
  /// duplicates work as ever; the data generation rises once.
  ///
  /// A table that is much larger than what is to come is left as it is, because building its indexes
  /// anew would take longer than the rows themselves.
  /// - Parameters:
  ///   - table: The table.
  ///   - rowCount: About how many rows are to come; `nil` for very many.
  /// - Throws: `WorkspaceError.noSpace`, `.damaged`.
  /// - Complexity: O(rows in the table).
  public func beginBulkLoad(
    _ table: WorkspaceTable, expecting rowCount: Int? = nil
  ) throws(WorkspaceError) {
    let writer = try writer(of: table)
    guard !writer.isBulkLoading else { return }
    try WorkspaceError.catching(path: path) {
      if let rowCount, try isSmall(rowCount, besides: table) { return }
      for trigger in table.triggers { try db.execute(sql: trigger.drop) }
      if table == .tips, let directory = try KeyDirectory.make(of: table, key: "id", in: db) {
        try db.execute(sql: "DROP INDEX \"\(SchemaStatements.keyIndexName(table))\"")
        writer.directory = directory
      }
      writer.isBulkLoading = true
    }
  }

  /// Builds the indexes of a table that `beginBulkLoad` prepared; does nothing to any other. The end
  /// of the transaction does it too.
  /// - Complexity: O(n log n) in the rows of the table.
  public func endBulkLoad(_ table: WorkspaceTable) throws(WorkspaceError) {
    let writer = try writer(of: table)
    guard writer.isBulkLoading else { return }
    try WorkspaceError.catching(path: path) {
      if writer.directory != nil, let index = SchemaStatements.createKeyIndex(table) {
        writer.directory = nil
        try db.execute(sql: index)
      }
      if table.isFeatureTable {
        try rebuildSpatialIndex(of: table)
        writer.noteExactExtent()
      }
      for trigger in table.triggers { try db.execute(sql: trigger.create) }
      if writer.isChanged, table.raisesGeneration {
        try db.execute(sql: GenerationSQL.raising(table))
      }
      writer.isBulkLoading = false
    }
  }

  /// Builds the spatial index of a table from its geometries, and notes their extent.
  private func rebuildSpatialIndex(of table: WorkspaceTable) throws {
    var entries = try PackedEntries.scan(table, in: db)
    entries.sort()
    try PackedRTree(of: table, in: db).write(entries)
    try ContentsRow.set(entries.extent.isEmpty ? nil : entries.extent, of: table, in: db)
  }

  /// The largest row number stands for the number of rows: it is there without counting.
  private func isSmall(_ rowCount: Int, besides table: WorkspaceTable) throws -> Bool {
    let sql = "SELECT max(\"fid\") FROM \"\(table.rawValue)\""
    return try rowCount < (Int.fetchOne(db, sql: sql) ?? 0) / 20
  }
}

extension PackedEntries {
  /// The boxes of all geometries of a table, those that are empty left out.
  static func scan(_ table: WorkspaceTable, in db: Database) throws -> PackedEntries {
    let name = "\"\(table.rawValue)\""
    let statement = try PreparedStatement(
      "SELECT \"fid\", \"geom\" FROM \(name) WHERE \"geom\" NOTNULL ORDER BY \"fid\"", in: db)
    var entries = PackedEntries()
    entries.reserve(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(name)") ?? 0)
    while try statement.step() {
      let row = RowReader(statement, of: table).rowNumber
      guard let blob = RowReader.blob(of: statement, at: 1) else { continue }
      do {
        guard let envelope = try GeoPackageGeometry.envelope(of: blob) else { continue }
        entries.append(row: row, envelope)
      } catch {
        throw WorkspaceError.invalidValue(
          table: table.rawValue, row: "\(row)", column: "geom", reason: "\(error)")
      }
    }
    return entries
  }
}
