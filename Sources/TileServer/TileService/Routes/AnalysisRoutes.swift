import GeoCore
import Hummingbird

/// `/analysis/density?by=village|district|regency|province&f=json|csv|geojson`: the table of a density;
/// `/analysis/coverage?by=&asof=&compare=&within=&far_minutes=&f=`: that of the programme.
struct AnalysisRoutes: Sendable {
  let service: ServiceContext

  /// The parameters of the table of a density.
  static let densityParameters: [ParameterDescription] =
    HeatParameters.describedQuery + VillageTableOptions.described + [.tableLevel, .tableFormat]

  /// The parameters of the table of the programme.
  static let coverageParameters: [ParameterDescription] = CoverageQuery.described + [.tableFormat]

  func add(to router: PolicyRouter) {
    router.get(
      "/analysis/density", .density(formats: TableText.Format.allCases.map(\.rawValue)),
      use: density)
    router.get(
      "/analysis/coverage",
      .places(formats: TableText.Format.allCases.map(\.rawValue), withAccommodations: "rooms")
        .showing(.coverage),
      use: coverage)
  }

  @Sendable
  private func coverage(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let parameters = try request.queryParameters()
    try parameters.requireDescribed(Self.coverageParameters)
    let query = try CoverageQuery(parameters)
    let format: TableText.Format = try parameters.choice("f") ?? .json
    return try await service.render(request, context) { job in
      let table = try job.snapshot.coverageTable(query, for: job.disclosure)
      return Representation(
        Array(table.text(as: format).utf8), mediaType: format.mediaType, caching: .personal,
        generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func density(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let parameters = try request.queryParameters()
    try parameters.requireDescribed(Self.densityParameters)
    let role = context.caller.principal.role
    let level =
      try parameters.choice("by") ?? (role == .partner ? .district : .village)
      as AdministrativeLevel
    let format: TableText.Format = try parameters.choice("f") ?? .json
    let query = try HeatParameters(
      parameters, zone: try service.snapshot().zone, for: role
    ).query
    var options = try VillageTableOptions(parameters)
    options.threads = 1
    if level == .village, role == .partner {
      throw DisclosureRefusal.parameter(
        "by", value: "village", allowed: "district, regency, province", role)
    }
    let wanted = options
    return try await service.render(request, context) { job in
      let text =
        level == .village
        ? VillageDensityText(
          rows: try job.snapshot.villageDensities(of: query, wanted, for: job.disclosure),
          snapshot: job.snapshot
        ).text(as: format)
        : AreaCountText(
          rows: try job.snapshot.areaCounts(by: level, of: query, for: job.disclosure),
          level: level, snapshot: job.snapshot
        ).text(as: format)
      return Representation(
        Array(text.utf8), mediaType: format.mediaType, caching: .personal,
        generation: job.snapshot.generation)
    }
  }
}
