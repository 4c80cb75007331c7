import GeoCore
import Hummingbird

/// `/styles/{name}.json`: a MapLibre style of the boundaries, ready for a client to open.
struct StyleRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get("/styles/:document", .needs(.read(.places)).showing(.villages), use: style)
  }

  @Sendable
  private func style(_ request: Request, context: ServiceRequestContext) throws -> Response {
    guard try context.part("document") == "petabinaan.json" else {
      throw ProblemDetails.notFound(request.uri.path)
    }
    try request.queryParameters().requireKnown([])
    let snapshot = try service.snapshot()
    let style = MapStyle(
      address: service.access.exposure.baseAddress(of: request), snapshot: snapshot)
    return try Representation(
      json: style.text, caching: .shared, generation: snapshot.generation
    ).response(to: request)
  }
}
