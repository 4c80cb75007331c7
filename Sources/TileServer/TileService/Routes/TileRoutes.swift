import GeoCore
import Hummingbird

/// `/tiles/{layer}/{z}/{x}/{y}[@2x].{png|svg|mvt}` and `/tiles/{layer}.json`.
struct TileRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get(
      "/tiles/:layer/:z/:x/:rest", .layers(in: "layer", formats: ["png", "svg", "mvt"]), use: tile)
    router.get("/tiles/:layer", .layers(in: "layer", formats: ["json"]), use: tileJSON)
  }

  @Sendable
  private func tile(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try await answer(request, context) { zone, role in
      try TileRequest(
        layer: try context.part("layer"), zoom: try context.part("z"),
        x: try context.part("x"), rest: try context.part("rest"),
        query: try request.queryParameters(), zone: zone, for: role)
    }
  }

  /// Answers with a tile, whatever the route that it was asked by.
  /// - Parameters:
  ///   - request: The request.
  ///   - context: On whose behalf.
  ///   - read: Reads which tile is wanted, given the zone of bare dates and the role.
  /// - Returns: The tile, as it is kept or as it is drawn now.
  /// - Throws: What `read` and drawing throw.
  func answer(
    _ request: Request, _ context: ServiceRequestContext,
    _ read: (TimeZoneOffset, Role) throws -> TileRequest
  ) async throws -> Response {
    let snapshot = try service.snapshot()
    let wanted = try read(snapshot.zone, context.caller.principal.role)
    return try await service.tiles.response(
      to: request, of: wanted, from: snapshot, for: context.caller.disclosure,
      noting: context.record)
  }

  @Sendable
  private func tileJSON(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let name = try context.part("layer")
    guard name.hasSuffix(".json") else { throw RequestError.unknownLayer(name) }
    let layerName = String(name.dropLast(5))
    guard let layer = TileLayer(rawValue: layerName) else {
      throw RequestError.unknownLayer(layerName)
    }
    let query = try request.queryParameters()
    let content = try TileRequest.Content(
      layer, query, zone: try service.snapshot().zone, for: context.caller.principal.role)
    let address = service.access.exposure.baseAddress(of: request)
    let parameters = request.uri.query ?? ""
    return try await service.render(request, context) { job in
      let document = TileJSON(
        content: content, snapshot: job.snapshot, address: address, query: parameters)
      return Representation(
        json: try document.text(for: job.disclosure), caching: layer.caching,
        generation: job.snapshot.generation)
    }
  }
}

extension TileLayer {
  /// What everybody sees may be kept by anyone, everything else by the client alone.
  var caching: Representation.Caching { entry.isForEverybody ? .shared : .personal }
}

extension TileRequest {
  var caching: Representation.Caching { content.layer.caching }
}
