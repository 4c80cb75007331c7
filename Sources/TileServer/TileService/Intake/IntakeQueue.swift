import Foundation
import GeoCore
import Logging
import ServiceLifecycle
import Synchronization

/// Takes tips to the disk, many in one transaction, and answers each when it is there.
///
/// One thread writes; while it waits for the disk the next tips gather. Another thread brings the snapshot
/// up to date before the answers go out, so that whoever asks next sees the tips. Every waiter is answered
/// once: also when writing fails, and when the service ends.
final class IntakeQueue: Sendable {
  /// A tip that is to be stored.
  struct Entry: Sendable {
    var tip: TipRecord
    /// The places between which somebody has to choose; `nil` where there is no doubt.
    var candidates: [PlaceCandidate]?
    /// The digest of the key under which a repetition is known; `nil` where the client has sent none.
    var key: Digest256?
    /// The digest of what was sent.
    var body: Digest256
    /// What goes into the audit log; `nil` for the public.
    var event: AuditEvent?
    /// Whether something personal was masked.
    var isMasked = false
  }

  /// What became of it.
  struct Reply: Sendable {
    var tip: String
    var isInReview: Bool
    /// Whether the answer to an earlier request was given again.
    var isRepeated = false
    /// Whether it says what another tip said. The sender is not told.
    var isDuplicate = false
  }

  private struct Waiter: Sendable {
    let entry: Entry
    let answer: CheckedContinuation<Reply, any Error>
  }

  private typealias Written = (answer: CheckedContinuation<Reply, any Error>, reply: Reply)

  /// How many tips may wait; further ones are turned away with 503.
  static let capacity = 2048
  /// How many tips one transaction takes: a client waits for all of them.
  static let batchSize = 256

  private let writer: BatchThread<Waiter>
  private let publisher: BatchThread<Written>
  private let places = RenderPool(threads: 1, queue: 512)
  private let lookup: PlaceLookup
  private let batches: IntakeWriter
  /// What is counted of the tips.
  let metrics = IntakeMetrics()

  /// A queue in front of a workspace.
  /// - Parameters:
  ///   - workspace: Where tips go.
  ///   - lookup: What knows places.
  ///   - logger: Where it is said that writing fails.
  ///   - refresh: Brings the snapshot up to date.
  init(
    _ workspace: Workspace, lookup: @escaping PlaceLookup, logger: Logger,
    refresh: @escaping @Sendable () throws -> Void
  ) {
    let publisher = BatchThread<Written>(capacity: .max, batchSize: .max) { written in
      // What cannot be shown yet is stored all the same; the next look at the workspace finds it.
      try? refresh()
      for (answer, reply) in written { answer.resume(returning: reply) }
    }
    let batches = IntakeWriter(workspace, logger: logger, metrics: metrics)
    self.batches = batches
    writer = BatchThread(capacity: Self.capacity, batchSize: Self.batchSize) { waiters in
      let results = batches.write(waiters.map(\.entry))
      var written: [Written] = []
      for (waiter, result) in zip(waiters, results) {
        switch result {
        case .success(let reply): written.append((waiter.answer, reply))
        case .failure(let error): waiter.answer.resume(throwing: error)
        }
      }
      if !written.isEmpty { publisher.require(written) }
    }
    self.publisher = publisher
    self.lookup = lookup
  }

  /// Finds the place of a tip that has it in words only, away from the threads that answer requests.
  /// - Returns: The tip, and the candidates between which somebody has to choose if there is doubt.
  /// - Throws: `RenderPool.Overloaded`.
  func placed(
    _ tip: TipRecord, likely: [AreaCode]
  ) async throws -> (tip: TipRecord, candidates: [PlaceCandidate]?) {
    guard tip.place == nil else { return (tip, nil) }
    let lookup = lookup
    return try await places.run { _ in
      var placed = tip
      let candidates = placed.findPlace(by: lookup, likely: likely)
      return (placed, candidates)
    }
  }

  /// Stores a tip.
  /// - Returns: What became of it, once it is on the disk.
  /// - Throws: `ProblemDetails`: 409 when its key came with another body, 503 when too many wait or the
  ///   workspace takes no changes.
  func store(_ entry: Entry) async throws -> Reply {
    try await withCheckedThrowingContinuation { answer in
      guard writer.add(Waiter(entry: entry, answer: answer)) else {
        return answer.resume(throwing: ProblemDetails.overloaded)
      }
    }
  }

  /// How many tips wait to be stored.
  var waitingCount: Int { writer.waitingCount }

  /// Forgets the receipts that have been kept long enough.
  func forgetOldReceipts(at now: Instant) async {
    let batches = batches
    try? await places.run { _ in batches.forgetOldReceipts(at: now) }
  }

  /// Stores and answers what waits, and takes nothing more.
  func shutDown() async {
    await places.shutDown()
    await writer.shutDown()
    await publisher.shutDown()
  }

  /// How often old receipts are looked for, also while no tips come.
  fileprivate static let cleaningInterval = Duration.seconds(600)

  /// The time of now.
  static func now() -> Instant {
    Instant(secondsSince1970: Int64(Date().timeIntervalSince1970))
  }
}

extension IntakeQueue: Service {
  /// Cleans up now and then, until the service ends.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.forgetOldReceipts(at: Self.now())
        try? await Task.sleep(for: Self.cleaningInterval)
      }
    }
  }
}
