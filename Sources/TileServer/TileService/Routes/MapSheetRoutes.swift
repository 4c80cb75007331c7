import GeoCore
import Hummingbird

/// `/maps/{layer}.{pdf|svg|png}`: a printed map of a layer with the parameters of its tiles;
/// `/villages/{code}/sheet.pdf`: the sheet of a village; `/areas/{code}/sheet.pdf`: that of a larger area.
struct MapSheetRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get(
      "/maps/:document",
      .layers(in: "document", formats: SheetFormat.allCases.map(\.rawValue)), use: map)
    router.get(
      "/villages/:code/sheet.pdf",
      .profile(formats: ["pdf"], of: village).showing(.villages), use: villageSheet)
    router.get(
      "/areas/:code/sheet.pdf",
      .places(formats: ["pdf"], withAccommodations: "rooms, ").showing(.coverage), use: areaSheet)
  }

  /// The parameters of a village's sheet.
  static let villageParameters =
    HeatParameters.described + [.scheme, .language]

  @Sendable
  private func map(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let name = try context.part("document")
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let layer = TileLayer(rawValue: String(parts[0])) else {
      throw RequestError.unknownLayer(String(parts.first ?? ""))
    }
    guard let format = SheetFormat(rawValue: String(parts[1])) else {
      throw RequestError.unknownFormat(String(parts[1]), layer: layer.rawValue)
    }
    let wanted = try MapSheetRequest(
      layer, try request.queryParameters(), zone: try service.snapshot().zone,
      for: context.caller.principal.role)
    return try await service.render(request, context) { job in
      let sheet = try job.snapshot.mapSheet(wanted, for: job.disclosure, while: job.isWanted)
      let body = try format.data(
        of: sheet.scene(), day: job.snapshot.today,
        resolution: wanted.resolution ?? Paper.usualResolution, while: job.isWanted)
      return Representation(
        body, mediaType: format.mediaType, caching: layer.caching,
        generation: job.snapshot.generation)
    }
  }

  // MARK: Sheets

  /// The Kemendagri code of the village that a request is about.
  @Sendable
  private func village(_ request: Request, _ context: ServiceRequestContext) throws -> String {
    let scheme: CodeScheme? = try request.queryParameters().choice("scheme")
    return try service.snapshot().register.code(try context.part("code"), scheme: scheme)
  }

  @Sendable
  private func villageSheet(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireDescribed(Self.villageParameters)
    let code = try village(request, context)
    let language: DisplayLanguage = try query.choice("lang") ?? .indonesian
    let heat = try HeatParameters(
      query, zone: try service.snapshot().zone, for: context.caller.principal.role
    ).printed(isRampGiven: query["ramp"] != nil)
    return try await service.render(request, context) { job in
      let document = try job.snapshot.villageSheet(
        code: code, heat: heat, language: language, for: job.disclosure, while: job.isWanted)
      return try Self.answer(document, job)
    }
  }

  @Sendable
  private func areaSheet(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireDescribed([.language])
    let code = try context.part("code")
    let language: DisplayLanguage = try query.choice("lang") ?? .indonesian
    return try await service.render(request, context) { job in
      let document = try job.snapshot.areaSheet(
        code: code, language: language, for: job.disclosure, while: job.isWanted)
      return try Self.answer(document, job)
    }
  }

  private static func answer(
    _ document: SheetDocument, _ job: RenderJob
  ) throws -> Representation {
    Representation(
      try document.pdf(day: job.snapshot.today), mediaType: SheetFormat.pdf.mediaType,
      caching: .personal, generation: job.snapshot.generation)
  }
}
