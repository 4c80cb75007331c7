import NIOPosix
import Synchronization

/// A fixed number of threads for work that computes, apart from the threads that answer: a second of
/// drawing then delays no health check. What would wait too long is turned away at once.
final class RenderPool: Sendable {
  /// Too many requests wait already.
  struct Overloaded: Error {}

  private let threads: NIOThreadPool
  private let limit: Int
  private let queue: Int
  private let state = Mutex(State())

  private struct State {
    /// Work that runs or waits.
    var pending = 0
    var running = 0
    var rejected = 0
  }

  /// How much there is to do.
  struct Load: Sendable {
    let running: Int
    let waiting: Int
    /// How much may wait.
    let limit: Int
    /// How much was turned away since the start.
    let rejected: Int
  }

  init(threads count: Int, queue: Int) {
    threads = NIOThreadPool(numberOfThreads: max(count, 1))
    self.queue = max(queue, 0)
    limit = max(count, 1) + max(queue, 0)
    threads.start()
  }

  /// Runs `work` on one of the threads.
  ///
  /// A cancelled asker is answered at once. Work that has not begun by then is dropped; work under way
  /// can ask whether it is still wanted, and keeps its place in the queue until it ends.
  /// - Parameter work: Given a question that it may ask as often as it likes.
  /// - Returns: What the work returns.
  /// - Throws: `Overloaded` when the queue is full, `CancellationError` when the asker has gone, or what
  ///   the work throws.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable (_ isWanted: @escaping @Sendable () -> Bool) throws -> Value
  ) async throws -> Value {
    let answer = Answer<Value>()
    try submit { isActive in
      guard isActive, answer.isAwaited else { return answer.give(.failure(CancellationError())) }
      answer.give(Result { try work { answer.isAwaited } })
    }
    return try await withTaskCancellationHandler {
      try await answer.value
    } onCancel: {
      answer.give(.failure(CancellationError()))
    }
  }

  /// Runs `work` on one of the threads, which need not be waited for.
  /// - Parameter work: Told whether it is to be done; it is not when the pool is shut down before.
  /// - Throws: `Overloaded` when the queue is full; `work` is not called then.
  func submit(_ work: @escaping @Sendable (_ isActive: Bool) -> Void) throws(Overloaded) {
    guard admit() else { throw Overloaded() }
    threads.submit { [self] state in
      self.state.withLock { $0.running += 1 }
      defer {
        self.state.withLock { state in
          state.running -= 1
          state.pending -= 1
        }
      }
      work(state == .active)
    }
  }

  /// Takes no more work and waits a second for what is under way; longer work ends with the process.
  func shutDown() async {
    threads.shutdownGracefully { _ in }
    for _ in 0..<20 where state.withLock({ $0.pending > 0 }) {
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private func admit() -> Bool {
    state.withLock { state in
      guard state.pending < limit else {
        state.rejected += 1
        return false
      }
      state.pending += 1
      return true
    }
  }

  /// How much there is to do at the moment.
  var load: Load {
    state.withLock { state in
      Load(
        running: state.running, waiting: state.pending - state.running, limit: queue,
        rejected: state.rejected)
    }
  }
}

/// A value that is given once and awaited once, in either order.
private final class Answer<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value, any Error>)
    case given(Result<Value, any Error>)
    case done
  }

  private let state = Mutex(State.open)

  /// Whether somebody may still want the value.
  var isAwaited: Bool {
    state.withLock { state in
      switch state {
      case .open, .awaited: true
      case .given, .done: false
      }
    }
  }

  var value: Value {
    get async throws {
      try await withCheckedThrowingContinuation { continuation in
        let early: Result<Value, any Error>? = state.withLock { state in
          guard case .given(let result) = state else {
            state = .awaited(continuation)
            return nil
          }
          state = .done
          return result
        }
        if let early { continuation.resume(with: early) }
      }
    }
  }

  /// Gives the value; what is given later is dropped.
  func give(_ result: Result<Value, any Error>) {
    let waiting: CheckedContinuation<Value, any Error>? = state.withLock { state in
      switch state {
      case .open:
        state = .given(result)
        return nil
      case .awaited(let continuation):
        state = .done
        return continuation
      case .given, .done: return nil
      }
    }
    waiting?.resume(with: result)
  }
}
