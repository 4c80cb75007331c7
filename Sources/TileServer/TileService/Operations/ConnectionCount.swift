import HummingbirdCore
import Synchronization

/// How many connections are open, and how many may be.
final class ConnectionCount: Sendable {
  private let current = Atomic<Int>(0)
  private let total = Atomic<Int>(0)
  private let bound = Atomic<Int>(0)

  /// Connections that are open.
  var open: Int { current.load(ordering: .relaxed) }
  /// Connections that were taken since the start.
  var taken: Int { total.load(ordering: .relaxed) }
  /// Connections that may be open.
  var limit: Int { bound.load(ordering: .relaxed) }

  /// What takes connections as long as there are fewer than `limit`; further ones wait in the system's
  /// queue.
  func delegate(limit: Int) -> Delegate {
    bound.store(limit, ordering: .relaxed)
    return Delegate(count: self)
  }

  /// Counts for the server.
  struct Delegate: AvailableConnectionsDelegate {
    fileprivate let count: ConnectionCount

    mutating func connectionOpened() {
      count.current.wrappingAdd(1, ordering: .relaxed)
      count.total.wrappingAdd(1, ordering: .relaxed)
    }

    mutating func connectionClosed() { count.current.wrappingSubtract(1, ordering: .relaxed) }

    func isAcceptingNewConnections() -> Bool { count.open < count.limit }
  }
}
