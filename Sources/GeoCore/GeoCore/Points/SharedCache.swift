import Synchronization

/// A bounded store of values that are costly to make: each is made once however many ask at the same
/// time, and the ones not asked for longest make room.
///
/// Whoever asks while a value is being made waits for it; so it is called from the render threads
/// only, never from an event loop.
final class SharedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// A place for one value; its lock is held while the value is made.
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private struct State {
    var slots: [Key: Slot] = [:]
    /// The keys, the most recently asked for last.
    var order: [Key] = []
  }

  private let capacity: Int
  private let state = Mutex(State())

  init(capacity: Int) { self.capacity = capacity }

  /// The value of a key, made if it is not there. A failure is not kept.
  func value<Failure: Error>(
    for key: Key, make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let slot = slot(for: key)
    return try slot.value.withLock { value throws(Failure) in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }

  /// The values that are there now, the most recently asked for last; those being made are left out.
  var entries: [(key: Key, value: Value)] {
    let slots = state.withLock { state in state.order.map { ($0, state.slots[$0]) } }
    return slots.compactMap { key, slot in
      (slot?.value.withLockIfAvailable { $0 } ?? nil).map { (key, $0) }
    }
  }

  /// Puts a value that was made elsewhere in its place.
  func keep(_ value: Value, for key: Key) {
    slot(for: key).value.withLock { $0 = value }
  }

  private func slot(for key: Key) -> Slot {
    state.withLock { state in
      state.order.removeAll { $0 == key }
      state.order.append(key)
      if let slot = state.slots[key] { return slot }
      let slot = Slot()
      state.slots[key] = slot
      if state.order.count > capacity { state.slots[state.order.removeFirst()] = nil }
      return slot
    }
  }
}
