import GRDB

/// Tells whether anybody has changed a workspace file, whatever it was: asking costs a look at the
/// file's change counter, and reads no row.
///
/// It keeps a connection of its own, since the counter is one connection's view. The file must be open
/// as a `Workspace` already, which has checked it.
public final class WorkspaceWatch: Sendable {
  private let path: String
  private let reader: any DatabaseReader

  /// Watches the file of an open workspace.
  /// - Throws: `WorkspaceError` when the file cannot be opened.
  public init(_ workspace: Workspace) throws(WorkspaceError) {
    let path = workspace.path
    self.path = path
    reader = try WorkspaceError.catching(path: path) { try WorkspaceConnections.watching(path) }
  }

  deinit { close() }

  /// A number that differs from the one before when somebody has committed a change in between.
  /// - Throws: `WorkspaceError`.
  public func mark() throws(WorkspaceError) -> Int64 {
    try WorkspaceError.catching(path: path) {
      try reader.unsafeRead { db in try WorkspaceConnections.commitsOfOthers(db) ?? 0 }
    }
  }

  /// Closes the connection.
  public func close() { try? reader.close() }
}
