public import DisclosureControl
public import GeoPrimitives
public import GeoStore

/// What a purge does, or would do.
public struct PurgeReport: Hashable, Sendable {
  /// Tips that lose their texts and their exact place.
  public var coarsened = 0
  /// Unfounded tips and duplicates that go.
  public var removed = 0
  /// Tips that are due, and stay until their month has been closed: else no published table would ever
  /// count them.
  public var awaitingClosing = 0
  /// Of the coarsened ones, those whose place lies in no village, so that they have none any more.
  public var withoutVillage = 0

  /// Whether anything changes.
  public var changesAnything: Bool { coarsened + removed > 0 }
}

extension Workspace {
  /// What a purge would do; nothing is written.
  /// - Complexity: O(tips), and the villages once if a tip is due.
  public func purgePlan(_ rule: RetentionRule, at now: Instant) throws -> PurgeReport {
    try read { try Purge(rule, at: now, $0).survey() }
  }

  /// Coarsens and removes the tips that are due, so that nothing of what they held can be read from the
  /// file any more. Backups and other copies keep what they hold.
  /// - Parameters:
  ///   - rule: The terms.
  ///   - now: The time of now.
  ///   - event: What the audit log says about it; the number of rows is filled in.
  /// - Returns: What was done.
  /// - Throws: `WorkspaceError.locked` or `.noSpace` also when the tips are coarsened and removed, but the
  ///   file could not be written anew. The next purge does that, whether anything is due or not.
  public func purge(
    _ rule: RetentionRule, at now: Instant, noting event: AuditEvent
  ) throws -> PurgeReport {
    let wasInterrupted = hasUnfinishedErasing
    try beginErasing()
    let report = try write(noting: event) { transaction, event in
      try transaction.beginSecureErasing()
      let purge = try Purge(rule, at: now, transaction.reader)
      let report = try purge.survey()
      event.rowCount = report.coarsened + report.removed
      try transaction.forgetOldReceipts(at: now)
      if report.changesAnything { try purge.carryOut(report, in: transaction) }
      return report
    }
    if report.changesAnything || wasInterrupted {
      removeDerivedFiles()
      try eraseRemnants()
    } else {
      endErasing()
    }
    return report
  }
}

/// Goes through the tips of one state of a workspace.
private final class Purge {
  private let rule: RetentionRule
  private let now: Instant
  private let reader: WorkspaceReader
  private let account: TipAccount
  private var villages: AreaLayer?

  /// So many tips are held in memory at a time.
  private static let batchSize = 20_000

  init(_ rule: RetentionRule, at now: Instant, _ reader: WorkspaceReader) throws {
    self.rule = rule
    self.now = now
    self.reader = reader
    account = try TipAccount(reader)
  }

  /// What is due.
  private enum Step {
    case coarsen(TipRecord, to: TipRecord)
    case remove(id: String)
    case wait
  }

  func survey() throws -> PurgeReport {
    var report = PurgeReport()
    try eachBatch { steps in
      for step in steps {
        switch step {
        case .coarsen(let tip, let coarse):
          report.coarsened += 1
          if tip.place != nil, coarse.place == nil { report.withoutVillage += 1 }
        case .remove: report.removed += 1
        case .wait: report.awaitingClosing += 1
        }
      }
    }
    return report
  }

  /// The tips that go do so before a bulk load takes the table's indexes away.
  func carryOut(_ report: PurgeReport, in transaction: WorkspaceTransaction) throws {
    try eachBatch { steps in
      for case .remove(let id) in steps { try transaction.removeTip(id) }
    }
    guard report.coarsened > 0 else { return }
    try transaction.beginBulkLoad(.tips, expecting: report.coarsened)
    try eachBatch { steps in
      for case .coarsen(_, let coarse) in steps {
        try transaction.insert(coarse, onDuplicate: .replace)
      }
    }
    try transaction.forgetIntakeOfSilentTips()
  }

  private func eachBatch(_ visit: ([Step]) throws -> Void) throws {
    var row: Int64? = .min
    while let start = row {
      var steps: [Step] = []
      row = try reader.readTipRecords(
        after: start, limit: Self.batchSize, for: .owner(purpose: "purge")
      ) { tip in
        if let step = try step(for: tip) { steps.append(step) }
      }
      try visit(steps)
    }
  }

  private func step(for tip: TipRecord) throws -> Step? {
    let measure = rule.measure(of: tip.status, heldSince: account.heldSince(tip), at: now)
    if measure == .keep { return nil }
    let coarse = measure == .coarsen ? tip.coarsened(in: try knownVillages()) : nil
    if let coarse, !tip.tellsMore(than: coarse) { return nil }
    if account.awaitsClosing(tip) { return .wait }
    return coarse.map { .coarsen(tip, to: $0) } ?? .remove(id: tip.id)
  }

  private func knownVillages() throws -> AreaLayer {
    if let villages { return villages }
    let layer = try AreaLayer(villagesOf: reader)
    villages = layer
    return layer
  }
}
