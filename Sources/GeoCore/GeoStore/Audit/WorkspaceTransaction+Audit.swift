public import DisclosureControl
import GRDB
public import GeoPrimitives

extension WorkspaceTransaction {
  /// Adds an entry to the audit log, with the time of now and sealed onto the last one.
  ///
  /// It is written with whatever else the transaction changes, or not at all. The last seal is read
  /// within the transaction, so that processes that write at the same time do not fork the chain.
  /// - Parameters:
  ///   - event: What happened.
  ///   - key: The key of the log; see `Workspace.auditKey()`.
  /// - Returns: The entry.
  /// - Throws: `WorkspaceError.noSpace`; `.damaged` when the file does not count its entries.
  @discardableResult
  public func append(_ event: AuditEvent, sealedBy key: AuditKey) throws -> AuditEntry {
    let last = try reader.lastSeal()
    let entry = AuditEntry(
      event, at: try nowText(), number: try reader.numberedAuditEntries() + 1, afterMAC: last,
      sealedBy: key)
    let writer = try writer(of: .audit)
    _ = try writer.store(AuditRecord(entry), onDuplicate: .error)
    guard db.lastInsertedRowID == entry.number else {
      throw WorkspaceError.damaged(path: path, detail: "the audit log does not count on")
    }
    return entry
  }
}

extension WorkspaceReader {
  /// The entries of the audit log in their order.
  /// - Parameters:
  ///   - since: The first moment of interest; `nil` for all.
  ///   - last: The number of the last entry of interest; `nil` for all.
  ///   - visit: Called with each entry.
  /// - Throws: `WorkspaceError.invalidValue` at an entry that cannot be read; `auditVerdict` names it.
  public func readAudit(
    since: Instant? = nil, upTo last: Int64? = nil, _ visit: (AuditEntry) throws -> Void
  ) throws {
    try each(AuditRecord.self, where: "\"at\" >= ?1", values: [Self.text(of: since)]) { record in
      if record.entry.number <= last ?? .max { try visit(record.entry) }
    }
  }

  /// The last entries of the audit log, the newest first.
  /// - Parameters:
  ///   - count: How many at most.
  ///   - last: The number of the newest of interest.
  /// - Returns: The entries.
  /// - Throws: `WorkspaceError.invalidValue` at an entry that cannot be read; `auditVerdict` names it.
  /// - Complexity: O(count).
  public func latestAudit(_ count: Int, upTo last: Int64) throws -> [AuditEntry] {
    let newest =
      "SELECT \"fid\" FROM \"audit\" WHERE \"fid\" <= CAST(?1 AS INTEGER) ORDER BY \"fid\" DESC "
      + "LIMIT CAST(?2 AS INTEGER)"
    var entries: [AuditEntry] = []
    try each(AuditRecord.self, where: "\"fid\" IN (\(newest))", values: ["\(last)", "\(count)"]) {
      entries.append($0.entry)
    }
    return entries.sorted { $0.number > $1.number }
  }

  /// How many entries the log has since a moment; `nil` for all.
  public func auditCount(since: Instant? = nil) throws -> Int {
    let sql = "SELECT count(*) FROM \"audit\" WHERE \"at\" >= ?"
    return try Int.fetchOne(db, sql: sql, arguments: [Self.text(of: since)]) ?? 0
  }

  /// Whether the log is as it was written.
  /// - Parameters:
  ///   - key: The key of the log.
  ///   - head: A head that was kept elsewhere; `nil` for none.
  /// - Returns: The log's head, and what is wrong with it if anything is.
  /// - Throws: `WorkspaceError.damaged`, `.locked`; an entry that makes no sense is part of the verdict.
  /// - Complexity: O(n) time, and 32 bytes of memory an entry.
  public func auditVerdict(key: AuditKey, head: AuditHead?) throws -> AuditVerdict {
    var verifier = AuditVerifier(key: key)
    let statement = try PreparedStatement(
      WorkspaceTable.audit.selectSQL() + " ORDER BY \"fid\"", in: db)
    while try statement.step() {
      var row = RowReader(statement, of: .audit)
      do throws(WorkspaceError) {
        verifier.add(try AuditRecord(from: &row).entry)
      } catch {
        verifier.addUnreadable(number: row.rowNumber)
      }
    }
    return verifier.verdict(head: head, numbered: try numberedAuditEntries())
  }

  /// How many entries the file has given numbers to, those that are gone included.
  func numberedAuditEntries() throws -> Int64 {
    let counted = try Int64.fetchOne(
      db, sql: "SELECT \"seq\" FROM \"sqlite_sequence\" WHERE \"name\" = 'audit'")
    let last = try Int64.fetchOne(db, sql: "SELECT max(\"fid\") FROM \"audit\"")
    return max(counted ?? 0, last ?? 0)
  }

  /// A moment as the file writes it, so that texts compare as times do; "" is before them all.
  private static func text(of moment: Instant?) -> String {
    moment.flatMap(DateTimeText.bytes).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The seal of the last entry as it stands there; `nil` for an empty log, or when it is no text.
  fileprivate func lastSeal() throws -> String? {
    let seal = "CASE typeof(\"mac\") WHEN 'text' THEN \"mac\" END"
    return try String.fetchOne(
      db, sql: "SELECT \(seal) FROM \"audit\" ORDER BY \"fid\" DESC LIMIT 1")
  }
}
