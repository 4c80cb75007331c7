import GRDB
public import GeoPrimitives
public import Places

/// What became of a tip that was taken in.
public struct TakenTip: Hashable, Sendable {
  /// What the workspace did with it.
  public let outcome: InsertOutcome
  /// The earlier tip that is the same report, if there is one.
  public let duplicateOf: String?
}

extension WorkspaceTransaction {
  /// Adds a tip, and marks it as a duplicate when the same report has been sent before: it is kept and
  /// linked to the first one, and does not count.
  ///
  /// Only a tip that nobody has triaged is marked. What the same report is, `TipText` says.
  /// - Throws: As `insert(_:onDuplicate:)`.
  /// - Complexity: O(log n), and up to 64 tips with the same text.
  public func take(
    _ tip: TipRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> TakenTip {
    guard let text = TipText(tip) else {
      return TakenTip(outcome: try insert(tip, onDuplicate: policy), duplicateOf: nil)
    }
    let original = tip.status == .new ? try original(of: tip, text) : nil
    var marked = tip
    if original != nil { marked.status = .duplicate }
    let outcome = try insert(marked, onDuplicate: policy)
    if outcome != .skipped, let row = try row(ofStored: tip.id) {
      try note(text, ofRow: row, duplicateOf: original)
    }
    return TakenTip(outcome: outcome, duplicateOf: outcome == .skipped ? nil : original)
  }

  /// The same, and lets the tip wait in the queue where its place is doubtful and it is the first of its
  /// kind.
  /// - Parameters:
  ///   - tip: The tip.
  ///   - candidates: The places that it may mean; `nil` where there is no doubt.
  ///   - moment: The time of now.
  ///   - policy: What to do when there is a tip with its id.
  /// - Returns: What became of it.
  /// - Throws: As `insert(_:onDuplicate:)`.
  public func take(
    _ tip: TipRecord, inDoubtBetween candidates: [PlaceCandidate]?, at moment: Instant,
    onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> TakenTip {
    let taken = try take(tip, onDuplicate: policy)
    guard let candidates, taken.outcome != .skipped, taken.duplicateOf == nil else { return taken }
    let list = ReviewCandidates.json(candidates)
    try queueForReview(ReviewRecord(tip: tip.id, queuedAt: moment, candidates: list))
    return taken
  }

  /// Does something that may fail without harm to what the transaction has done before: it is undone alone.
  /// - Throws: What `body` throws.
  public func separately<R>(_ body: () throws -> R) throws -> R {
    try db.execute(sql: "SAVEPOINT part")
    do {
      let result = try body()
      try db.execute(sql: "RELEASE part")
      return result
    } catch {
      // Where a full disk has undone the whole transaction there is no part to undo, and the cause is what counts.
      try? db.execute(sql: "ROLLBACK TO part")
      try? db.execute(sql: "RELEASE part")
      throw error
    }
  }

  /// Forgets the texts of a tip, its link to another one, and that its place is doubtful.
  func forgetIntake(ofTip id: String) throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      try db.execute(
        sql: """
          DELETE FROM "tip_texts" WHERE "row" IN (SELECT "fid" FROM "tips" WHERE "id" = ?)
          """, arguments: [id])
      try db.execute(sql: "DELETE FROM \"review\" WHERE \"id\" = ?", arguments: [id])
    }
  }

  /// Forgets the same of tips that have lost their words, such as by retention.
  /// - Complexity: O(n) in the texts that are kept.
  public func forgetIntakeOfSilentTips() throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      try db.execute(
        sql: """
          DELETE FROM "tip_texts" WHERE "row" IN (
            SELECT "row" FROM "tip_texts" JOIN "tips" ON "fid" = "row"
            WHERE "summary" ISNULL AND "place_text" ISNULL)
          """)
      try db.execute(
        sql: """
          DELETE FROM "review" WHERE "id" IN (SELECT "id" FROM "tips" WHERE "place_text" ISNULL)
          """)
    }
  }

  /// Forgets the same of every tip.
  func forgetAllIntake() throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      for table in ["tip_texts", "review", "intake_receipts"] {
        try db.execute(sql: "DELETE FROM \"\(table)\"")
      }
    }
  }

  /// How many tips with the same text are compared, the latest first: a flood of them must not make each
  /// further one slower.
  private static let comparedTips = 64

  private func original(of tip: TipRecord, _ text: TipText) throws(WorkspaceError) -> String? {
    try WorkspaceError.catching(path: path) {
      let sql =
        WorkspaceTable.tips.selectSQL() + """
           WHERE "fid" IN (
            SELECT "row" FROM "tip_texts" WHERE "text_hash" = ?1 AND "duplicate_of" ISNULL)
          ORDER BY "fid" DESC LIMIT \(Self.comparedTips)
          """
      let statement = try intake.statement(sql, in: db)
      defer { statement.reset() }
      var binder = RowBinder(statement)
      binder.add(Int(text.hash))
      while try statement.step() {
        var row = RowReader(statement, of: .tips)
        let other = try TipRecord(from: &row)
        if other.id != tip.id, TipText(other)?.text == text.text, text.isSame(tip, other) {
          return other.id
        }
      }
      return nil
    }
  }

  private func row(ofStored id: String) throws(WorkspaceError) -> Int64? {
    if let row = try writer(of: .tips).storedRow { return row }
    return try WorkspaceError.catching(path: path) {
      try Int64.fetchOne(db, sql: "SELECT \"fid\" FROM \"tips\" WHERE \"id\" = ?", arguments: [id])
    }
  }

  private func note(
    _ text: TipText, ofRow row: Int64, duplicateOf original: String?
  ) throws(WorkspaceError) {
    let statement = try WorkspaceError.catching(path: path) {
      try intake.statement("INSERT OR REPLACE INTO \"tip_texts\" VALUES (?1, ?2, ?3)", in: db)
    }
    var binder = RowBinder(statement)
    binder.add(Int(row))
    binder.add(Int(text.hash))
    binder.add(original)
    if let violation = try statement.run() { throw violation.error(table: .tips, row: "\(row)") }
  }
}

extension WorkspaceReader {
  /// The earlier tip to which a tip is linked as the same report; `nil` for none.
  public func original(ofDuplicate id: String) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT "duplicate_of" FROM "tip_texts"
        WHERE "row" = (SELECT "fid" FROM "tips" WHERE "id" = ?)
        """, arguments: [id])
  }
}
