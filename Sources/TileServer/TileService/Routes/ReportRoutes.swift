import GeoCore
import Hummingbird

/// `/reports/monthly?area=|office=&month=&f=json|csv|pdf`: what happened in a month in an area.
struct ReportRoutes: Sendable {
  let service: ServiceContext

  private enum Format: String, CaseIterable {
    case json
    case csv
    case pdf

    var mediaType: String {
      switch self {
      case .json: "application/json"
      case .csv: "text/csv; charset=utf-8"
      case .pdf: SheetFormat.pdf.mediaType
      }
    }
  }

  /// The parameters.
  static let parameters: [ParameterDescription] =
    MonthlyReportQuery.described + [.reportFormat, .language]

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
    let language: DisplayLanguage = try parameters.choice("lang") ?? .indonesian
    return try await service.render(request, context) { job in
      let report = try job.snapshot.monthlyReport(query, for: job.disclosure)
      let body =
        switch format {
        case .json: Array(report.json.utf8)
        case .csv: Array(report.csv.utf8)
        case .pdf:
          try report.document(of: job.snapshot, language: language).pdf(day: job.snapshot.today)
        }
      return Representation(
        body, mediaType: format.mediaType,
        caching: .personal, generation: job.snapshot.generation)
    }
  }
}
