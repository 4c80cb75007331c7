import GeoCore
import HTTPTypes
import Hummingbird

/// Refuses requests that no route could understand, before anything of them is looked at.
struct RequestFormMiddleware: RouterMiddleware {
  /// Bytes that an address may have, path and query.
  static let addressLimit = 8192
  /// Parameters that a query may have.
  static let parameterLimit = 256

  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .options, .post, .put, .patch, .delete,
  ]
  /// Methods that the server knows and no path has: they are refused by 405, as the path's own ones are.
  private static let unused: [HTTPRequest.Method] =
    [.trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }
  private static let host = HTTPField.Name.custom("Host")

  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    try Self.checkMethod(request)
    if request.head.path == "*", request.method == .options { return Self.serverOptions }
    try Self.checkHost(request)
    try Self.checkAddress(request.head.path ?? "")
    try Self.checkExpectation(request)
    var response = try await next(request, context)
    // A part of a tile is of no use, so whoever asks for one is given all of it.
    if request.headers.contains(.range) { response.headers[.acceptRanges] = "none" }
    return response
  }

  private static var serverOptions: Response {
    let allowed = methods.map(\.rawValue).joined(separator: ", ")
    return Response(status: .noContent, headers: [.allow: allowed])
  }

  private static func checkMethod(_ request: Request) throws {
    guard methods.contains(request.method) || unused.contains(request.method) else {
      throw ProblemDetails(
        status: .notImplemented, code: "unknown-method",
        detail: "the methods of this server are "
          + methods.map(\.rawValue).joined(separator: ", "))
    }
  }

  /// A request names its host, once (RFC 9112, 3.2). Health checks of older proxies do not.
  private static func checkHost(_ request: Request) throws {
    let isNamed = request.head.authority != nil
    let isHealth = request.head.path?.hasPrefix("/health/") == true
    guard isNamed || isHealth, !request.headers.contains(host) else {
      throw ProblemDetails(
        status: .badRequest, code: "bad-host", detail: "a request has one header Host")
    }
  }

  private static func checkAddress(_ address: String) throws {
    let bytes = address.utf8
    guard bytes.count <= addressLimit else { throw ProblemDetails.addressTooLong }
    guard bytes.count(where: { $0 == UInt8(ascii: "&") }) < parameterLimit else {
      throw ProblemDetails(
        status: .badRequest, code: "too-many-parameters",
        detail: "a query may have \(parameterLimit) parameters")
    }
    guard !isPlain(bytes) else { return }
    for part in address.split(whereSeparator: { "?&".contains($0) }) where !isText(part) {
      throw ProblemDetails(
        status: .badRequest, code: "bad-address",
        detail: "'\(part.prefix(60))' is not percent-encoded UTF-8")
    }
  }

  /// Most addresses are plain ASCII without an escape, and seen to be in one pass.
  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    bytes.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "%") }
  }

  /// What was not UTF-8 on the wire has been replaced on the way here.
  private static func isText(_ part: Substring) -> Bool {
    !part.unicodeScalars.contains("\u{FFFD}")
      && PercentEncoding.decode(part, inQuery: false) != nil
  }

  private static func checkExpectation(_ request: Request) throws {
    guard let expected = request.headers[.expect], expected.lowercased() != "100-continue" else {
      return
    }
    throw ProblemDetails(
      status: .expectationFailed, code: "unknown-expectation",
      detail: "the only expectation that is met is 100-continue")
  }
}

extension ProblemDetails {
  /// An address that is longer than any that this server gives out.
  static let addressTooLong = ProblemDetails(
    status: .uriTooLong, code: "address-too-long",
    detail: "an address may have \(RequestFormMiddleware.addressLimit) bytes")
}
