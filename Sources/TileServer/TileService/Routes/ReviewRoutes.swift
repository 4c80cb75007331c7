import GeoCore
import Hummingbird

/// `GET /review`: tips whose place is doubtful; `POST /review/{id}`: which place an officer takes it for.
struct ReviewRoutes: Sendable {
  let service: ServiceContext
  let workspace: Workspace
  /// The day for which a newer snapshot is made.
  let today: @Sendable () -> CivilDate

  private static let limitRange = 1...500

  /// The parameters of the list.
  static let parameters: [ParameterDescription] = [.limit(limitRange, default: 50), .offset]

  func add(to router: PolicyRouter) {
    router.get("/review", .needs(.read(.tips)), use: list)
    router.post("/review/:id", .needs(.write(.tips)), use: decide)
  }

  // MARK: The list

  @Sendable
  private func list(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let query = try request.queryParameters()
    try query.requireDescribed(Self.parameters)
    let limit = try query.wholeNumber("limit", in: Self.limitRange) ?? 50
    let offset = try query.wholeNumber("offset", in: ParameterDescription.offsetRange) ?? 0
    let area = context.caller.principal.area
    let workspace = workspace
    return try await service.render(request, context) { job in
      let desk = ReviewDesk(of: area, in: job.snapshot)
      let items = try workspace.read { try desk.items(in: $0, for: job.disclosure) }
      let page = items.dropFirst(offset).prefix(limit).map { Self.value($0).json }
      return Representation(
        json: "{\"waiting\":\(items.count),\"tips\":[\(page.joined(separator: ","))]}",
        caching: .none)
    }
  }

  private static func value(_ item: ReviewDesk.Item) -> JSONValue {
    let candidates = zip(item.candidates, item.isInArea).enumerated().map { number, pair in
      value(pair.0, number: number + 1, isInArea: pair.1)
    }
    return .object([
      ("id", .text(item.tip.id)), ("queued_at", .text(item.entry.queuedAt.iso8601)),
      ("occurred_at", .text(item.tip.occurredAt.iso8601)),
      ("category", .text(item.tip.category.rawValue)),
      ("channel", .optional(item.tip.channel)), ("place_text", .optional(item.tip.placeText)),
      ("summary", .optional(item.tip.summary)), ("candidates", .list(candidates)),
    ])
  }

  private static func value(
    _ candidate: PlaceCandidate, number: Int, isInArea: Bool
  ) -> JSONValue {
    .object([
      ("number", .number(Double(number))), ("code", .optional(candidate.code?.text)),
      ("name", .text(candidate.name)), ("full_name", .text(candidate.fullName)),
      ("level", .text(candidate.level.rawValue)), ("lon", .number(candidate.place.longitude)),
      ("lat", .number(candidate.place.latitude)), ("radius_m", .number(candidate.radiusMeters)),
      ("score", .number(candidate.score)), ("in_area", .flag(isInArea)),
    ])
  }

  // MARK: Decisions

  /// Takes a decision; the next request sees the tip at its place. The change and its entry in the log are one
  /// transaction.
  @Sendable
  private func decide(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let id = try context.part("id")
    let body: ReviewDecision.Body = try await request.jsonBody()
    let decision = try ReviewDecision(body)
    let (caller, snapshot) = (context.caller, try service.snapshot())
    let (holder, workspace, day) = (service.holder, workspace, today())
    let answer = try await service.pool.run { _ in
      let answer = try Self.write(decision, id, by: caller, snapshot, workspace)
      try holder.refresh(today: day)
      return answer
    }
    return try Representation(json: answer.json, caching: .none).response(to: request)
  }

  private static func write(
    _ decision: ReviewDecision, _ id: String, by caller: Caller, _ snapshot: DatasetSnapshot,
    _ workspace: Workspace
  ) throws -> JSONValue {
    let event = AuditEvent(
      by: caller.principal, purpose: caller.purpose?.text, action: "review.\(decision.name)",
      detail: id, rowCount: 1)
    let desk = ReviewDesk(of: caller.principal.area, in: snapshot)
    do {
      return try workspace.write(noting: event) { transaction, event in
        switch decision {
        case .accept(let choice):
          let place = try desk.accept(choice, forTip: id, in: transaction)
          event.detail = "\(id) \(place.code?.text ?? place.level.rawValue)"
          return accepted(id, place)
        case .reject:
          return rejected(id, isWaiting: try desk.reject(tip: id, in: transaction))
        }
      }
    } catch let refusal as ReviewRefusal {
      throw ReviewDecision.error(refusal, id, caller.principal.role)
    } catch let error as WorkspaceError {
      switch error {
      case .readOnly, .locked, .noSpace: throw ProblemDetails.unwritable
      default: throw error
      }
    }
  }

  private static func accepted(_ id: String, _ place: PlaceCandidate) -> JSONValue {
    .object([
      ("id", .text(id)), ("decision", "accept"), ("code", .optional(place.code?.text)),
      ("lon", .number(place.place.longitude)), ("lat", .number(place.place.latitude)),
      ("level", .text(place.level.rawValue)),
      ("radius_m", place.radiusMeters > 0 ? .number(place.radiusMeters) : .null),
      ("waiting", false),
    ])
  }

  private static func rejected(_ id: String, isWaiting: Bool) -> JSONValue {
    .object([("id", .text(id)), ("decision", "reject"), ("waiting", .flag(isWaiting))])
  }
}
