import CoreMetrics
import GeoCore

/// What the service counts of itself. Everything that a request notes was looked up at the start.
///
/// Of reports it is counted how many came in altogether, and nothing of what they say: no category, no code of a
/// place, no name of an account.
final class ServiceMetrics: Sendable {
  static let requestsName = "petabinaan_http_requests_total"
  private static let durationName = "petabinaan_http_request_duration_seconds"
  private static let cacheName = "petabinaan_tile_cache_requests_total"
  private static let reloadName = "petabinaan_reloads_total"

  /// Every metric.
  let registry = MetricsRegistry()
  private let durations: [Timer]
  private let cacheResults: [Counter]
  private let sentBytes: Counter
  private let reloads: (done: Counter, refused: Counter)
  /// What is counted of paths that have no route.
  let noRoute: RouteMetrics

  /// Formats, and what names a request about no layer.
  private static let formats = TileFormat.allCases.map(\.rawValue) + ["json", "other"]
  private static let layers = TileLayer.allCases.map(\.rawValue) + ["none"]

  /// Metrics that have counted nothing.
  init() {
    let registry = registry
    var durations: [Timer] = []
    for layer in Self.layers {
      for format in Self.formats {
        for cache in CacheResult.allCases {
          durations.append(
            Timer(
              label: Self.durationName,
              dimensions: [("layer", layer), ("format", format), ("cache", cache.rawValue)],
              factory: registry))
        }
      }
    }
    self.durations = durations
    cacheResults = CacheResult.allCases.map {
      Counter(label: Self.cacheName, dimensions: [("result", $0.rawValue)], factory: registry)
    }
    sentBytes = Counter(label: "petabinaan_http_response_bytes_total", factory: registry)
    reloads = (
      Counter(label: Self.reloadName, dimensions: [("result", "done")], factory: registry),
      Counter(label: Self.reloadName, dimensions: [("result", "refused")], factory: registry)
    )
    noRoute = RouteMetrics("none", method: "any", in: registry)
    registry.describe(Self.requestsName, "Answers, by route and status.")
    registry.describe(
      Self.durationName, "Time from a request's head to its answer, by layer, format and cache.")
    registry.describe(Self.cacheName, "What came of asking the tile cache.")
    registry.describe("petabinaan_http_response_bytes_total", "Bytes of the bodies of answers.")
    registry.describe(Self.reloadName, "Reloads of the configuration.")
  }

  /// Notes an answer.
  /// - Parameters:
  ///   - notes: What was noted of the request.
  ///   - path: The path of the request, whose ending names the format.
  ///   - status: The status.
  ///   - bytes: The length of the body.
  ///   - nanoseconds: How long it took.
  func answered(
    _ notes: RequestRecord.Notes, path: some StringProtocol, status: Int, bytes: Int,
    nanoseconds: Int64
  ) {
    (notes.route ?? noRoute).count(status)
    durations[Self.index(notes.layer, path, notes.cache)].recordNanoseconds(nanoseconds)
    if notes.cache != .none, let index = CacheResult.allCases.firstIndex(of: notes.cache) {
      cacheResults[index].increment()
    }
    if bytes > 0 { sentBytes.increment(by: bytes) }
  }

  /// Notes a reload.
  func reloaded(_ isDone: Bool) { (isDone ? reloads.done : reloads.refused).increment() }

  private static func index(
    _ layer: TileLayer?, _ path: some StringProtocol, _ cache: CacheResult
  ) -> Int {
    let layer = layer.flatMap(TileLayer.allCases.firstIndex) ?? TileLayer.allCases.count
    let result = CacheResult.allCases.firstIndex(of: cache) ?? 0
    return (layer * formats.count + format(of: path)) * CacheResult.allCases.count + result
  }

  /// Which of `formats` a path ends with.
  private static func format(of path: some StringProtocol) -> Int {
    let ending = path.utf8.suffix(5)
    let index = formats.dropLast().firstIndex { name in
      let wanted = name.utf8
      return ending.suffix(wanted.count).elementsEqual(wanted)
        && ending.dropLast(wanted.count).last == UInt8(ascii: ".")
    }
    return index ?? formats.count - 1
  }
}
