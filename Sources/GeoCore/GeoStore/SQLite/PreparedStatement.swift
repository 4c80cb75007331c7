import GRDB
import GRDBSQLite

/// A compiled statement whose parameters are bound and whose columns are read without the boxes and
/// dictionaries that a general interface needs: ten million rows go through here.
///
/// Ownership: the handle belongs to the `Statement` of GRDB that is kept beside it and lives exactly
/// as long. Texts and blobs are copied by SQLite when they are bound (`SQLITE_TRANSIENT`); what a
/// column points to is copied before the next step. An object stays on the thread of its connection.
@safe final class PreparedStatement {
  let handle: OpaquePointer
  private let owner: Statement

  /// Compiles a statement for a connection.
  init(_ sql: String, in db: Database) throws {
    owner = try db.makeStatement(sql: sql)
    unsafe handle = owner.sqliteStatement
  }

  /// Takes one step; whether there is a row to read.
  func step() throws(WorkspaceError) -> Bool {
    let result = unsafe sqlite3_step(handle)
    if result == SQLITE_ROW { return true }
    if result == SQLITE_DONE { return false }
    throw failure()
  }

  /// Runs a statement that returns no rows, and makes it ready for the next values. A row that the
  /// table does not take is reported by its extended result code instead of an error.
  func run() throws(WorkspaceError) -> ConstraintViolation? {
    let result = unsafe sqlite3_step(handle)
    if result == SQLITE_DONE || result == SQLITE_ROW {
      unsafe sqlite3_reset(handle)
      return nil
    }
    if result & 0xFF == SQLITE_CONSTRAINT {
      let violation = ConstraintViolation(code: result, message: message())
      unsafe sqlite3_reset(handle)
      return violation
    }
    let error = failure()
    unsafe sqlite3_reset(handle)
    throw error
  }

  /// Makes the statement ready to run again; its values stay bound.
  func reset() {
    unsafe sqlite3_reset(handle)
  }

  /// The row number of the last row that the connection inserted.
  var lastInsertedRow: Int64 {
    unsafe sqlite3_last_insert_rowid(sqlite3_db_handle(handle))
  }

  private func failure() -> WorkspaceError {
    let connection = unsafe sqlite3_db_handle(handle)
    let code = unsafe sqlite3_extended_errcode(connection)
    let path = unsafe sqlite3_db_filename(connection, "main").map { unsafe String(cString: $0) }
    return .sqlite(code: code, message: message(), path: path ?? "")
  }

  private func message() -> String {
    unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
  }
}

/// Extended result codes, which C defines in a way that Swift does not see.
enum SQLiteCode {
  /// `SQLITE_CONSTRAINT_UNIQUE`.
  static let uniqueConstraint: Int32 = 19 | 8 << 8
  /// `SQLITE_CONSTRAINT_PRIMARYKEY`.
  static let primaryKeyConstraint: Int32 = 19 | 6 << 8
  /// `SQLITE_IOERR_SHORT_READ`.
  static let shortRead: Int32 = 10 | 2 << 8
}

/// A row that a table does not take.
struct ConstraintViolation {
  /// SQLite's extended result code.
  let code: Int32
  /// SQLite's words.
  let message: String

  /// Whether another row has the same key.
  var isDuplicate: Bool {
    code == SQLiteCode.uniqueConstraint || code == SQLiteCode.primaryKeyConstraint
  }

  /// The violation as an error of a row.
  func error(table: WorkspaceTable, row: String) -> WorkspaceError {
    if isDuplicate { return .duplicate(table: table.rawValue, key: row) }
    return .invalidValue(
      table: table.rawValue, row: row, column: "value", reason: "is refused: \(message)")
  }
}
