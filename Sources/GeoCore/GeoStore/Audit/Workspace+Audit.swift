public import DisclosureControl

extension Workspace {
  /// The key of the audit log: that of `NAME.gpkg.key` beside the workspace, which is made when the log
  /// has never had an entry.
  /// - Throws: `AuditKeyError`; `.missing` when there are entries and no key, since a new one would not
  ///   fit them.
  public func auditKey() throws -> AuditKey {
    let file = AuditKeyFile(besideWorkspace: path)
    let isUnused = try read { try $0.numberedAuditEntries() } == 0
    return isUnused ? try file.readOrCreate() : try file.read()
  }

  /// Changes the workspace and adds an entry about it to the audit log, both or neither.
  /// - Parameters:
  ///   - event: What is done; it is sealed after `body` has run, which may complete it.
  ///   - body: The change.
  /// - Returns: What `body` returns.
  /// - Throws: `AuditKeyError`; as `write(_:)`.
  @discardableResult
  public func write<R>(
    noting event: AuditEvent, _ body: (WorkspaceTransaction, inout AuditEvent) throws -> R
  ) throws -> R {
    let key = try auditKey()
    return try write { transaction in
      var event = event
      let result = try body(transaction, &event)
      try transaction.append(event, sealedBy: key)
      return result
    }
  }

  /// Whether the audit log is as it was written.
  /// - Parameter head: A head that was kept elsewhere; `nil` for none.
  /// - Returns: The log's head, and what is wrong with it if anything is.
  /// - Throws: `AuditKeyError` when there are entries but no usable key.
  public func auditVerdict(head: AuditHead?) throws -> AuditVerdict {
    let isUnused = try read { try $0.numberedAuditEntries() } == 0
    // Any key will do for a log without entries.
    let key = isUnused ? AuditKey() : try AuditKeyFile(besideWorkspace: path).read()
    return try read { try $0.auditVerdict(key: key, head: head) }
  }
}
