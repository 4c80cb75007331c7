import GeoCore
import Hummingbird

/// An error as `application/problem+json` (RFC 9457).
struct ProblemDetails: Error {
  let status: HTTPResponse.Status
  /// A stable name; `type` is made from it.
  let code: String
  let detail: String
  var headers: HTTPFields = [:]
  /// The fields of the body that are wrong, if that is what is wrong.
  var fields: [String] = []

  /// The problem as JSON.
  var text: String {
    let members =
      [
        (#""type""#, JSONText.string("urn:petabinaan:problem:\(code)")),
        (#""title""#, JSONText.string(status.reasonPhrase)), (#""status""#, "\(status.code)"),
        (#""detail""#, JSONText.string(detail)),
      ] + fields.prefix(1).map { (#""field""#, JSONText.string(String($0.prefix(60)))) }
    return "{" + members.map { "\($0):\($1)" }.joined(separator: ",") + "}"
  }

  var response: Response {
    var headers = headers
    headers[.contentType] = "application/problem+json"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension ProblemDetails {
  /// The problem that an error of GeoCore is to a client.
  init(_ error: RequestError) {
    let status: HTTPResponse.Status =
      switch error {
      case .unknownLayer, .unknownFormat, .unknownVillage, .unknownCollection, .unknownFeature:
        .notFound
      case .outsideMatrix, .unknownParameter, .repeatedParameter, .badValue: .badRequest
      }
    self.init(status: status, code: error.code, detail: "\(error)")
  }

  static let notReady = ProblemDetails(
    status: .serviceUnavailable, code: "not-ready", detail: "the workspace is still being loaded",
    headers: [.retryAfter: "1"])

  static let overloaded = ProblemDetails(
    status: .serviceUnavailable, code: "overloaded",
    detail: "too many requests wait already; try again in a moment", headers: [.retryAfter: "1"])

  /// What somebody may not see: for want of permission, or as yet of a token.
  init(_ refusal: DisclosureRefusal, to caller: Caller, _ request: Request) {
    guard caller.isAnonymous else {
      self.init(status: .forbidden, code: refusal.code, detail: "\(refusal)")
      return
    }
    self.init(
      status: .unauthorized, code: "sign-in-required", detail: "sign in first: \(refusal)",
      headers: [.wwwAuthenticate: Challenge.text(for: request)])
  }

  /// A cookie of a session that is over, which the browser is told to forget.
  static let endedSession = ProblemDetails(
    status: .unauthorized, code: "session-ended", detail: "the session is over; sign in again",
    headers: [.wwwAuthenticate: "Bearer", .setCookie: SessionCookie.cleared])

  /// What cannot be noted in the audit log is not shown.
  static let auditUnavailable = ProblemDetails(
    status: .serviceUnavailable, code: "audit-unavailable",
    detail: "the audit log cannot be written, and what cannot be noted is not shown",
    headers: [.retryAfter: "5"])

  static func tooLarge(limit: Int) -> ProblemDetails {
    ProblemDetails(
      status: .contentTooLarge, code: "too-large", detail: "a body may have \(limit) bytes")
  }

  static func notFound(_ path: String) -> ProblemDetails {
    ProblemDetails(status: .notFound, code: "not-found", detail: "there is nothing at '\(path)'")
  }
}
