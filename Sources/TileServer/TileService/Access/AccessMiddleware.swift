import GeoCore
import HTTPTypes
import Hummingbird

/// Finds out on whose behalf a request comes, before any route is looked at.
struct AccessMiddleware: RouterMiddleware {
  let access: AccessControl
  let rules: RequestRules.Live

  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    try Self.refuseSecrets(in: request)
    try refuseLargeBodies(of: request)
    let address = ClientAddress(of: request.headers, peer: context.peer, exposure: access.exposure)
    let caller = try access.caller(of: request, from: address)
    context.record.role(caller.principal.role)
    try count(caller)
    // Only a cookie goes along unasked; whoever sends a token has meant to.
    if caller.session != nil, !Self.safeMethods.contains(request.method) {
      try SameOrigin.require(request)
    }
    var context = context
    context.caller = caller
    return try await next(request, context)
  }

  private static let safeMethods: [HTTPRequest.Method] = [.get, .head, .options]

  private func count(_ caller: Caller) throws {
    guard let seconds = access.take(caller) else { return }
    throw ProblemDetails(
      status: .tooManyRequests, code: "too-many-requests",
      detail: "too many requests; wait \(seconds) s", headers: [.retryAfter: "\(seconds)"])
  }

  private static func refuseSecrets(in request: Request) throws {
    guard SecretText.isIn(address: request.head.path ?? "") else { return }
    throw ProblemDetails(
      status: .badRequest, code: "secret-in-address",
      detail: "tokens do not belong into an address, where logs and histories keep them; "
        + "send it as 'Authorization: Bearer', and have it revoked if others may have seen it")
  }

  private func refuseLargeBodies(of request: Request) throws {
    let limit = rules.current.bodyLimit
    guard let text = request.headers[.contentLength], let length = Int(text), length > limit
    else { return }
    throw ProblemDetails.tooLarge(limit: limit)
  }
}
