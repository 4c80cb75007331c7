import GeoCore
import HTTPTypes
import Hummingbird

/// Everything that decides on whose behalf a request is answered, and how many of them.
struct AccessControl: Sendable {
  let accounts: AccountDirectory
  let sessions: SessionStore
  let codes: SignInCodes
  let audit: AuditQueue
  let exposure: Exposure
  /// Requests of a caller.
  let requests: RateLimiter
  /// Tips of an address without an account.
  let tips: RateLimiter
  /// Refused sign-ins of an address.
  let refusals: RateLimiter
  /// Refused sign-ins that are worth an entry of the audit log each.
  let refusalNotes: RateLimiter

  /// Access to the accounts of a directory.
  /// - Parameters:
  ///   - accounts: The accounts.
  ///   - audit: Where it is noted who has seen what.
  ///   - exposure: How the service is reached.
  ///   - rateLimit: Requests that a caller may make a second, four times as many in a burst; 0 for any
  ///     number.
  ///   - tipLimit: Tips that an address without an account may send a minute; 0 for any number.
  ///   - clock: What tells the time.
  init(
    accounts: AccountDirectory, audit: AuditQueue, exposure: Exposure, rateLimit: Int,
    tipLimit: Int = 0, clock: ServiceClock = .system
  ) {
    self.accounts = accounts
    self.audit = audit
    self.exposure = exposure
    sessions = SessionStore(clock: clock)
    codes = SignInCodes(clock: clock)
    requests = RateLimiter(
      perSecond: Double(rateLimit), burst: Double(4 * rateLimit), clock: clock)
    tips = RateLimiter(perSecond: Double(tipLimit) / 60, burst: Double(tipLimit), clock: clock)
    refusals = RateLimiter(perSecond: 20.0 / 60, burst: 20, clock: clock)
    refusalNotes = RateLimiter(perSecond: 1, burst: 60, clock: clock)
  }

  /// On whose behalf a request comes.
  /// - Throws: `ProblemDetails`: 401 for a token that does not sign in, 429 when there were too many of
  ///   those, 400 for a purpose that is none.
  func caller(of request: Request, from address: ClientAddress) throws -> Caller {
    var caller = Caller(address: address)
    switch Credentials(of: request) {
    case .none: break
    case .token(let token):
      let digest = token.digest
      guard let principal = accounts.principal(withToken: digest) else {
        throw refusal(of: request, from: address, "the token does not sign in, or was revoked")
      }
      caller.principal = principal
      caller.account = digest
    case .session(let secret):
      resume(secret.digest, as: &caller)
    case .malformed:
      throw refusal(of: request, from: address, "this is not a token of this server")
    case .malformedSession: caller.hasEndedSession = true
    }
    if let text = request.headers[.purpose] { caller.purpose = try Self.purpose(text) }
    return caller
  }

  /// Takes one of the requests that a caller may make; programs of this machine may make any number.
  /// - Returns: `nil` when there was one, else the seconds until there will be.
  func take(_ caller: Caller) -> Int? {
    if caller.address.isLoopback, exposure != .proxy { return nil }
    return requests.take(caller.isAnonymous ? "@\(caller.address.bucket)" : caller.principal.name)
  }

  /// Takes one of the tips that a caller without an account may send; programs of this machine may send any
  /// number.
  /// - Returns: `nil` when there was one, else the seconds until there will be.
  func takeTip(_ caller: Caller) -> Int? {
    guard caller.isAnonymous, exposure == .proxy || !caller.address.isLoopback else { return nil }
    return tips.take(caller.address.bucket)
  }

  /// A session holds as long as its account: one that was revoked has none.
  private func resume(_ secret: Digest256, as caller: inout Caller) {
    guard let session = sessions.use(secret) else {
      caller.hasEndedSession = true
      return
    }
    guard let principal = accounts.principal(withToken: session.account) else {
      sessions.end(secret)
      caller.hasEndedSession = true
      return
    }
    caller.principal = principal
    caller.account = session.account
    caller.session = secret
    caller.purpose = session.purpose
  }

  /// What a sign-in that fails is answered with; it is counted against the address and noted.
  func refusal(
    of request: Request, from address: ClientAddress, _ reason: String
  ) -> ProblemDetails {
    if refusalNotes.take("all") == nil {
      audit.note(
        AuditEvent(
          by: .anonymous, purpose: nil, action: "session.refused", detail: "from \(address.text)"))
    }
    if let seconds = refusals.take(address.bucket) {
      return ProblemDetails(
        status: .tooManyRequests, code: "too-many-sign-ins",
        detail: "too many sign-ins from this address have failed; wait \(seconds) s",
        headers: [.retryAfter: "\(seconds)"])
    }
    return ProblemDetails(
      status: .unauthorized, code: "bad-token", detail: reason,
      headers: [.wwwAuthenticate: Challenge.text(for: request)])
  }

  /// The purpose in a header. Headers are ASCII, so other characters come percent-encoded as UTF-8.
  private static func purpose(_ text: String) throws -> Purpose {
    let decoded = text.contains("%") ? PercentEncoding.decode(text, inQuery: false) ?? text : text
    do {
      return try checkedPurpose(decoded)
    } catch {
      throw ProblemDetails(status: .badRequest, code: "bad-purpose", detail: "X-Purpose: \(error)")
    }
  }

  /// A purpose that may stand in the audit log: a token that was pasted into the wrong field may not.
  /// - Throws: `AccessError.invalidPurpose`.
  static func checkedPurpose(_ text: String) throws(AccessError) -> Purpose {
    guard !SecretText.isIn(text) else { throw .invalidPurpose }
    return try Purpose(text)
  }
}

/// What a client is asked for that has shown nothing, or something wrong.
enum Challenge {
  /// The challenges for a request. Programs such as QGIS ask for a name and a password when they see
  /// Basic; a page's own script must not make the browser do so.
  static func text(for request: Request) -> String {
    let mode = request.headers[.fetchMode]
    let isScript = mode != nil && mode != "navigate"
    return isScript ? "Bearer" : #"Basic realm="PetaBinaan", Bearer"#
  }
}
