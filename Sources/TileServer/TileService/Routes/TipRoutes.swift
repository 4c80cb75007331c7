import Foundation
import GeoCore
import Hummingbird

/// `PATCH /tips/{id}`: triage by an officer in whose area the tip lies.
struct TipRoutes: Sendable {
  let service: ServiceContext
  let workspace: Workspace
  /// The day for which a newer snapshot is made.
  let today: @Sendable () -> CivilDate

  func add(to router: PolicyRouter) {
    router.patch("/tips/:id", .needs(.write(.tips)), use: triage)
  }

  private struct Change: Decodable {
    var status: String
  }

  /// Sets where a tip stands; the next request sees it. The change and its entry in the log are one
  /// transaction.
  @Sendable
  private func triage(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let id = try context.part("id")
    let change: Change = try await request.jsonBody()
    guard let status = TipStatus(rawValue: change.status) else {
      throw RequestError.badValue(
        parameter: "status", value: change.status,
        expected: TipStatus.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let (caller, snapshot) = (context.caller, try service.snapshot())
    let (holder, workspace, day) = (service.holder, workspace, today())
    let outcome = try await service.pool.run { _ in
      let outcome = try Self.change(id, to: status, by: caller, snapshot, workspace)
      try holder.refresh(today: day)
      return outcome
    }
    let text = """
      {"id":\(JSONText.string(outcome.id)),"status":"\(outcome.after.rawValue)",\
      "previous_status":"\(outcome.before.rawValue)"}
      """
    return try Representation(json: text, caching: .none).response(to: request)
  }

  private static func change(
    _ id: String, to status: TipStatus, by caller: Caller, _ snapshot: DatasetSnapshot,
    _ workspace: Workspace
  ) throws -> TriageOutcome {
    let event = AuditEvent(
      by: caller.principal, purpose: caller.purpose?.text, action: "tips.triage",
      detail: "\(id) \(status.rawValue)", rowCount: 1)
    do {
      return try workspace.write(noting: event) { transaction, _ in
        // To find out whether the tip is the officer's concern; it is not shown.
        guard let id = try Self.id(id, in: transaction.reader) else {
          throw ProblemDetails.unknownTip(id)
        }
        let tip = try transaction.reader.tip(id, for: .owner(purpose: "triage"))
        guard let place = tip?.place, let village = snapshot.villages.area(containing: place),
          caller.principal.area.contains(code: village.code.text)
        else { throw ProblemDetails.unknownTip(id) }
        return try transaction.triage(
          tip: id, to: status,
          at: Instant(secondsSince1970: Int64(Date().timeIntervalSince1970)))
      }
    } catch let error as WorkspaceError {
      switch error {
      case .readOnly, .locked, .noSpace: throw ProblemDetails.unwritable
      default: throw error
      }
    }
  }
}

extension TipRoutes {
  /// The id of a tip, which may also be named by its row as `/collections/tips/items` tells it: `row:26`.
  private static func id(_ name: String, in reader: WorkspaceReader) throws -> String? {
    guard name.hasPrefix("row:"), let row = Int64(name.dropFirst(4)) else { return name }
    return try reader.tipID(ofRow: row)
  }
}

extension ProblemDetails {
  /// A tip that is not there, or lies where the caller is not responsible: which of the two is not told.
  static func unknownTip(_ id: String) -> ProblemDetails {
    ProblemDetails(
      status: .notFound, code: "unknown-tip",
      detail: "there is no tip '\(id.prefix(60))' in your area")
  }

  /// The workspace takes no changes just now.
  static let unwritable = ProblemDetails(
    status: .serviceUnavailable, code: "unwritable",
    detail: "the workspace cannot be changed just now; nothing was changed, try again",
    headers: [.retryAfter: "5"])
}
