public import DisclosureControl
import GRDB
import GRDBSQLite
import GeoPrimitives

extension WorkspaceReader {
  /// Every row of a table that can be exported, in the order of the row numbers, whatever its kind.
  /// - Parameters:
  ///   - table: The table.
  ///   - disclosure: On whose behalf, for which area, to what end.
  ///   - columns: Some of the table's `columnNames`, in the order wanted; `nil` for all.
  ///   - visit: Called with each row.
  /// - Throws: `WorkspaceError.notDisclosed` for a table that is never exported, and for tips that are
  ///   not open to the role and area; `.invalidValue` for a column that the table does not have.
  public func rows(
    of table: WorkspaceTable, for disclosure: Disclosure, columns: [String]? = nil,
    _ visit: (StoredRow) throws -> Void
  ) throws {
    guard WorkspaceTable.exportable.contains(table) else {
      throw WorkspaceError.notDisclosed(table: table.rawValue)
    }
    try TipAccess.check(disclosure, table)
    let names = columns ?? table.columnNames
    if let unknown = names.first(where: { !table.columnNames.contains($0) }) {
      throw WorkspaceError.invalidValue(
        table: table.rawValue, row: "", column: unknown, reason: "is not a column")
    }
    let statement = try PreparedStatement(rowsSQL(table, names), in: db)
    while try statement.step() {
      var row = RowReader(statement, of: table)
      let geometry = try row.anyGeometry(of: table.geometryKind)
      let first = Int32(1 + table.geometryColumns.count)
      let values = names.indices.map { RowReader.value(of: statement, at: first + Int32($0)) }
      try visit(StoredRow(number: row.rowNumber, values: values, geometry: geometry))
    }
  }

  /// The number of rows of each table.
  /// - Complexity: O(rows); a million take some ten milliseconds.
  public func counts() throws -> [WorkspaceTable: Int] {
    var counts: [WorkspaceTable: Int] = [:]
    for table in WorkspaceTable.allCases {
      counts[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table.rawValue)\"") ?? 0
    }
    return counts
  }

  private func rowsSQL(_ table: WorkspaceTable, _ names: [String]) -> String {
    let columns = (["fid"] + table.geometryColumns + names).map { "\"\($0)\"" }
    return "SELECT \(columns.joined(separator: ", ")) FROM \"\(table.rawValue)\" ORDER BY \"fid\""
  }
}

extension WorkspaceTable {
  /// The columns that hold the place.
  fileprivate var geometryColumns: [String] {
    switch geometryKind {
    case .none: []
    case .point, .multiPolygon: ["geom"]
    case .lonLatColumns: ["lon", "lat"]
    }
  }
}

extension RowReader {
  /// The place of a row, from the next columns.
  fileprivate mutating func anyGeometry(
    of kind: WorkspaceTable.GeometryKind
  ) throws(WorkspaceError) -> Geometry? {
    switch kind {
    case .none: nil
    case .point, .multiPolygon: try geometry()
    case .lonLatColumns: lonLat().map(Geometry.point)
    }
  }

  /// A moment to the second is given without the milliseconds that the file writes.
  private static func plain(_ text: String) -> StoredValue {
    let isWholeSecond = text.utf8.count == 24 && text.hasSuffix(".000Z")
    return .text(isWholeSecond ? text.dropLast(5) + "Z" : text)
  }

  /// A column as the value that it holds; bytes count as no value.
  fileprivate static func value(of statement: PreparedStatement, at index: Int32) -> StoredValue {
    let handle = unsafe statement.handle
    switch unsafe sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(handle, index))
    case SQLITE_TEXT: return text(of: statement, at: index).map(plain) ?? .null
    default: return .null
    }
  }
}
