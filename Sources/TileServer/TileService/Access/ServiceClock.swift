import Synchronization

/// A clock that only goes forward, for time limits.
struct ServiceClock: Sendable {
  /// Milliseconds since some moment before the first request.
  let milliseconds: @Sendable () -> Int64

  /// The clock of the machine.
  static let system: ServiceClock = {
    let start = ContinuousClock.now
    return ServiceClock { Int64((ContinuousClock.now - start) / .milliseconds(1)) }
  }()
}
