import HTTPTypes
import Hummingbird

/// Which pages of other sites may read answers (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).
///
/// Credentials that browsers send by themselves are never allowed: a page of another site that is to see
/// more than the public sends a token of its own.
struct CrossOriginRules: Sendable {
  /// What a page may read of an answer besides the usual.
  static let exposed = [
    "ETag", "X-Data-Generation", "X-Features-Dropped", "X-Request-Id", "Link", "Location",
    "Retry-After", "WWW-Authenticate",
  ].joined(separator: ", ")
  private static let methods = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"
  private static let fields =
    "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Purpose, X-Request-Id"

  private let isAny: Bool
  private let origins: Set<String>

  /// Rules for a list of origins, or `*`.
  init(_ origins: [String]) {
    isAny = origins.contains("*")
    self.origins = Set(origins.map { $0.lowercased() })
  }

  /// Whether any page of another site may read anything.
  var isOff: Bool { origins.isEmpty }

  /// Whether a text is an origin that can be listed: `*`, or a scheme with a host and perhaps a port.
  static func isOrigin(_ text: String) -> Bool {
    if text == "*" { return true }
    guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix) else {
      return false
    }
    let authority = text.dropFirst(scheme.count)
    return !authority.isEmpty
      && authority.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-.:[]".utf8.contains(byte)
        }
      }
  }

  /// What `Access-Control-Allow-Origin` says to a page; `nil` when it may not read.
  func allowed(_ origin: String) -> String? {
    if isAny { return "*" }
    return origins.contains(origin.lowercased()) ? origin : nil
  }

  /// The answer to the question that a browser asks before it sends more than a simple request.
  func preflight(_ origin: String) -> Response {
    var headers: HTTPFields = [.vary: "Origin, Access-Control-Request-Method"]
    if let allowed = allowed(origin) {
      headers[.accessControlAllowOrigin] = allowed
      headers[.accessControlAllowMethods] = Self.methods
      headers[.accessControlAllowHeaders] = Self.fields
      headers[.accessControlMaxAge] = "600"
    }
    return Response(status: .noContent, headers: headers)
  }

  /// Adds to an answer what lets a page read it.
  func mark(_ response: inout Response, for origin: String?) {
    // An answer may be kept and given to another page, so it says that it depends on the page.
    if !isAny {
      response.headers[.vary] = response.headers[.vary].map { "\($0), Origin" } ?? "Origin"
    }
    guard let allowed = origin.flatMap(allowed) else { return }
    response.headers[.accessControlAllowOrigin] = allowed
    response.headers[.accessControlExposeHeaders] = Self.exposed
  }
}

/// Lets pages of the origins in the settings read answers; without any it changes nothing.
struct CrossOriginMiddleware: RouterMiddleware {
  let rules: RequestRules.Live

  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    let origins = rules.current.crossOrigin
    guard !origins.isOff else { return try await next(request, context) }
    let origin = request.headers[.origin]
    if let origin, request.method == .options,
      request.headers[.accessControlRequestMethod] != nil
    {
      return origins.preflight(origin)
    }
    var response = try await next(request, context)
    origins.mark(&response, for: origin)
    return response
  }
}
