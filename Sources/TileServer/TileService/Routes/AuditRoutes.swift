import GeoCore
import Hummingbird

/// `/audit`: the log of who has done and seen what, for auditors.
struct AuditRoutes: Sendable {
  let audit: AuditQueue
  let workspace: Workspace

  /// The parameters.
  static let parameters: [ParameterDescription] = [.limit(1...1000, default: 100)]

  func add(to router: PolicyRouter) {
    router.get("/audit", .needs(.read(.auditLog)), use: entries)
  }

  /// The newest entries. Reading them is noted first, so that nobody reads unseen.
  @Sendable
  private func entries(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    let query = try request.queryParameters()
    try query.requireDescribed(Self.parameters)
    let limit = try Self.limit(query)
    let caller = context.caller
    let workspace = workspace
    let entries = try await audit.afterWriting {
      let own = try Self.note(caller, limit, in: workspace)
      return try workspace.read { try $0.latestAudit(limit, upTo: own.number - 1) }
    }
    let text = entries.map(\.json).joined(separator: ",")
    return try Representation(json: "{\"entries\":[\(text)]}", caching: .none)
      .response(to: request)
  }

  private static func note(
    _ caller: Caller, _ limit: Int, in workspace: Workspace
  ) throws -> AuditEntry {
    let event = AuditEvent(
      by: caller.principal, purpose: caller.purpose?.text, action: "audit.show",
      detail: "GET /audit?limit=\(limit)")
    do {
      let key = try workspace.auditKey()
      return try workspace.write { try $0.append(event, sealedBy: key) }
    } catch {
      throw ProblemDetails.auditUnavailable
    }
  }

  private static func limit(_ query: QueryParameters) throws(RequestError) -> Int {
    let text = query["limit"] ?? "100"
    guard let limit = Int(text), (1...1000).contains(limit) else {
      throw .badValue(parameter: "limit", value: text, expected: "a whole number from 1 to 1000")
    }
    return limit
  }
}
