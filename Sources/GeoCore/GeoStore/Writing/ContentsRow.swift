import GRDB
import GeoPrimitives

/// The row of a table in `gpkg_contents`: its extent and the time of its last change.
enum ContentsRow {
  /// Writes what a transaction has changed. The extent grows exactly; after a row went or moved it is
  /// taken from the root of the spatial index, whose numbers are rounded outwards to `Float`.
  static func update(after writer: TableWriter) throws {
    let db = writer.db
    let table = writer.table
    try db.execute(
      sql: """
        UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now')
        WHERE table_name = ?
        """, arguments: [table.rawValue])
    guard table.isFeatureTable else { return }
    if writer.mayHaveShrunk {
      try set(try SpatialIndexRoot.extent(of: table, in: db), of: table, in: db)
    } else if !writer.addedExtent.isEmpty {
      let known = try extent(of: table, in: db) ?? .empty
      try set(known.union(writer.addedExtent), of: table, in: db)
    }
  }

  /// The extent as it is noted; `nil` when there is none.
  static func extent(of table: WorkspaceTable, in db: Database) throws -> Envelope? {
    let row = try Row.fetchOne(
      db, sql: "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?",
      arguments: [table.rawValue])
    guard let row, let minX: Double = row[0], let minY: Double = row[1],
      let maxX: Double = row[2], let maxY: Double = row[3]
    else { return nil }
    return Envelope(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
  }

  /// Notes an extent; `nil` for a table without a place in it.
  static func set(_ extent: Envelope?, of table: WorkspaceTable, in db: Database) throws {
    try db.execute(
      sql: """
        UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?
        """,
      arguments: [extent?.minX, extent?.minY, extent?.maxX, extent?.maxY, table.rawValue])
  }
}

/// The root node of a spatial index.
enum SpatialIndexRoot {
  /// The box around everything in the index; `nil` when it is empty.
  /// - Complexity: O(1), one node.
  static func extent(of table: WorkspaceTable, in db: Database) throws -> Envelope? {
    let name = SpatialIndexSQL.indexName(table)
    let sql = "SELECT data FROM \"\(name)_node\" WHERE nodeno = 1"
    let statement = try PreparedStatement(sql, in: db)
    defer { statement.reset() }
    guard try statement.step(), let node = RowReader.blob(of: statement, at: 0) else { return nil }
    let boxes = RTreeNode.boxes(in: node)
    return boxes.isEmpty ? nil : boxes.reduce(.empty) { $0.union($1) }
  }
}
