import Synchronization

/// A row of values each of which is made when it is first asked for, once, and then stays.
///
/// Whoever asks while a value is being made waits for it.
final class LazyBlocks<Block: Sendable>: Sendable {
  /// A place for one value; its lock is held while the value is made.
  private final class Slot: Sendable {
    let value = Mutex<Block?>(nil)
  }

  private let slots: [Slot]

  init(count: Int) { slots = (0..<count).map { _ in Slot() } }

  /// The value of a number.
  func block(_ number: Int, make: () -> Block) -> Block {
    slots[number].value.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
