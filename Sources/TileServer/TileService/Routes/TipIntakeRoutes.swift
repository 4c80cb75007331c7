import GeoCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `POST /tips`: a report, from a form, a chat bot or a telephone.
struct TipIntakeRoutes: Sendable {
  let service: ServiceContext
  let queue: IntakeQueue

  func add(to router: PolicyRouter) {
    let queue = queue
    queue.metrics.add(to: service.operations.metrics.registry) { queue.waitingCount }
    router.post("/tips", .needs(.write(.intake)), use: take)
  }

  /// Answers once the tip is on the disk. Whether the same report has come before is not told: that would
  /// tell a stranger what others have reported.
  @Sendable
  private func take(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let caller = context.caller
    try allow(caller)
    let isFeature = try Self.isFeature(request)
    let key = try IdempotencyKey.digest(of: request.headers, for: caller)
    let bytes = try await body(of: request)
    let submission = try Self.submission(bytes, isFeature: isFeature, by: caller)
    let tip = submission.tip(id: TipSubmission.newID())
    let placed = try await queue.placed(tip, likely: Self.areas(of: caller))
    let reply = try await queue.store(
      IntakeQueue.Entry(
        tip: placed.tip, candidates: placed.candidates, key: key, body: Digest256(sha256: bytes),
        event: event(tip, by: caller), isMasked: !submission.masked.isEmpty))
    return try Self.response(reply, to: request)
  }

  /// The public sends fewer tips than it may ask for tiles.
  private func allow(_ caller: Caller) throws(ProblemDetails) {
    guard let seconds = service.access.takeTip(caller) else { return }
    throw ProblemDetails(
      status: .tooManyRequests, code: "too-many-tips",
      detail: "too many tips from this address; wait \(seconds) s, or send them with an account",
      headers: [.retryAfter: "\(seconds)"])
  }

  private static func isFeature(_ request: Request) throws(ProblemDetails) -> Bool {
    let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
    switch type.map({ $0.filter { $0 != " " } }) {
    case "application/json": return false
    case "application/geo+json": return true
    default:
      throw ProblemDetails(
        status: .unsupportedMediaType, code: "not-json",
        detail: "send application/json or application/geo+json",
        headers: [.accept: "application/json, application/geo+json"])
    }
  }

  private func body(of request: Request) async throws -> [UInt8] {
    let limit = min(TipSubmission.byteLimit, service.operations.rules.current.bodyLimit)
    do {
      return Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw ProblemDetails.tooLarge(limit: limit)
    }
  }

  private static func submission(
    _ bytes: [UInt8], isFeature: Bool, by caller: Caller
  ) throws(ProblemDetails) -> TipSubmission {
    do throws(IntakeError) {
      return try TipSubmission(
        parsing: bytes, isFeature: isFeature, by: caller.principal.role, at: IntakeQueue.now())
    } catch {
      throw ProblemDetails(error)
    }
  }

  /// The areas in which a caller's places are likelier; none for everywhere.
  private static func areas(of caller: Caller) -> [AreaCode] {
    (caller.principal.area.codes ?? []).compactMap { try? AreaCode($0) }
  }

  /// Of the public nothing is noted: not even where from.
  private func event(_ tip: TipRecord, by caller: Caller) -> AuditEvent? {
    guard !caller.isAnonymous else { return nil }
    return AuditEvent(
      by: caller.principal, purpose: caller.purpose?.text, action: "tips.create", detail: tip.id,
      rowCount: 1)
  }

  private static func response(_ reply: IntakeQueue.Reply, to request: Request) throws -> Response {
    let text = "{\"id\":\(JSONText.string(reply.tip))}"
    var response = try Representation(json: text, caching: .none).response(to: request)
    response.status = reply.isInReview ? .accepted : .created
    response.headers[.location] = "/tips/\(reply.tip)"
    if reply.isRepeated { response.headers[.idempotencyReplayed] = "true" }
    return response
  }
}

extension ProblemDetails {
  /// What a client is told about a tip that is not taken in.
  init(_ error: IntakeError) {
    self.init(status: .badRequest, code: error.code, detail: "\(error)")
    if let field = error.field { fields = [field] }
  }
}
