import NIOPosix
import Synchronization

/// A fixed number of threads for work that computes, apart from the threads that answer: a second of
/// drawing then delays no health check. What would wait too long is turned away at once.
final class RenderPool: Sendable {
  /// Too many requests wait already.
  struct Overloaded: Error {}

  private let threads: NIOThreadPool
  private let limit: Int
  private let pending = Mutex(0)

  init(threads count: Int, queue: Int) {
    threads = NIOThreadPool(numberOfThreads: max(count, 1))
    limit = max(count, 1) + max(queue, 0)
    threads.start()
  }

  /// Runs `work` on one of the threads.
  /// - Throws: `Overloaded` when the queue is full, `CancellationError` when the asker has gone before
  ///   the work began, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let admitted = pending.withLock { pending in
      guard pending < limit else { return false }
      pending += 1
      return true
    }
    guard admitted else { throw Overloaded() }
    defer { pending.withLock { $0 -= 1 } }
    try Task.checkCancellation()
    return try await threads.runIfActive(work)
  }

  func shutDown() async throws {
    try await threads.shutdownGracefully()
  }
}
