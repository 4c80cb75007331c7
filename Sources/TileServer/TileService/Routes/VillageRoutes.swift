import GeoCore
import Hummingbird

/// `/villages/{code}`: what is known of a village; `/villages/{code}/lineage`: what its code was and became;
/// `/villages/{code}/heat.{png|svg}`: its own heatmap; `/villages/{code}/months`: its reports month by month;
/// `/villages?near=lon,lat` or `?q=`: the villages around a place, or of a name.
///
/// A code may be that of BPS (`scheme=bps`), and the first three answer for any day (`asof=2020-01-01`).
struct VillageRoutes: Sendable {
  let service: ServiceContext

  /// What names a village besides its code.
  static let lineageParameters: [ParameterDescription] = [.scheme, .day]
  /// The parameters of a profile.
  static let profileParameters = HeatParameters.describedQuery + lineageParameters
  /// The parameters of a village's heatmap.
  static let pictureParameters = HeatParameters.described + [.scheme]
  /// The parameters of the lists: around a place, or of a name.
  static let listParameters: [ParameterDescription] = [
    .near, .villageName, .within, .limit(1...100, default: 1), .day,
  ]
  /// The parameters of the months.
  static let monthParameters: [ParameterDescription] = [.datetime, .category]

  func add(to router: PolicyRouter) {
    router.get("/villages/:code", .profile(of: village).showing(.villages), use: profile)
    router.get("/villages/:code/lineage", .needs(.read(.places)).showing(.villages), use: lineage)
    router.get(
      "/villages/:code/:picture", .density(formats: ["png", "svg"], of: village), use: heat)
    router.get("/villages/:code/months", .needs(.read(.tipDensity)), use: months)
    router.get("/villages", .needs(.read(.places)).showing(.villages), use: list)
  }

  /// The Kemendagri code of the village that a request is about.
  @Sendable
  private func village(_ request: Request, _ context: ServiceRequestContext) throws -> String {
    let scheme: CodeScheme? = try request.queryParameters().choice("scheme")
    return try service.snapshot().register.code(try context.part("code"), scheme: scheme)
  }

  @Sendable
  private func profile(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let code = try context.part("code")
    let zone = try service.snapshot().zone
    let query = try request.queryParameters()
    try query.requireDescribed(Self.profileParameters)
    let heat = try HeatParameters(query, zone: zone, for: context.caller.principal.role).query
    let (scheme, day) = try Self.choice(query)
    return try await service.render(request, context) { job in
      let history = try VillageHistory(
        code: code, scheme: scheme, asOf: day, in: job.snapshot.register)
      let answer = try VillageAnswer(
        history, query: heat, in: job.snapshot, for: job.disclosure)
      var representation = Representation(
        json: answer.json, caching: .personal, generation: job.snapshot.generation)
      representation.links = answer.successorCodes.prefix(20).map {
        "</villages/\($0)>; rel=\"successor-version\""
      }
      return representation
    }
  }

  @Sendable
  private func lineage(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let code = try context.part("code")
    let query = try request.queryParameters()
    try query.requireDescribed(Self.lineageParameters)
    let (scheme, day) = try Self.choice(query)
    return try await service.render(request, context) { job in
      let history = try VillageHistory(
        code: code, scheme: scheme, asOf: day, in: job.snapshot.register)
      return Representation(
        json: history.json, caching: .shared, generation: job.snapshot.generation)
    }
  }

  private static func choice(
    _ query: QueryParameters
  ) throws(RequestError) -> (scheme: CodeScheme?, day: CivilDate?) {
    (try query.choice("scheme"), try day(query))
  }

  private static func day(_ query: QueryParameters) throws(RequestError) -> CivilDate? {
    guard let text = query["asof"] else { return nil }
    guard let day = CivilDate(text) else {
      throw .badValue(parameter: "asof", value: text, expected: "a day such as 2020-01-01")
    }
    return day
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
    try query.requireDescribed(Self.pictureParameters)
    let scheme: CodeScheme? = try query.choice("scheme")
    let parameters = try HeatParameters(
      query, zone: try service.snapshot().zone, for: context.caller.principal.role)
    return try await service.render(request, context) { job in
      let heat = try VillageHeat(
        code: job.snapshot.register.code(code, scheme: scheme), parameters: parameters,
        in: job.snapshot, for: job.disclosure,
        while: job.isWanted)
      return Representation(
        format == .png ? try heat.png(scale: 2) : Array(heat.svg.utf8),
        mediaType: format.mediaType, caching: .personal, generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func months(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireDescribed(Self.monthParameters)
    let code = try AreaCode(try village(request, context))
    var wanted = try HotspotQuery(
      query, zone: try service.snapshot().zone, for: context.caller.principal.role)
    wanted.threads = 1
    let hotspots = wanted
    return try await service.render(request, context) { job in
      let months = try job.snapshot.villageMonths(of: code, hotspots, for: job.disclosure)
      return Representation(
        json: months.json, caching: .personal, generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func list(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireDescribed(Self.listParameters)
    if let name = query["q"] { return try await search(name, query, request, context) }
    let place = try Self.place(query)
    let (limit, day) = (try Self.limit(query), try Self.day(query))
    return try await service.render(request, context) { job in
      let list = VillageList(near: place, limit: limit, asOf: day, in: job.snapshot)
      return Representation(
        json: list.json, caching: .shared, generation: job.snapshot.generation)
    }
  }

  private func search(
    _ name: String, _ query: QueryParameters, _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    for other in ["near", "asof"] where query[other] != nil {
      throw RequestError.badValue(
        parameter: other, value: query[other] ?? "", expected: "not to be given beside q")
    }
    let (limit, area) = (try Self.limit(query), try query.areaCode("within"))
    return try await service.render(request, context) { job in
      let hits = VillageSearch(in: job.snapshot.register)
        .hits(for: name, within: area?.text, limit: limit)
      return Representation(
        json: VillageSearchText.json(hits), caching: .shared, generation: job.snapshot.generation)
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
