/// What to do with a row whose key is already in the table.
public enum DuplicatePolicy: String, Hashable, Sendable, CaseIterable {
  /// Throw `WorkspaceError.duplicate`.
  case error
  /// Keep the row that is there.
  case skip
  /// Put the new values in its place; its row number (`fid`) stays.
  case replace
}

/// What became of a row that was handed over.
public enum InsertOutcome: Hashable, Sendable {
  /// It is a new row.
  case inserted
  /// It took the place of the row with its key.
  case replaced
  /// The row with its key was kept.
  case skipped
}
