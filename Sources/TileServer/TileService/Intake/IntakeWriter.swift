import GeoCore
import HTTPTypes
import Logging
import Synchronization

/// Writes tips into a workspace, those that come together in one transaction.
final class IntakeWriter: Sendable {
  private let workspace: Workspace
  private let logger: Logger
  private let metrics: IntakeMetrics
  private let hasFailed = Mutex(false)

  init(_ workspace: Workspace, logger: Logger, metrics: IntakeMetrics) {
    self.workspace = workspace
    self.logger = logger
    self.metrics = metrics
  }

  /// Writes tips; what is returned as written is on the disk.
  /// - Returns: What became of each, in their order.
  func write(_ entries: [IntakeQueue.Entry]) -> [Result<IntakeQueue.Reply, any Error>] {
    let now = IntakeQueue.now()
    do {
      let key = entries.contains { $0.event != nil } ? try workspace.auditKey() : nil
      let start = ContinuousClock.now
      let results = try workspace.write { transaction in
        entries.map { entry in
          Result { try transaction.separately { try store(entry, in: transaction, key, now) } }
        }
      }
      note(results, of: entries, since: start)
      hasFailed.withLock { $0 = false }
      return results.map { result in result.mapError(problem) }
    } catch {
      let problem = problem(error)
      return entries.map { _ in .failure(problem) }
    }
  }

  private func store(
    _ entry: IntakeQueue.Entry, in transaction: WorkspaceTransaction, _ auditKey: AuditKey?,
    _ now: Instant
  ) throws -> IntakeQueue.Reply {
    if let key = entry.key, let receipt = try transaction.receipt(for: key) {
      guard receipt.body == entry.body else { throw ProblemDetails.otherBody }
      return IntakeQueue.Reply(
        tip: receipt.tip, isInReview: receipt.isInReview, isRepeated: true)
    }
    let isInReview = entry.candidates != nil
    let taken = try transaction.take(entry.tip, inDoubtBetween: entry.candidates, at: now)
    if let key = entry.key {
      let receipt = IntakeReceipt(tip: entry.tip.id, isInReview: isInReview, body: entry.body)
      try transaction.keep(receipt, for: key, at: now)
    }
    if let event = entry.event, let auditKey { try transaction.append(event, sealedBy: auditKey) }
    return IntakeQueue.Reply(
      tip: entry.tip.id, isInReview: isInReview, isDuplicate: taken.duplicateOf != nil)
  }

  private func note(
    _ results: [Result<IntakeQueue.Reply, any Error>], of entries: [IntakeQueue.Entry],
    since start: ContinuousClock.Instant
  ) {
    let duration = (ContinuousClock.now - start).components
    metrics.commits.recordNanoseconds(
      duration.seconds * 1_000_000_000 + duration.attoseconds / 1_000_000_000)
    for (entry, result) in zip(entries, results) {
      if case .success(let reply) = result { metrics.count(reply, isMasked: entry.isMasked) }
    }
  }

  /// Forgets the receipts that have been kept long enough. Where that cannot be done, the next time will do.
  func forgetOldReceipts(at now: Instant) {
    guard workspace.mode == .readWrite else { return }
    do {
      try workspace.write { try $0.forgetOldReceipts(at: now) }
    } catch {
      logger.debug("old receipts cannot be forgotten", metadata: ["error": "\(error)"])
    }
  }

  /// What a client is told; what is wrong with the workspace goes into the log, once.
  private func problem(_ error: any Error) -> any Error {
    if error is ProblemDetails { return error }
    let isFirst = hasFailed.withLock { hasFailed in
      defer { hasFailed = true }
      return !hasFailed
    }
    if isFirst { logger.error("tips cannot be stored", metadata: ["error": "\(error)"]) }
    return ProblemDetails.unwritable
  }
}

extension ProblemDetails {
  /// A key that came with another body before.
  static let otherBody = ProblemDetails(
    status: .conflict, code: "other-body",
    detail: "this Idempotency-Key has come with another body; send a new tip under a new key")
}
