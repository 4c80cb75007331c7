import GRDB

/// Whether the entries of the audit log are numbered 1, 2, 3 … as far as the file has counted. What they
/// say cannot be judged without the key.
struct AuditNumberCheck {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Runs the check.
  func run(_ problems: inout ProblemList) {
    problems.collect(.auditGap, WorkspaceTable.audit.rawValue) { problems in
      let numbered = try WorkspaceReader(db, path: "").numberedAuditEntries()
      let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM \"audit\"") ?? 0
      guard count != numbered else { return }
      problems.add(
        .auditGap, WorkspaceTable.audit.rawValue,
        "the log has \(count) of \(numbered) entries; audit verify names what is missing")
    }
  }
}
