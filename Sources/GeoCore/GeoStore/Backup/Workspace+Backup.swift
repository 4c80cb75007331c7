import GRDB
import Glibc

extension Workspace {
  /// Copies a workspace as it stands at one moment to a new file, while others read and write it. The
  /// copy appears under its name only when it is whole, examined and on the disk; its owner alone may
  /// read it.
  /// - Parameters:
  ///   - path: The workspace.
  ///   - target: The new file.
  ///   - withKey: Whether the key of the audit log is copied beside it, as `TARGET.key`.
  /// - Throws: `BackupError`, as `open(at:mode:)`, `AuditKeyError` for a key that is not there.
  /// - Complexity: O(n) in the bytes of the file.
  public static func backUp(_ path: String, to target: String, withKey: Bool) throws {
    let (key, keyTarget) = (AuditKeyFile(besideWorkspace: path), target + ".key")
    if withKey { _ = try key.read() }
    for taken in [target] + (withKey ? [keyTarget] : []) where FilePlacing.exists(taken) {
      throw BackupError.exists(path: taken)
    }
    let reader = try openReader(path, expecting: 1...SchemaVersion.current)
    let draft = try SoundCopy.make(of: reader, named: path, for: target, mode: 0o600)
    defer { WorkspaceFile.remove(at: draft) }
    try reader.close()
    if withKey { try FilePlacing.copySecret(key.path, to: keyTarget) }
    do {
      try FilePlacing.place(draft, at: target)
    } catch {
      if withKey { FilePlacing.unlink(keyTarget) }
      throw error
    }
  }

  /// Puts a copy of a backup in the place of a workspace, which nobody may have open.
  /// - Parameters:
  ///   - backup: The backup; it stays as it is.
  ///   - path: Where the workspace is to be.
  ///   - replacing: Whether a workspace that is there gives way. It is kept: `a.gpkg` as
  ///     `a.before-restore.gpkg`.
  /// - Returns: Where the workspace before is kept; `nil` when there was none.
  /// - Throws: `BackupError`, `WorkspaceError.locked` while somebody has the workspace open; as
  ///   `open(at:mode:)` for a backup that is none.
  @discardableResult
  public static func restore(_ backup: String, to path: String, replacing: Bool) throws -> String? {
    let isThere = FilePlacing.exists(path)
    guard replacing || !isThere else { throw BackupError.exists(path: path) }
    let reader = try openReader(backup, expecting: 1...SchemaVersion.current)
    let draft = try SoundCopy.make(
      of: reader, named: backup, for: path, mode: isThere ? 0o600 : 0o644)
    defer { WorkspaceFile.remove(at: draft) }
    try reader.close()
    guard isThere else {
      removeSidecars(of: path)
      try FilePlacing.place(draft, at: path)
      return nil
    }
    let kept = keptPath(of: path)
    try makeWay(path, kept)
    removeSidecars(of: path)
    try FilePlacing.replace(path, by: draft)
    return kept
  }

  /// Files that may lie beside a workspace and belong to the content that it had.
  private static func removeSidecars(of path: String) {
    for suffix in ["-wal", "-shm", "-journal", erasingSuffix] + derivedSuffixes {
      FilePlacing.unlink(path + suffix)
    }
  }

  /// What is made from a workspace and can be made again: the sorted reports and the tiles.
  private static let derivedSuffixes = [".index", ".tiles"]

  /// Removes what has been made from the workspace and holds what it held.
  public func removeDerivedFiles() {
    for suffix in Self.derivedSuffixes { FilePlacing.unlink(path + suffix) }
  }

  /// Keeps a workspace under another name, with the log beside it if a damaged file has left one.
  private static func makeWay(_ path: String, _ kept: String) throws {
    for suffix in ["", "-wal", "-journal"] where FilePlacing.exists(kept + suffix) {
      throw BackupError.exists(path: kept + suffix)
    }
    try WorkspaceConnections.endLog(path)
    try FilePlacing.keep(path, as: kept)
    for suffix in ["-wal", "-journal"] {
      try FilePlacing.moveIfPresent(path + suffix, to: kept + suffix)
    }
  }

  private static func keptPath(of path: String) -> String {
    let ending = ".gpkg"
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    return "\(stem).before-restore\(ending)"
  }
}

/// A copy that has been examined, under a name of its own.
private enum SoundCopy {
  /// Copies what a reader sees beside the place where it is to go.
  /// - Returns: The path of the copy.
  static func make(
    of reader: any DatabaseReader, named path: String, for target: String, mode: mode_t
  ) throws -> String {
    let draft = "\(target).part-\(getpid())"
    do {
      try WorkspaceFile.createEmpty(at: draft, mode: mode)
    } catch .unreadable(_, let reason) {
      throw BackupError.unwritable(path: target, reason: reason)
    }
    do {
      try WorkspaceError.translating(path: target) {
        try WorkspaceConnections.fill(draft, from: reader)
      }
      try examine(draft, named: path)
      return draft
    } catch {
      WorkspaceFile.remove(at: draft)
      throw error
    }
  }

  /// The copy is read, so that what the disk has made of it is looked at.
  private static func examine(_ draft: String, named path: String) throws {
    do {
      let reader = try Workspace.openReader(draft, expecting: 1...SchemaVersion.current)
      let lines = try reader.read { try String.fetchAll($0, sql: "PRAGMA quick_check(3)") }
      try reader.close()
      guard lines == ["ok"] else {
        throw BackupError.unsound(path: path, detail: lines.joined(separator: "; "))
      }
    } catch let error as DatabaseError {
      throw BackupError.unsound(path: path, detail: error.message ?? "\(error)")
    }
  }
}
