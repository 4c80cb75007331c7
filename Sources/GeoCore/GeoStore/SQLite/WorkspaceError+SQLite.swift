import GRDB
import GRDBSQLite

extension WorkspaceError {
  /// The error that a result code of SQLite stands for.
  static func sqlite(code: Int32, message: String, path: String) -> WorkspaceError {
    if code == SQLiteCode.shortRead { return .damaged(path: path, detail: message) }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return .locked(path: path)
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .damaged(path: path, detail: message)
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_FULL: return .noSpace(path: path)
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
      return .unreadable(path: path, reason: message)
    default: return .failed(path: path, detail: "\(message) (SQLite \(code))")
    }
  }

  /// Runs a closure; an error of the database becomes a `WorkspaceError`, any other goes through.
  static func translating<R>(path: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw sqlite(error, path: path)
    }
  }

  /// Runs a closure that throws nothing but errors of the database.
  static func catching<R>(path: String, _ body: () throws -> R) throws(WorkspaceError) -> R {
    do {
      return try body()
    } catch let error as WorkspaceError {
      throw error
    } catch let error as DatabaseError {
      throw sqlite(error, path: path)
    } catch {
      throw .failed(path: path, detail: "\(error)")
    }
  }

  private static func sqlite(_ error: DatabaseError, path: String) -> WorkspaceError {
    sqlite(
      code: error.extendedResultCode.rawValue, message: error.message ?? "no further detail",
      path: path)
  }
}
