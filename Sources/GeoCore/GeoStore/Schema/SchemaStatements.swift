/// The statements that make the tables of a workspace.
enum SchemaStatements {
  /// Everything that a table needs: the table itself, its key, its spatial index and its triggers.
  static func create(_ table: WorkspaceTable) -> [String] {
    var statements = [createTable(table)]
    if let index = createKeyIndex(table) { statements.append(index) }
    if table.isFeatureTable {
      statements.append(SpatialIndexSQL.createIndex(of: table))
    }
    return statements + table.triggers.map(\.create)
  }

  /// The unique index over the key columns. It is an index of its own, not a constraint of the table,
  /// so that a bulk load can take it away and build it again; missing days count as equal.
  static func createKeyIndex(_ table: WorkspaceTable) -> String? {
    guard !table.keyColumns.isEmpty else { return nil }
    let columns = table.keyColumns.map { table.keyExpression("\"\($0)\"", of: $0) }
    return """
      CREATE UNIQUE INDEX "\(keyIndexName(table))" ON "\(table.rawValue)" (\
      \(columns.joined(separator: ", ")))
      """
  }

  /// The name of the unique index.
  static func keyIndexName(_ table: WorkspaceTable) -> String { "\(table.rawValue)_key" }

  private static func createTable(_ table: WorkspaceTable) -> String {
    var columns = ["\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if table.isFeatureTable { columns.append("\"geom\" \(geometryType(of: table))") }
    columns += table.columns.map(\.sql)
    return "CREATE TABLE \"\(table.rawValue)\" (\n  \(columns.joined(separator: ",\n  "))\n)"
  }

  /// The name of the geometry type in GeoPackage's words.
  static func geometryType(of table: WorkspaceTable) -> String {
    table.geometryKind == .point ? "POINT" : "MULTIPOLYGON"
  }
}

/// A trigger and how it is taken away.
struct TriggerSQL {
  /// Its name.
  let name: String
  /// The statement that makes it.
  let create: String
  /// The statement that takes it away.
  var drop: String { "DROP TRIGGER IF EXISTS \"\(name)\"" }
}
