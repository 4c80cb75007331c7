import Synchronization

/// Work that many ask for at the same time and that is done once: whoever comes while it is under way waits for
/// what comes out of it.
///
/// The work goes on for as long as one of them waits. Every waiter is answered on every path.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// One piece of work, and those who wait for it.
  private final class Flight: Sendable {
    struct State {
      /// Who has come and not gone, with what answers him once he waits.
      var waiters: [Int: CheckedContinuation<Value, any Error>?] = [:]
      var nextTicket = 0
      var outcome: Result<Value, any Error>?
    }

    let state = Mutex(State())

    /// A place among those who wait; `nil` when all of them have gone, and the work with them.
    func join(first: Bool) -> Int? {
      state.withLock { state in
        guard first || !state.waiters.isEmpty || state.outcome != nil else { return nil }
        state.waiters.updateValue(nil, forKey: state.nextTicket)
        state.nextTicket += 1
        return state.nextTicket - 1
      }
    }

    var isWanted: Bool { state.withLock { !$0.waiters.isEmpty } }

    func land(_ outcome: Result<Value, any Error>) {
      let waiting = state.withLock { state in
        defer { state.waiters = [:] }
        state.outcome = outcome
        return state.waiters.values.compactMap(\.self)
      }
      for continuation in waiting { continuation.resume(with: outcome) }
    }

    /// Gives a place up; whoever waited on it is answered.
    func leave(_ ticket: Int) {
      let waiting = state.withLock { $0.waiters.removeValue(forKey: ticket) ?? nil }
      waiting?.resume(throwing: CancellationError())
    }

    func value(_ ticket: Int) async throws -> Value {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let early: Result<Value, any Error>? = state.withLock { state in
            if let outcome = state.outcome { return outcome }
            // A place that was given up before the wait began.
            guard state.waiters.keys.contains(ticket) else { return .failure(CancellationError()) }
            state.waiters.updateValue(continuation, forKey: ticket)
            return nil
          }
          if let early { continuation.resume(with: early) }
        }
      } onCancel: {
        leave(ticket)
      }
    }
  }

  private let flights = Mutex<[Key: Flight]>([:])

  /// The value of a key, from work that is under way or begins now.
  /// - Parameters:
  ///   - key: What tells one piece of work from another.
  ///   - pool: Where it is done.
  ///   - work: Given a question that it may ask as often as it likes: whether somebody still waits.
  /// - Returns: What the work returns.
  /// - Throws: `RenderPool.Overloaded` when it cannot begin, `CancellationError` when the asker has gone, or
  ///   what the work throws.
  func value(
    for key: Key, on pool: RenderPool,
    _ work: @escaping @Sendable (_ isWanted: @escaping @Sendable () -> Bool) throws -> Value
  ) async throws -> Value {
    let (flight, ticket, isFirst) = board(key)
    if isFirst {
      do {
        try pool.submit { [self] isActive in
          let outcome = Result<Value, any Error> {
            guard isActive, flight.isWanted else { throw CancellationError() }
            return try work { flight.isWanted }
          }
          end(flight, key, outcome)
        }
      } catch {
        end(flight, key, .failure(error))
      }
    }
    return try await flight.value(ticket)
  }

  private func board(_ key: Key) -> (flight: Flight, ticket: Int, isFirst: Bool) {
    flights.withLock { flights in
      if let flight = flights[key], let ticket = flight.join(first: false) {
        return (flight, ticket, false)
      }
      let flight = Flight()
      flights[key] = flight
      return (flight, flight.join(first: true) ?? 0, true)
    }
  }

  private func end(_ flight: Flight, _ key: Key, _ outcome: Result<Value, any Error>) {
    // Work that was given up may have been followed by other work for the same key.
    flights.withLock { if $0[key] === flight { $0[key] = nil } }
    flight.land(outcome)
  }
}
