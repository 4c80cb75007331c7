import Hummingbird

/// Answers only requests that name this machine as their host.
///
/// Listening on loopback keeps other machines out, but not a page in the user's own browser: a foreign
/// site can make its name resolve to 127.0.0.1 and would then read every tip as if it were the viewer.
/// Such a request still bears the foreign name in `Host`.
struct LoopbackHostMiddleware<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let authority = request.head.authority, !Self.isLoopback(authority) else {
      return try await next(request, context)
    }
    throw ProblemDetails(
      status: .misdirectedRequest, code: "foreign-host",
      detail: "this server answers for 127.0.0.1 and localhost only, not for '\(authority)'")
  }

  /// Whether an authority (`host` or `host:port`) names this machine.
  static func isLoopback(_ authority: String) -> Bool {
    if authority.hasPrefix("[") { return authority.hasPrefix("[::1]") }
    let host = authority.split(separator: ":").first.map { $0.lowercased() } ?? ""
    if host == "localhost" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}
