import GRDB
import Synchronization

/// The workspace: one GeoPackage file with all that PetaBinaan holds.
///
/// One process or thread writes at a time, in transactions; any number read, each a consistent
/// snapshot. While it is open for writing a write-ahead log lies beside the file; the last `close`
/// leaves the file alone.
public final class Workspace: Sendable {
  /// What a workspace is opened for.
  public enum Mode: Hashable, Sendable {
    /// Reading.
    case readOnly
    /// Reading and writing.
    case readWrite
  }

  /// Where the file is.
  public let path: String
  /// What it was opened for.
  public let mode: Mode

  private let reader: any DatabaseReader
  private let writer: Writer?
  private let isClosed = Mutex(false)

  /// The connection that writes, and what is needed to leave an unchanged file as it was.
  private struct Writer: Sendable {
    let queue: DatabaseQueue
    let header: FileHeader?
    let commitsOfOthers: Int64?
  }

  /// Whether a transaction has been committed since the file was opened.
  private let hasCommitted = Mutex(false)

  /// Makes a new, empty workspace and opens it for writing.
  /// - Throws: `WorkspaceError.exists` when there is a file already, `.unreadable` when the folder
  ///   does not take one.
  public static func create(at path: String) throws(WorkspaceError) -> Workspace {
    try WorkspaceFile.createEmpty(at: path)
    do {
      return try WorkspaceError.catching(path: path) {
        try WorkspaceConnections.withoutLog(path, makeTables)
        return try Workspace(writingTo: path)
      }
    } catch {
      WorkspaceFile.remove(at: path)
      throw error
    }
  }

  /// Opens a workspace.
  /// - Throws: `WorkspaceError.missing`, `.unreadable`, `.notGeoPackage`, `.foreign`, `.newerSchema`,
  ///   `.olderSchema`, `.damaged`, `.locked`, or `.readOnly` for writing to a file that is not
  ///   writable.
  public static func open(at path: String, mode: Mode) throws(WorkspaceError) -> Workspace {
    let reader = try openReader(path, expecting: SchemaVersion.current...SchemaVersion.current)
    guard mode == .readWrite else { return Workspace(path: path, reader: reader) }
    // Looked at by a reader first, so that a file that is none of ours is left as it is.
    do {
      return try WorkspaceError.catching(path: path) {
        try reader.close()
        return try Workspace(writingTo: path)
      }
    } catch .unreadable {
      // It has just been read, so it is the log beside it that cannot be made.
      throw .readOnly(path: path)
    }
  }

  private init(path: String, reader: any DatabaseReader) {
    self.path = path
    self.reader = reader
    writer = nil
    mode = .readOnly
  }

  private init(writingTo path: String) throws {
    let header = FileHeader(of: path)
    let queue = try WorkspaceConnections.writer(path)
    self.path = path
    writer = Writer(
      queue: queue, header: header,
      commitsOfOthers: try queue.inDatabase(WorkspaceConnections.commitsOfOthers))
    reader = try WorkspaceConnections.readOnly(path)
    mode = .readWrite
  }

  deinit { close() }

  static func openReader(
    _ path: String, expecting versions: ClosedRange<Int>
  ) throws(WorkspaceError) -> any DatabaseReader {
    try WorkspaceFile.checkHeader(at: path)
    return try WorkspaceError.catching(path: path) {
      let reader = try WorkspaceConnections.readOnly(path)
      let found = try reader.unsafeRead { db in try SchemaVersion.found(in: db) }
      guard let found else { throw WorkspaceError.foreign(path: path) }
      guard found <= versions.upperBound else {
        throw WorkspaceError.newerSchema(path: path, found: found, supported: versions.upperBound)
      }
      guard found >= versions.lowerBound else {
        throw WorkspaceError.olderSchema(path: path, found: found, supported: versions.upperBound)
      }
      return reader
    }
  }

