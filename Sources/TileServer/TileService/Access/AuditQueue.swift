import GeoCore
import Logging
import ServiceLifecycle
import Synchronization

/// Entries on their way into the audit log, written many in one transaction.
///
/// What an officer is shown of single tips must stand in the log. Waiting for the disk with every tile
/// would make a map stutter, so an answer goes out while its entry is still queued, as long as the log
/// was written within the last second; otherwise it waits for its entry. Once the log cannot be written,
/// such answers are refused until it can; what was queued is kept and written then. A process that is
/// killed loses the entries of the last quarter of a second.
final class AuditQueue: Sendable {
  /// Adds entries to the log, all or none.
  typealias Writing = @Sendable ([AuditEvent]) throws -> Void

  private struct State {
    var pending: [AuditEvent] = []
    /// When the log was last written; `nil` when it never was, or could not be.
    var writtenAt: Int64?
    /// When writing last failed, if nothing was written since.
    var failedAt: Int64?
  }

  /// How many entries may wait. Beyond, answers are refused and other notes are dropped.
  private static let capacity = 8192
  private static let flushInterval = Duration.milliseconds(250)
  private static let trusted: Int64 = 1000
  private static let retryInterval: Int64 = 250

  private let write: Writing
  private let clock: ServiceClock
  private let logger: Logger
  private let state = Mutex(State())
  /// One thread, so that entries are written in the order in which they came.
  private let thread = RenderPool(threads: 1, queue: 1024)

  /// A queue in front of a log.
  init(clock: ServiceClock = .system, logger: Logger, write: @escaping Writing) {
    self.write = write
    self.clock = clock
    self.logger = logger
  }

  /// How many entries wait to be written.
  var waiting: Int { state.withLock(\.pending.count) }

  /// Notes something that happens whether or not it can be noted, such as a sign-in that fails.
  func note(_ event: AuditEvent) {
    state.withLock { state in
      if state.pending.count < Self.capacity { state.pending.append(event) }
    }
  }

  /// Notes an answer that is about to be given.
  /// - Throws: `ProblemDetails.auditUnavailable` when it must not be given, since the log cannot be
  ///   written.
  func admit(_ event: AuditEvent) async throws {
    let now = clock.milliseconds()
    let isQueued = try state.withLock { state -> Bool in
      if let failed = state.failedAt, now - failed < Self.retryInterval {
        throw ProblemDetails.auditUnavailable
      }
      guard let written = state.writtenAt, now - written < Self.trusted else { return false }
      guard state.pending.count < Self.capacity else { throw ProblemDetails.auditUnavailable }
      state.pending.append(event)
      return true
    }
    guard !isQueued else { return }
    guard await flush(with: event) else { throw ProblemDetails.auditUnavailable }
  }

  /// Writes what is waiting.
  /// - Returns: Whether nothing is waiting any more.
  @discardableResult
  func flush() async -> Bool { await flush(with: nil) }

  /// Runs `work` on the thread that writes, after all that was noted before has been written.
  /// - Throws: `ProblemDetails.auditUnavailable`, or what `work` throws.
  func afterWriting<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await thread.run { [self] _ in
      guard writePending(with: nil) else { throw ProblemDetails.auditUnavailable }
      return try work()
    }
  }

  /// Writes what is waiting until the last, and takes nothing more.
  func shutDown() async {
    await flush()
    await thread.shutDown()
  }

  private func flush(with event: AuditEvent?) async -> Bool {
    let isWritten = try? await thread.run { [self] _ in writePending(with: event) }
    return isWritten ?? false
  }

  /// Writes what is waiting and one entry more, which is forgotten if that fails: its answer is refused.
  private func writePending(with event: AuditEvent?) -> Bool {
    let waiting = state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
    let events = waiting + (event.map { [$0] } ?? [])
    guard !events.isEmpty else { return true }
    do {
      try write(events)
      state.withLock { state in
        state.writtenAt = clock.milliseconds()
        state.failedAt = nil
      }
      return true
    } catch {
      let isFirst = state.withLock { state in
        defer { state.failedAt = clock.milliseconds() }
        state.pending = waiting + state.pending
        state.writtenAt = nil
        return state.failedAt == nil
      }
      if isFirst {
        logger.error("the audit log cannot be written", metadata: ["error": "\(error)"])
      }
      return false
    }
  }
}

extension AuditQueue: Service {
  /// Writes what is waiting four times a second, and all of it at the end.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.flush()
        try? await Task.sleep(for: Self.flushInterval)
      }
    }
  }
}

extension AuditQueue {
  /// A queue in front of the log of a workspace, which must be open for writing.
  convenience init(_ workspace: Workspace, logger: Logger) {
    self.init(logger: logger) { events in
      let key = try workspace.auditKey()
      try workspace.write { transaction in
        for event in events { try transaction.append(event, sealedBy: key) }
      }
    }
  }
}
