import GeoCore
import Hummingbird

/// `/villages/{code}`: what is known of a village; `/villages/{code}/heat.{png|svg}`: its own heatmap;
/// `/villages?near=lon,lat`: the villages around.
struct VillageRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get("/villages/:code", .profile(areaPart: "code"), use: profile)
    router.get(
      "/villages/:code/:picture", .density(formats: ["png", "svg"], areaPart: "code"), use: heat)
    router.get("/villages", .needs(.read(.places)), use: near)
  }

  @Sendable
  private func profile(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let code = try context.part("code")
    let zone = try service.snapshot().zone
    let query = try request.queryParameters()
    try query.requireKnown(HeatParameters.queryNames)
    let heat = try HeatParameters(query, zone: zone, for: context.caller.principal.role).query
    return try await service.render(request, context) { job in
      let profile = try VillageProfile(
        code: code, query: heat, in: job.snapshot, for: job.disclosure)
      return Representation(
        json: profile.json, caching: .personal, generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func heat(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let code = try context.part("code")
    let name = try context.part("picture")
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "heat" else { throw RequestError.unknownLayer(name) }
    guard let format = TileFormat(rawValue: String(parts[1])), format != .mvt else {
      throw RequestError.unknownFormat(String(parts[1]), layer: "heat")
    }
    let query = try request.queryParameters()
    try query.requireKnown(HeatParameters.names)
    let parameters = try HeatParameters(
      query, zone: try service.snapshot().zone, for: context.caller.principal.role)
    return try await service.render(request, context) { job in
      let heat = try VillageHeat(
        code: code, parameters: parameters, in: job.snapshot, for: job.disclosure,
        while: job.isWanted)
      return Representation(
        format == .png ? try heat.png(scale: 2) : Array(heat.svg.utf8),
        mediaType: format.mediaType, caching: .personal, generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func near(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireKnown(["near", "limit"])
    let place = try Self.place(query)
    let limit = try Self.limit(query)
    return try await service.render(request, context) { job in
      let list = VillageList(near: place, limit: limit, in: job.snapshot)
      return Representation(
        json: list.json, caching: .shared, generation: job.snapshot.generation)
    }
  }

  private static func place(_ query: QueryParameters) throws(RequestError) -> Coordinate {
    let text = query["near"] ?? ""
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, let longitude = DecimalNumber.parse(parts[0]),
      let latitude = DecimalNumber.parse(parts[1])
    {
      let place = Coordinate(longitude: longitude, latitude: latitude)
      if place.isOnGlobe { return place }
    }
    throw .badValue(parameter: "near", value: text, expected: "lon,lat in degrees")
  }

  private static func limit(_ query: QueryParameters) throws(RequestError) -> Int {
    let text = query["limit"] ?? "1"
    guard let limit = Int(text), (1...100).contains(limit) else {
      throw .badValue(parameter: "limit", value: text, expected: "a whole number from 1 to 100")
    }
    return limit
  }
}
