import GeoCore
import Hummingbird

/// `/geocode?q=…`: the places that an address in words may mean, likeliest first;
/// `/reverse?lon=…&lat=…`: the village around a place.
///
/// Names of places are no reports: everybody may ask. Accommodations are among the answers for those only who
/// see their layer.
struct GeocodeRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get("/geocode", .needs(.read(.places)).showing(.villages), use: geocode)
    router.get("/reverse", .needs(.read(.places)).showing(.villages), use: reverse)
  }

  @Sendable
  private func geocode(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let query = try PlaceRequest(try request.queryParameters()).query
    let withheld = service.withheldLayers(from: context.caller)
    return try await service.render(request, context) { job in
      let geocoder = job.snapshot.geocoder(
        for: job.disclosure, withoutOffices: withheld.contains(.offices),
        withoutServices: withheld.contains(.servicePoints))
      let found = geocoder.candidates(for: query)
      return Representation(
        json: "{\"candidates\":\(PlaceCandidateText.json(found))}", caching: .personal,
        generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func reverse(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let place = try ReverseRequest(try request.queryParameters()).place
    return try await service.render(request, context) { job in
      let found = job.snapshot.geocoder.candidate(at: place)
      return Representation(
        json: "{\"candidates\":\(PlaceCandidateText.json(found.map { [$0] } ?? []))}",
        caching: .shared, generation: job.snapshot.generation)
    }
  }
}
