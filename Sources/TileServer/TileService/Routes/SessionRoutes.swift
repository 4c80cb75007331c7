import GeoCore
import HTTPTypes
import Hummingbird

/// Signing in and out: `/session`, `/session/purpose`, `/signout`.
struct SessionRoutes: Sendable {
  let access: AccessControl

  func add(to router: PolicyRouter) {
    router.get("/session", .needs(.everyone), use: show)
    router.post("/session", .needs(.everyone), use: begin)
    router.delete("/session", .needs(.everyone, formats: []), use: end)
    router.put("/session/purpose", .needs(.account), use: setPurpose)
    router.get("/signout", .needs(.everyone, formats: []), use: signOut)
  }

  @Sendable
  private func show(_ request: Request, context: ServiceRequestContext) throws -> Response {
    var response = try Self.document(of: context.caller).response(to: request)
    if context.caller.hasEndedSession { response.headers[.setCookie] = SessionCookie.cleared }
    return response
  }

  /// Exchanges a code or a token for a session, whose secret is always a new one of ours.
  @Sendable
  private func begin(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try SameOrigin.refuseForeign(request)
    let proof: Proof = try await request.jsonBody()
    guard let account = account(proof),
      let principal = access.accounts.principal(withToken: account)
    else {
      throw access.refusal(
        of: request, from: context.caller.address, "the code or token does not sign in")
    }
    if let former = context.caller.session { access.sessions.end(former) }
    let secret = access.sessions.begin(for: account)
    note("session.begin", principal, context)
    var caller = context.caller
    (caller.principal, caller.account, caller.session) = (principal, account, secret.digest)
    caller.purpose = nil
    var response = try Self.document(of: caller).response(to: request)
    response.status = .created
    response.headers[.setCookie] = SessionCookie.text(
      for: secret, isEncrypted: access.exposure.isEncrypted)
    return response
  }

  @Sendable
  private func setPurpose(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    guard let session = context.caller.session else {
      throw ProblemDetails(
        status: .conflict, code: "no-session",
        detail: "there is no session to keep a purpose; send it with each request as X-Purpose")
    }
    let wanted: WantedPurpose = try await request.jsonBody()
    var caller = context.caller
    do {
      let purpose = try AccessControl.checkedPurpose(wanted.purpose)
      access.sessions.setPurpose(purpose, of: session)
      caller.purpose = purpose
    } catch {
      throw ProblemDetails(status: .badRequest, code: "bad-purpose", detail: "\(error)")
    }
    return try Self.document(of: caller).response(to: request)
  }

  @Sendable
  private func end(_ request: Request, context: ServiceRequestContext) -> Response {
    endSession(context)
    return Response(
      status: .noContent, headers: [.setCookie: SessionCookie.cleared, .cacheControl: "no-store"])
  }

  /// The same for a link. Foreign pages cannot cause it: the cookie does not go along with theirs.
  @Sendable
  private func signOut(_ request: Request, context: ServiceRequestContext) -> Response {
    endSession(context)
    return Response(
      status: .seeOther,
      headers: [
        .location: "/", .setCookie: SessionCookie.cleared, .cacheControl: "no-store",
      ])
  }

  private func endSession(_ context: ServiceRequestContext) {
    guard let session = context.caller.session else { return }
    access.sessions.end(session)
    note("session.end", context.caller.principal, context)
  }

  private func note(_ action: String, _ principal: Principal, _ context: ServiceRequestContext) {
    access.audit.note(
      AuditEvent(
        by: principal, purpose: nil, action: action, detail: "from \(context.caller.address.text)"))
  }
}

extension SessionRoutes {
  /// What a browser shows to begin a session: one of the two.
  private struct Proof: Decodable {
    var code: String?
    var token: String?
  }

  private struct WantedPurpose: Decodable {
    var purpose: String
  }

  private func account(_ proof: Proof) -> Digest256? {
    switch (proof.code, proof.token) {
    case (let code?, nil):
      let code = try? AccessToken(parsing: code, as: .signInCode)
      return code.flatMap { access.codes.redeem($0.digest) }
    case (nil, let token?): return (try? AccessToken(parsing: token))?.digest
    default: return nil
    }
  }

  /// Who is signed in and what they may see, without any secret.
  private static func document(of caller: Caller) -> Representation {
    let principal = caller.principal
    let subjects = ProtectedSubject.allCases.filter { principal.role.mayRead($0) != .nowhere }
    let codes = principal.area.codes.map { "[\($0.map(JSONText.string).joined(separator: ","))]" }
    let members = [
      ("signed_in", caller.isAnonymous ? "false" : "true"),
      ("name", caller.isAnonymous ? "null" : JSONText.string(principal.name)),
      ("role", JSONText.string(principal.role.rawValue)), ("area", codes ?? "null"),
      ("purpose", caller.purpose.map { JSONText.string($0.text) } ?? "null"),
      (
        "needs_purpose",
        "\(RoutePolicy.Requirement.read(.tipDensity).needsPurpose(of: principal.role))"
      ),
      ("sees", "[\(subjects.map { JSONText.string($0.rawValue) }.joined(separator: ","))]"),
    ]
    return Representation(
      json: "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}", caching: .none)
  }
}
