import GeoCore
import Hummingbird

/// `/analysis/hotspots`, `/analysis/clusters`, `/analysis/scan`, `/analysis/trends`: what is more than chance, as tables.
struct StatisticsRoutes: Sendable {
  let service: ServiceContext

  /// The parameters of hotspots.
  static let hotspotParameters: [ParameterDescription] = HotspotQuery.described + [.tableFormat]

  /// The parameters of clusters.
  static let clusterParameters: [ParameterDescription] = ClusterQuery.described + [.tableFormat]

  /// The parameters of the scan.
  static let scanParameters: [ParameterDescription] =
    HotspotQuery.describedCommon + [.tableFormat]

  /// The parameters of trends.
  static let trendParameters: [ParameterDescription] =
    HotspotQuery.describedCommon + [.weights, .tableFormat]

  func add(to router: PolicyRouter) {
    let policy = RoutePolicy.needs(
      .read(.tipDensity), formats: TableText.Format.allCases.map(\.rawValue))
    router.get("/analysis/hotspots", policy) { request, context in
      try await answer(request, context, Self.hotspotParameters) { query, job, format in
        AreaHotspotsText(
          try job.snapshot.hotspots(query, for: job.disclosure, isWanted: job.isWanted),
          snapshot: job.snapshot
        ).text(as: format)
      }
    }
    router.get(
      "/analysis/clusters",
      .needs(.read(.tips), formats: TableText.Format.allCases.map(\.rawValue)), use: clusters)
    router.get("/analysis/scan", policy) { request, context in
      try await answer(request, context, Self.scanParameters) { query, job, format in
        ReportScanText(
          try job.snapshot.scan(query, for: job.disclosure, isWanted: job.isWanted),
          snapshot: job.snapshot
        ).text(as: format)
      }
    }
    router.get("/analysis/trends", policy) { request, context in
      try await answer(request, context, Self.trendParameters) { query, job, format in
        AreaTrendsText(
          try job.snapshot.trends(query, for: job.disclosure, isWanted: job.isWanted),
          snapshot: job.snapshot
        ).text(as: format)
      }
    }
  }

  @Sendable
  private func clusters(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let parameters = try request.queryParameters()
    try parameters.requireDescribed(Self.clusterParameters)
    let format: TableText.Format = try parameters.choice("f") ?? .json
    var wanted = try ClusterQuery(
      parameters, zone: try service.snapshot().zone, for: context.caller.principal.role)
    wanted.threads = 1
    let query = wanted
    return try await service.render(request, context) { job in
      let found = try job.snapshot.reportClusters(
        query, for: job.disclosure, isWanted: job.isWanted)
      return Representation(
        Array(ReportClustersText(found).text(as: format).utf8), mediaType: format.mediaType,
        caching: .personal, generation: job.snapshot.generation)
    }
  }

  private func answer(
    _ request: Request, _ context: ServiceRequestContext, _ known: [ParameterDescription],
    _ text: @escaping @Sendable (HotspotQuery, RenderJob, TableText.Format) throws -> String
  ) async throws -> Response {
    let parameters = try request.queryParameters()
    try parameters.requireDescribed(known)
    let format: TableText.Format = try parameters.choice("f") ?? .json
    var wanted = try HotspotQuery(
      parameters, zone: try service.snapshot().zone, for: context.caller.principal.role)
    // One thread a request: others wait for theirs.
    wanted.threads = 1
    let query = wanted
    return try await service.render(request, context) { job in
      Representation(
        Array(try text(query, job, format).utf8), mediaType: format.mediaType, caching: .personal,
        generation: job.snapshot.generation)
    }
  }
}
