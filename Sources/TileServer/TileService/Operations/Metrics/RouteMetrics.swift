import CoreMetrics

/// How often a route has answered with each status.
final class RouteMetrics: Sendable {
  /// The pattern of the route, such as `/villages/{code}`: what stands in the log in place of the path.
  let pattern: String
  private let counters: [Counter]

  private static let statuses = [
    200, 201, 202, 204, 206, 303, 304, 400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 416, 417,
    421, 429, 431, 500, 501, 503,
  ]

  /// The counters of a route, made once.
  init(_ pattern: String, method: String, in factory: any MetricsFactory) {
    self.pattern = pattern
    let names = Self.statuses.map { "\($0)" } + ["other"]
    counters = names.map { status in
      Counter(
        label: ServiceMetrics.requestsName,
        dimensions: [("method", method), ("route", pattern), ("status", status)],
        factory: factory)
    }
  }

  /// Counts an answer.
  func count(_ status: Int) {
    counters[Self.statuses.firstIndex(of: status) ?? Self.statuses.count].increment()
  }
}
