import Synchronization

/// Where the service stands in its life, for whoever asks whether to send it requests.
final class ServiceState: Sendable {
  private struct Served {
    var generation: Int64
    var since: Int64
  }

  private let clock: ServiceClock
  private let draining = Atomic(false)
  private let served = Mutex<Served?>(nil)

  init(clock: ServiceClock = .system) { self.clock = clock }

  /// Whether the service has been told to stop.
  var isDraining: Bool { draining.load(ordering: .relaxed) }

  /// The service has been told to stop.
  func drain() { draining.store(true, ordering: .relaxed) }

  /// Notes the data generation that is served now.
  func serves(_ generation: Int64) {
    let now = clock.milliseconds()
    served.withLock { served in
      if served?.generation != generation { served = Served(generation: generation, since: now) }
    }
  }

  /// Seconds since the data generation that is served was first seen; `nil` before there is one.
  var snapshotAge: Double? {
    let now = clock.milliseconds()
    return served.withLock { $0.map { Double(now - $0.since) / 1000 } }
  }
}

/// What the service needs to be run by others: figures, its state, and what may change on a reload.
struct ServiceOperations: Sendable {
  let metrics = ServiceMetrics()
  let state: ServiceState
  let connections = ConnectionCount()
  let rules: RequestRules.Live

  init(
    rules: RequestRules.Live = RequestRules.Live(), state: ServiceState = ServiceState()
  ) {
    self.rules = rules
    self.state = state
  }
}
