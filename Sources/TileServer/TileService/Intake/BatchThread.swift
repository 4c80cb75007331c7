import Synchronization

/// A thread that works on whatever has come in since it last looked, all of it at once: the more wait, the
/// less each of them costs.
final class BatchThread<Item: Sendable>: Sendable {
  private struct State {
    var waiting: [Item] = []
    var isWorking = false
    var isClosed = false
  }

  private let state = Mutex(State())
  private let thread = RenderPool(threads: 1, queue: 1)
  private let capacity: Int
  private let batchSize: Int
  private let handle: @Sendable ([Item]) -> Void

  /// A thread that has nothing to do.
  /// - Parameters:
  ///   - capacity: How many may wait.
  ///   - batchSize: How many are worked on at once at most.
  ///   - handle: The work. Every item that was taken comes to it once.
  init(capacity: Int, batchSize: Int, handle: @escaping @Sendable ([Item]) -> Void) {
    self.capacity = capacity
    self.batchSize = batchSize
    self.handle = handle
  }

  /// How many items wait.
  var waitingCount: Int { state.withLock(\.waiting.count) }

  /// Hands over an item.
  /// - Returns: Whether it was taken: not when too many wait, or after the end.
  func add(_ item: Item) -> Bool { add([item], limit: capacity) }

  /// Hands over items that have to be worked on, however many wait.
  func require(_ items: [Item]) {
    // After the end nobody else works on them.
    if !add(items, limit: .max) { handle(items) }
  }

  /// Works on what waits, and takes nothing more.
  func shutDown() async {
    state.withLock { $0.isClosed = true }
    while state.withLock({ $0.isWorking }) { try? await Task.sleep(for: .milliseconds(5)) }
    await thread.shutDown()
  }

  private func add(_ items: [Item], limit: Int) -> Bool {
    let begins = state.withLock { state -> Bool? in
      guard !state.isClosed, state.waiting.count < limit else { return nil }
      state.waiting += items
      defer { state.isWorking = true }
      return !state.isWorking
    }
    guard let begins else { return false }
    if begins { begin() }
    return true
  }

  private func begin() {
    do {
      // A thread that has been stopped runs what it is given once more, to say so.
      try thread.submit { [self] _ in work() }
    } catch {
      work()
    }
  }

  private func work() {
    while let batch = next() { handle(batch) }
  }

  private func next() -> [Item]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isWorking = false
        return nil
      }
      let batch = Array(state.waiting.prefix(batchSize))
      state.waiting.removeFirst(batch.count)
      return batch
    }
  }
}
