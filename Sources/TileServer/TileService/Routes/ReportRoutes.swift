import GeoCore
import Hummingbird

/// `/reports/monthly?area=|office=&month=&f=json|csv`: what happened in a month in an area.
struct ReportRoutes: Sendable {
  let service: ServiceContext

  private enum Format: String, CaseIterable {
    case json
    case csv

    var mediaType: String { self == .json ? "application/json" : "text/csv; charset=utf-8" }
  }

  /// The parameters.
  static let parameters: [ParameterDescription] = MonthlyReportQuery.described + [.reportFormat]

  func add(to router: PolicyRouter) {
    router.get(
      "/reports/monthly", .needs(.read(.reports), formats: Format.allCases.map(\.rawValue)),
      use: monthly)
  }

  @Sendable
  private func monthly(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let parameters = try request.queryParameters()
    try parameters.requireDescribed(Self.parameters)
    let query = try MonthlyReportQuery(parameters)
    let format: Format = try parameters.choice("f") ?? .json
    return try await service.render(request, context) { job in
      let report = try job.snapshot.monthlyReport(query, for: job.disclosure)
      return Representation(
        Array((format == .json ? report.json : report.csv).utf8), mediaType: format.mediaType,
        caching: .personal, generation: job.snapshot.generation)
    }
  }
}
