import Foundation
import GeoCore
import Hummingbird

/// `GET /accommodations`: which of them report, the longest silent first;
/// `PUT /accommodations/{id}/reporting`: what an officer has found out.
struct AccommodationRoutes: Sendable {
  let service: ServiceContext
  let workspace: Workspace
  /// The day on which a report may have come at the latest.
  let today: @Sendable () -> CivilDate

  private static let limitRange = 1...10_000

  /// The parameters of the list.
  static let parameters: [ParameterDescription] =
    AccommodationSelection.described
    + [.limit(limitRange, default: 100), .offset, .tableFormat]

  func add(to router: PolicyRouter) {
    router.get(
      "/accommodations",
      .needs(.read(.officeWork), formats: TableText.Format.allCases.map(\.rawValue)), use: list)
    router.put("/accommodations/:id/reporting", .needs(.write(.officeWork)), use: setReporting)
  }

  // MARK: The list

  @Sendable
  private func list(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireDescribed(Self.parameters)
    let selection = try AccommodationSelection(query)
    let limit = try query.wholeNumber("limit", in: Self.limitRange) ?? 100
    let offset = try query.wholeNumber("offset", in: ParameterDescription.offsetRange) ?? 0
    let format: TableText.Format = try query.choice("f") ?? .json
    return try await service.render(request, context) { job in
      let list = try AccommodationList(
        selection, offset: offset, limit: limit, in: job.snapshot, for: job.disclosure)
      return Representation(
        Array(AccommodationListText(list).text(as: format).utf8), mediaType: format.mediaType,
        caching: .personal, generation: job.snapshot.generation)
    }
  }

  // MARK: Reporting

  private struct Change: Decodable {
    var reporting: String
    var last_report: String?
  }

  /// Sets whether an accommodation reports; the next request sees it. The change and its entry in the log
  /// are one transaction.
  @Sendable
  private func setReporting(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let id = try context.part("id")
    let body: Change = try await request.jsonBody()
    let (state, day) = (try Self.state(body.reporting), try lastReport(body.last_report))
    let (caller, snapshot) = (context.caller, try service.snapshot())
    let (holder, workspace, today) = (service.holder, workspace, today())
    let change = try await service.pool.run { _ in
      let change = try Self.write(id, state, day, by: caller, snapshot, workspace)
      try holder.follow(change, today: today)
      return change
    }
    return try Representation(json: Self.text(of: change), caching: .none).response(to: request)
  }

  private static func state(_ text: String) throws(RequestError) -> ReportingState {
    guard let state = ReportingState(rawValue: text) else {
      throw .badValue(
        parameter: "reporting", value: text,
        expected: ReportingState.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return state
  }

  private func lastReport(_ text: String?) throws(RequestError) -> CivilDate? {
    guard let text else { return nil }
    guard let day = CivilDate(text), day <= today() else {
      throw .badValue(
        parameter: "last_report", value: text,
        expected: "a day such as 2026-10-31 that has come")
    }
    return day
  }

  private static func write(
    _ id: String, _ state: ReportingState, _ day: CivilDate?, by caller: Caller,
    _ snapshot: DatasetSnapshot, _ workspace: Workspace
  ) throws -> ReportingChange {
    let words = [id, state.rawValue, day?.description].compactMap { $0 }
    let event = AuditEvent(
      by: caller.principal, purpose: caller.purpose?.text, action: "accommodations.reporting",
      detail: words.joined(separator: " "), rowCount: 1)
    do {
      return try workspace.write(noting: event) { transaction, _ in
        let house = try transaction.reader.accommodation(id)
        guard let place = house?.place, let village = snapshot.villages.area(containing: place),
          caller.principal.area.contains(code: village.code.text)
        else { throw ProblemDetails.unknownAccommodation(id) }
        return try transaction.setReporting(ofAccommodation: id, to: state, lastReport: day)
      }
    } catch let error as WorkspaceError {
      throw error.asUnwritable
    }
  }

  private static func text(of change: ReportingChange) -> String {
    let (before, after) = (change.before, change.after)
    return """
      {"id":\(JSONText.string(after.id)),"reporting":"\(after.reporting.rawValue)",\
      "last_report":\(after.lastReport.map { "\"\($0)\"" } ?? "null"),\
      "previous_reporting":"\(before.reporting.rawValue)",\
      "previous_last_report":\(before.lastReport.map { "\"\($0)\"" } ?? "null")}
      """
  }
}

extension ProblemDetails {
  /// An accommodation that is not there, or lies where the caller is not responsible.
  static func unknownAccommodation(_ id: String) -> ProblemDetails {
    ProblemDetails(
      status: .notFound, code: "unknown-accommodation",
      detail: "there is no accommodation '\(id.prefix(60))' in your area")
  }
}

extension WorkspaceError {
  /// What a client is told whose change cannot be written.
  fileprivate var asUnwritable: any Error {
    switch self {
    case .readOnly, .locked, .noSpace: ProblemDetails.unwritable
    default: self
    }
  }
}
