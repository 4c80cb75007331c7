import GeoCore
import Synchronization

/// What came of asking the tile cache.
enum CacheResult: String, CaseIterable, Sendable {
  /// Found in memory.
  case hit
  /// Found in memory, and still right after a change of the data.
  case renewed
  /// Found in the store beside the workspace.
  case store
  /// Drawn.
  case miss
  /// Not asked.
  case none

  /// What it comes to that a tile came from somewhere; for all who waited for it the same.
  init(_ origin: TileOrigin) {
    switch origin {
    case .known: self = .hit
    case .renewed: self = .renewed
    case .stored: self = .store
    case .drawn: self = .miss
    }
  }
}

/// What the parts of the service note of one request on its way, for its line in the log and for the
/// metrics. It holds nothing of who asks but the role.
final class RequestRecord: Sendable {
  /// The notes.
  struct Notes: Sendable {
    /// The route that answers; `nil` for a path that has none.
    var route: RouteMetrics?
    var layer: TileLayer?
    var cache = CacheResult.none
    var role = Role.public
    /// The name of the request.
    var name = ""
  }

  private let state = Mutex(Notes())

  /// What has been noted so far.
  var notes: Notes { state.withLock { $0 } }

  /// Notes what came of asking the tile cache.
  func cacheResult(_ result: CacheResult) { state.withLock { $0.cache = result } }

  /// Notes which route answers, and about which layer.
  func route(_ route: RouteMetrics, _ layer: TileLayer?) {
    state.withLock { notes in
      notes.route = route
      notes.layer = layer
    }
  }

  /// Notes the name of the request.
  func name(_ name: String) { state.withLock { $0.name = name } }

  /// Notes in which role the request comes.
  func role(_ role: Role) { state.withLock { $0.role = role } }
}
