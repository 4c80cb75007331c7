import HTTPTypes
import Hummingbird

/// Whether a browser's request comes from a page of this server. A cookie goes along with requests that
/// foreign pages cause; what changes something must therefore say where it comes from.
enum SameOrigin {
  /// Refuses a request that changes something, unless the browser says that a page of this server sent
  /// it.
  /// - Throws: `ProblemDetails`, 403.
  static func require(_ request: Request) throws {
    guard isStated(request) else { throw foreign }
  }

  /// Refuses a request of which the browser says that a foreign page sent it; programs say nothing.
  /// - Throws: `ProblemDetails`, 403.
  static func refuseForeign(_ request: Request) throws {
    let isSilent = request.headers[.origin] == nil && request.headers[.fetchSite] == nil
    guard isSilent || isStated(request) else { throw foreign }
  }

  private static func isStated(_ request: Request) -> Bool {
    if let origin = request.headers[.origin] { return isOwn(origin, request) }
    return request.headers[.fetchSite] == "same-origin"
  }

  /// `scheme://authority`, with the authority of this very request.
  private static func isOwn(_ origin: String, _ request: Request) -> Bool {
    guard let authority = request.head.authority, let end = origin.firstRange(of: "://") else {
      return false
    }
    return ["http", "https"].contains(origin[..<end.lowerBound])
      && origin[end.upperBound...].lowercased() == authority.lowercased()
  }

  private static var foreign: ProblemDetails {
    ProblemDetails(
      status: .forbidden, code: "foreign-origin",
      detail:
        "this request comes from a page of another site; only this server's own pages may send it")
  }
}