  private static func makeTables(_ db: Database) throws {
    try db.inTransaction(.immediate) {
      try db.execute(sql: "PRAGMA application_id = \(GeoPackageMetadata.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(GeoPackageMetadata.userVersion)")
      try SchemaVersion.create(in: db)
      return .commit
    }
  }
}

extension Workspace {
  /// The data generation: a counter that rises with every change of map data, whichever program made
  /// it.
  /// - Complexity: O(1), one row.
  public func generation() throws(WorkspaceError) -> Int64 {
    try WorkspaceError.catching(path: path) {
      try snapshot { db in try WorkspaceReader(db, path: path).generation() }
    }
  }

  /// Changes the workspace in one transaction, which is on the disk when the call returns. An error
  /// undoes everything.
  ///
  /// It waits up to five seconds for another writer. `body` reads what it has written through the
  /// transaction; calling `write` from it throws.
  /// - Throws: What `body` throws; `WorkspaceError.readOnly`; `.locked`; `.noSpace`.
  @discardableResult
  public func write<R>(_ body: (WorkspaceTransaction) throws -> R) throws -> R {
    guard let writer else { throw WorkspaceError.readOnly(path: path) }
    return try WorkspaceError.translating(path: path) {
      try writer.queue.unsafeReentrantWrite { db in
        guard !db.isInsideTransaction else {
          throw WorkspaceError.failed(path: path, detail: "a transaction is open already")
        }
        let result = try inTransaction(db, body)
        hasCommitted.withLock { $0 = true }
        return result
      }
    }
  }

  /// Reads one consistent state of the workspace: every call on the reader that `body` is given sees
  /// the same moment, whatever is written meanwhile.
  @discardableResult
  public func read<R>(_ body: (WorkspaceReader) throws -> R) throws -> R {
    try WorkspaceError.translating(path: path) {
      try snapshot { db in try body(WorkspaceReader(db, path: path)) }
    }
  }

  /// Works on the file with the connection that writes, outside a transaction.
  func onWriter<R>(_ body: (Database) throws -> R) throws -> R {
    guard let writer else { throw WorkspaceError.readOnly(path: path) }
    return try WorkspaceError.translating(path: path) {
      defer { hasCommitted.withLock { $0 = true } }
      return try writer.queue.inDatabase(body)
    }
  }

  /// Ends the work with the file: writes the log back and closes every connection. Calls after the
  /// first do nothing; reading or writing afterwards throws.
  public func close() {
    let isFirst = isClosed.withLock { closed in
      defer { closed = true }
      return !closed
    }
    guard isFirst else { return }
    try? reader.close()
    guard let writer else { return }
    let header = untouchedHeader(writer)
    try? writer.queue.close()
    WorkspaceConnections.leaveAsSingleFile(path, restoring: header)
  }

  /// The header with which the file was opened, if neither we nor anybody else has changed it since.
  private func untouchedHeader(_ writer: Writer) -> FileHeader? {
    guard !hasCommitted.withLock({ $0 }) else { return nil }
    let commits = try? writer.queue.inDatabase(WorkspaceConnections.commitsOfOthers)
    return commits == writer.commitsOfOthers ? writer.header : nil
  }

  private func inTransaction<R>(
    _ db: Database, _ body: (WorkspaceTransaction) throws -> R
  ) throws -> R {
    var result: R?
    try db.inTransaction(.immediate) {
      let transaction = WorkspaceTransaction(db, path: path)
      result = try body(transaction)
      try transaction.finish()
      return .commit
    }
    guard let result else {
      throw WorkspaceError.failed(path: path, detail: "the transaction gave no result")
    }
    return result
  }

  /// One snapshot; inside another one on the same thread, that one.
  private func snapshot<R>(_ body: (Database) throws -> R) throws -> R {
    try reader.unsafeReentrantRead { db in
      guard !db.isInsideTransaction else { return try body(db) }
      try db.beginTransaction(.deferred)
      // Of a damaged file the end of a transaction may fail as well; what was read is read.
      defer { try? db.rollback() }
      return try body(db)
    }
  }
}
