import GeoCore
import Hummingbird

/// `/health/live`: the process answers. `/health/ready`: it has data to answer with, and goes on answering.
struct HealthRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get("/health/live", .needs(.everyone), use: live)
    router.get("/health/ready", .needs(.everyone), use: ready)
  }

  @Sendable
  private func live(_ request: Request, context: ServiceRequestContext) throws -> Response {
    try Representation(json: #"{"status":"live"}"#, caching: .none).response(to: request)
  }

  @Sendable
  private func ready(_ request: Request, context: ServiceRequestContext) throws -> Response {
    guard !service.operations.state.isDraining else { throw ProblemDetails.draining }
    let snapshot = try service.snapshot()
    let load = service.pool.load
    let text = """
      {"status":"ready","generation":\(snapshot.generation),\
      "villages":\(snapshot.villages.areas.count),"today":\(JSONText.string("\(snapshot.today)")),\
      "render":{"running":\(load.running),"waiting":\(load.waiting),"limit":\(load.limit)}}
      """
    return try Representation(json: text, caching: .none, generation: snapshot.generation)
      .response(to: request)
  }
}

extension ProblemDetails {
  /// The service has been told to stop.
  static let draining = ProblemDetails(
    status: .serviceUnavailable, code: "draining",
    detail: "the server is about to stop; ask another one", headers: [.retryAfter: "10"])
}
