import Hummingbird

/// Answers only requests that name this machine as their host.
///
/// Listening on loopback keeps other machines out, but not a page in the user's own browser: a foreign
/// site can make its name resolve to 127.0.0.1 and would then be taken for the viewer.
/// Such a request still bears the foreign name in `Host`.
struct LoopbackHostMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    guard let authority = request.head.authority, !LoopbackName.isAuthority(authority) else {
      return try await next(request, context)
    }
    throw ProblemDetails(
      status: .misdirectedRequest, code: "foreign-host",
      detail: "this server answers for 127.0.0.1 and localhost only, not for '\(authority)'")
  }
}

/// The names by which a machine knows itself.
enum LoopbackName {
  /// Whether an authority (`host` or `host:port`) names this machine.
  static func isAuthority(_ authority: String) -> Bool {
    if authority == "[::1]" || authority.hasPrefix("[::1]:") { return true }
    return isHost(authority.split(separator: ":").first.map(String.init) ?? "")
  }

  /// Whether a host name or address names this machine.
  static func isHost(_ host: String) -> Bool {
    if host.lowercased() == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}
