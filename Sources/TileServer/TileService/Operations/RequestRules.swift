import Synchronization

/// What of the configuration is looked at with every request, and may change while the server runs.
struct RequestRules: Sendable {
  let crossOrigin: CrossOriginRules
  let publicLayers: PublicLayers
  /// Bytes that a body may have.
  let bodyLimit: Int
  let logsRequests: Bool

  /// The rules of a configuration.
  init(_ configuration: ServiceConfiguration) {
    crossOrigin = CrossOriginRules(configuration.corsOrigins)
    publicLayers = PublicLayers(configuration.publicLayers)
    bodyLimit = configuration.bodyLimit
    logsRequests = configuration.logsRequests
  }

  /// The rules that hold at the moment. Asking for them moves one pointer.
  final class Live: Sendable {
    private final class Box: Sendable {
      let rules: RequestRules
      init(_ rules: RequestRules) { self.rules = rules }
    }

    private let box: Mutex<Box>
    private let count = Atomic(0)

    /// Rises when other rules are put in place.
    var version: Int { count.load(ordering: .acquiring) }

    /// Rules that hold until others do.
    init(_ rules: RequestRules = RequestRules(ServiceConfiguration(workspace: ""))) {
      box = Mutex(Box(rules))
    }

    /// The rules.
    var current: RequestRules { box.withLock { $0 }.rules }

    /// Puts other rules in place; requests under way keep those that they have looked at.
    func replace(with rules: RequestRules) {
      let new = Box(rules)
      box.withLock { $0 = new }
      count.add(1, ordering: .acquiringAndReleasing)
    }
  }
}
