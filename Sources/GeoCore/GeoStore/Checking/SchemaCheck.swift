import GRDB

/// Whether the tables are those of this version, known to other programs, and kept in step by their
/// triggers.
struct SchemaCheck {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Runs the check.
  func run(_ problems: inout ProblemList) {
    problems.collect(.schema, "gpkg_spatial_ref_sys") { problems in
      let sql = "SELECT srs_id FROM gpkg_spatial_ref_sys"
      let known = Set(try Int.fetchAll(db, sql: sql))
      for id in [-1, 0, 4326] where !known.contains(id) {
        problems.add(
          .schema, "gpkg_spatial_ref_sys", row: "\(id)", "the reference system is missing")
      }
    }
    for table in WorkspaceTable.allCases {
      problems.collect(.schema, table.rawValue) { problems in try check(table, &problems) }
    }
  }

  private func check(_ table: WorkspaceTable, _ problems: inout ProblemList) throws {
    guard try db.tableExists(table.rawValue) else {
      return problems.add(.schema, table.rawValue, "the table is missing")
    }
    let columns = Set(try db.columns(in: table.rawValue).map(\.name))
    for name in ["fid"] + table.storedColumns where !columns.contains(name) {
      problems.add(.schema, table.rawValue, "the column \(name) is missing")
    }
    try checkRegistration(table, &problems)
    try checkIndexAndTriggers(table, &problems)
  }

  private func checkRegistration(_ table: WorkspaceTable, _ problems: inout ProblemList) throws {
    let name = table.rawValue
    let kind = try String.fetchOne(
      db, sql: "SELECT data_type FROM gpkg_contents WHERE table_name = ?", arguments: [name])
    if kind != (table.isFeatureTable ? "features" : "attributes") {
      problems.add(.schema, name, "gpkg_contents does not list the table as it is")
    }
    if table.isFeatureTable { try checkGeometryColumn(name, of: table, &problems) }
  }

  private func checkGeometryColumn(
    _ name: String, of table: WorkspaceTable, _ problems: inout ProblemList
  ) throws {
    let geometry = try Row.fetchOne(
      db,
      sql: """
        SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns
        WHERE table_name = ?
        """, arguments: [name])
    if geometry?[0] != "geom" || geometry?[1] != SchemaStatements.geometryType(of: table)
      || geometry?[2] != Int(GeoPackageGeometry.srsID)
    {
      problems.add(.schema, name, "gpkg_geometry_columns does not describe the column geom")
    }
    let extensions = try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM gpkg_extensions
        WHERE table_name = ? AND extension_name = 'gpkg_rtree_index'
        """, arguments: [name])
    if extensions != 1 {
      problems.add(.schema, name, "gpkg_extensions does not list the spatial index")
    }
  }

  private func checkIndexAndTriggers(
    _ table: WorkspaceTable, _ problems: inout ProblemList
  ) throws {
    let sql = "SELECT name FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger')"
    let found = Set(try String.fetchAll(db, sql: sql, arguments: [table.rawValue]))
    let key = SchemaStatements.keyIndexName(table)
    if !table.keyColumns.isEmpty, !found.contains(key) {
      problems.add(.schema, table.rawValue, "the index \(key) is missing")
    }
    for trigger in table.triggers where !found.contains(trigger.name) {
      problems.add(.trigger, table.rawValue, "the trigger \(trigger.name) is missing")
    }
  }
}
