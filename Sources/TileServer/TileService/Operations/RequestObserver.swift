import GeoCore
import HTTPTypes
import Hummingbird
import Logging

/// The outermost step of every request: gives it a name, measures it, and writes its line in the log.
struct RequestObserver: RouterMiddleware {
  let operations: ServiceOperations

  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let name = RequestIdentifier.of(request.headers)
    context.record.name(name)
    var response = try await next(request, context)
    // Also an error has no body here: a client would take it for the next answer.
    if request.method == .head { response = response.createHeadResponse() }
    response.headers[.requestIdentifier] = name
    if operations.state.isDraining { response.headers[.connection] = "close" }
    note(response, request, context, since: start)
    return response
  }

  private func note(
    _ response: Response, _ request: Request, _ context: ServiceRequestContext,
    since start: ContinuousClock.Instant
  ) {
    let notes = context.record.notes
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    let nanoseconds = seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
    let bytes = response.body.contentLength ?? 0
    operations.metrics.answered(
      notes, path: request.uri.path, status: response.status.code, bytes: bytes,
      nanoseconds: nanoseconds)
    guard operations.rules.current.logsRequests else { return }
    // The route and never the address: an address may tell what an officer looks for.
    context.namedLogger.info(
      "request",
      metadata: [
        "method": .string(Self.method(request)), "status": "\(response.status.code)",
        "route": .string(notes.route?.pattern ?? "none"), "bytes": "\(bytes)",
        "ms": .string(Self.milliseconds(nanoseconds)), "role": .string(notes.role.rawValue),
        "cache": .string(notes.cache.rawValue),
      ])
  }

  /// A method may be any word that a client makes up.
  private static func method(_ request: Request) -> String {
    request.method.rawValue.utf8.count <= 10 ? request.method.rawValue : "other"
  }

  /// With three digits after the point.
  private static func milliseconds(_ nanoseconds: Int64) -> String {
    let microseconds = nanoseconds / 1000
    let rest = "\(microseconds % 1000)"
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
