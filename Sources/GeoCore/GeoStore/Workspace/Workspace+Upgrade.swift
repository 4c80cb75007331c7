import GRDB

extension Workspace {
  /// What an upgrade did.
  public struct Upgrade: Hashable, Sendable {
    /// The version that the file had.
    public let from: Int
    /// The version that it has now.
    public let to: Int
    /// Where the file as it was has been kept; `nil` when there was nothing to do.
    public let copy: String?
  }

  /// Brings the tables of an older workspace to the current version, in one transaction, after the file
  /// as it was has been copied beside it. Does nothing to a file that has the current version.
  /// - Parameter path: The file. Of `a.gpkg` in version 1 the copy is `a.schema-1.gpkg`.
  /// - Returns: What was done.
  /// - Throws: As `open(at:mode:)`, but for `.olderSchema`; `.exists` when a copy is there already. The
  ///   file is then as it was.
  @discardableResult
  public static func upgrade(at path: String) throws(WorkspaceError) -> Upgrade {
    let reader = try openReader(path, expecting: 1...SchemaVersion.current)
    return try WorkspaceError.catching(path: path) {
      let found = try reader.unsafeRead { try SchemaVersion.found(in: $0) } ?? 0
      guard found < SchemaVersion.current else {
        try reader.close()
        return Upgrade(from: found, to: found, copy: nil)
      }
      let copy = copyPath(of: path, version: found)
      try WorkspaceConnections.copy(reader, to: copy)
      try reader.close()
      let queue = try WorkspaceConnections.writer(path)
      try queue.inTransaction(.immediate) { db in
        try SchemaVersion.upgrade(db)
        return .commit
      }
      try queue.close()
      WorkspaceConnections.leaveAsSingleFile(path)
      return Upgrade(from: found, to: SchemaVersion.current, copy: copy)
    }
  }

  private static func copyPath(of path: String, version: Int) -> String {
    let ending = ".gpkg"
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    return "\(stem).schema-\(version)\(ending)"
  }
}
