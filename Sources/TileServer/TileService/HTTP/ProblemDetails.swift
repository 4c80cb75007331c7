import GeoCore
import Hummingbird

/// An error as `application/problem+json` (RFC 9457).
struct ProblemDetails: Error {
  let status: HTTPResponse.Status
  /// A stable name; `type` is made from it.
  let code: String
  let detail: String
  var headers: HTTPFields = [:]

  var response: Response {
    let members = [
      (#""type""#, JSONText.string("urn:petabinaan:problem:\(code)")),
      (#""title""#, JSONText.string(status.reasonPhrase)), (#""status""#, "\(status.code)"),
      (#""detail""#, JSONText.string(detail)),
    ]
    let text = "{" + members.map { "\($0):\($1)" }.joined(separator: ",") + "}"
    var fields = headers
    fields[.contentType] = "application/problem+json"
    fields[.cacheControl] = "no-store"
    return Response(
      status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension ProblemDetails {
  /// The problem that an error of GeoCore is to a client.
  init(_ error: RequestError) {
    let status: HTTPResponse.Status =
      switch error {
      case .unknownLayer, .unknownFormat, .unknownVillage: .notFound
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

  static func notFound(_ path: String) -> ProblemDetails {
    ProblemDetails(status: .notFound, code: "not-found", detail: "there is nothing at '\(path)'")
  }
}
