import GeoCore
import Hummingbird

/// `/health/live`: the process answers. `/health/ready`: it has data to answer with.
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
    let generation = try service.snapshot().generation
    return try Representation(
      json: #"{"status":"ready","generation":\#(generation)}"#, caching: .none,
      generation: generation
    ).response(to: request)
  }
}
