import GRDB

extension WorkspaceTransaction {
  /// Overwrites with zeros what this connection takes out of the file from here on.
  public func beginSecureErasing() throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      // A query: the pragma answers with the new value.
      _ = try Int.fetchOne(db, sql: "PRAGMA secure_delete = ON")
    }
  }

  /// Removes a tip.
  /// - Throws: `WorkspaceError.noSuchRow` when the tip is not there.
  public func removeTip(_ id: String) throws(WorkspaceError) {
    try forgetIntake(ofTip: id)
    try change(.tips, key: id, adding: nil, "DELETE FROM \"tips\" WHERE \"id\" = ?") { $0.add(id) }
    try writer(of: .tips).noteChange(adding: nil, shrinking: true)
  }
}

extension Workspace {
  /// An empty file beside the workspace from before something is erased until the file has been written
  /// anew, so that whoever is interrupted in between is reminded.
  static let erasingSuffix = ".erasing"

  /// Whether something has been erased and the file not been written anew since.
  public var hasUnfinishedErasing: Bool { FilePlacing.exists(path + Self.erasingSuffix) }

  /// Notes beside the file that something is going to be erased; `eraseRemnants` ends it.
  /// - Throws: `WorkspaceError.unreadable` when the folder does not take the note.
  public func beginErasing() throws(WorkspaceError) {
    do {
      try WorkspaceFile.createEmpty(at: path + Self.erasingSuffix)
    } catch .exists {
      return
    }
  }

  /// Takes the note away: nothing was erased.
  public func endErasing() { FilePlacing.unlink(path + Self.erasingSuffix) }

  /// Writes the file anew without anything that has been taken out of it, and empties the log beside it,
  /// so that no byte of a removed row is left in either. Files that others made, such as backups, keep
  /// what they hold.
  /// - Throws: `WorkspaceError.locked` while another process reads what has been taken out, `.noSpace`,
  ///   `.readOnly`.
  /// - Complexity: O(n) in the bytes of the file, which are needed twice more on the disk meanwhile.
  public func eraseRemnants() throws {
    try onWriter { db in
      try db.execute(sql: "VACUUM")
      let busy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      guard busy == 0 else { throw WorkspaceError.locked(path: path) }
    }
    endErasing()
  }
}
