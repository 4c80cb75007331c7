import GRDB

/// The connections of an open workspace: one that writes and several that read, or readers alone.
enum WorkspaceConnections {
  /// Seconds that a second writer waits for the first.
  static let waitingTime = 5.0

  /// Opens a file for writing. It is in write-ahead mode from here on; a transaction that returns is
  /// on the disk (`synchronous = FULL`).
  ///
  /// One connection and not GRDB's pool: the pool commits a change of its own when it opens a file,
  /// and an import that is refused is to leave every byte as it was.
  static func writer(_ path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: plain(path), configuration: configuration(readOnly: false))
    try queue.inDatabase { db in
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      guard mode == "wal" else { throw DatabaseError(resultCode: .SQLITE_READONLY) }
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    return queue
  }

  /// Opens a file for reading. A file in write-ahead mode on a medium that takes no log beside it is
  /// read as unchangeable, if no log lies there.
  static func readOnly(_ path: String) throws -> any DatabaseReader {
    do {
      return try reader(path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A program died in the middle of a change: whoever may write undoes it, a reader cannot.
      try withoutLog(path) { db in _ = try db.tableExists("gpkg_contents") }
      return try reader(path)
    }
  }

  /// A single connection that reads, for questions whose answer is one connection's view.
  static func watching(_ path: String) throws -> any DatabaseReader {
    do {
      let queue = try DatabaseQueue(path: plain(path), configuration: configuration(readOnly: true))
      _ = try queue.inDatabase(commitsOfOthers)
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      guard !WorkspaceFile.hasLog(at: path) else { throw error }
      return try DatabaseQueue(
        path: unchangeable(path), configuration: configuration(readOnly: true))
    }
  }

  private static func reader(_ path: String) throws -> any DatabaseReader {
    do {
      let pool = try DatabasePool(path: plain(path), configuration: configuration(readOnly: true))
      try pool.unsafeRead { db in _ = try db.tableExists("gpkg_contents") }
      return pool
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      guard !WorkspaceFile.hasLog(at: path) else { throw error }
      return try DatabaseQueue(
        path: unchangeable(path), configuration: configuration(readOnly: true))
    }
  }

  /// Works on a file that nobody else has open, in rollback mode: what is done is in the file itself.
  static func withoutLog(_ path: String, _ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: plain(path), configuration: configuration(readOnly: false))
    try queue.inDatabase(body)
    try queue.close()
  }

  /// Copies a file as a reader sees it to a new one; nothing is left behind when that fails.
  static func copy(_ reader: any DatabaseReader, to path: String) throws {
    try WorkspaceFile.createEmpty(at: path)
    do {
      try fill(path, from: reader)
    } catch {
      WorkspaceFile.remove(at: path)
      throw error
    }
  }

  /// Copies a file as a reader sees it at one moment into an empty one.
  static func fill(_ path: String, from reader: any DatabaseReader) throws {
    let target = try DatabaseQueue(
      path: plain(path), configuration: configuration(readOnly: false))
    // In one step: SQLite begins again from the start when somebody writes between two.
    try reader.backup(to: target)
    try target.close()
    leaveAsSingleFile(path)
  }

  /// A number that changes when another connection has committed.
  static func commitsOfOthers(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(db, sql: "PRAGMA data_version")
  }

  /// Leaves the file alone: the log is written back, and the file opens without one, on any medium.
  /// Does nothing while another process has the file open.
  /// - Parameters:
  ///   - path: The file.
  ///   - header: What the file began with when it was opened, if nothing has been committed since:
  ///     entering and leaving write-ahead mode counts as changes there, and is undone.
  static func leaveAsSingleFile(_ path: String, restoring header: FileHeader? = nil) {
    var configuration = configuration(readOnly: false)
    configuration.busyMode = .immediateError
    guard let queue = try? DatabaseQueue(path: plain(path), configuration: configuration) else {
      return
    }
    try? queue.inDatabase { db in
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
      guard mode == "delete", let header else { return }
      try db.inTransaction(.exclusive) {
        header.restore(at: path)
        return .rollback
      }
    }
    try? queue.close()
  }

  /// Writes the log of a file back, if there is one. Nobody else may have the file open; a file that
  /// is too damaged for that is left as it is.
  /// - Throws: `WorkspaceError.locked` while somebody has it open.
  static func endLog(_ path: String) throws {
    do {
      try withoutLog(path) { db in
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
        guard mode == "delete" else { throw WorkspaceError.locked(path: path) }
        // Whoever reads or writes in the middle of this would go on with a file that has gone.
        try db.inTransaction(.exclusive) { .rollback }
      }
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
    {
      throw WorkspaceError.locked(path: path)
    } catch is DatabaseError {
      return
    }
  }

  /// What every connection is made with.
  static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(waitingTime)
    configuration.maximumReaderCount = 8
    configuration.label = "workspace"
    configuration.prepareDatabase { db in
      SpatialFunctions.register(in: db)
      // 64 MiB: the sort of a key index and the pages of a bulk load; taken only when used.
      try db.execute(sql: "PRAGMA cache_size = -65536")
    }
    return configuration
  }

  /// SQLite reads a name that begins with `file:` as a URI.
  private static func plain(_ path: String) -> String {
    path.hasPrefix("file:") ? "./" + path : path
  }

  private static func unchangeable(_ path: String) -> String {
    var name = ""
    for character in path {
      switch character {
      case "%": name += "%25"
      case "?": name += "%3F"
      case "#": name += "%23"
      default: name.append(character)
      }
    }
    return "file:\(name)?immutable=1"
  }
}
