import GeoCore
import HTTPTypes
import Hummingbird

/// The viewer: `/`, its own files under `/viewer/`, and MapLibre under `/vendor/`.
struct ViewerRoutes: Sendable {
  let service: ServiceContext

  /// Nothing from elsewhere: own scripts and styles, tiles from this server, MapLibre's worker.
  private static let policy = [
    "default-src 'self'", "img-src 'self' data: blob:", "worker-src blob:", "child-src blob:",
    "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
    "form-action 'none'",
  ].joined(separator: "; ")

  /// Where secrets are typed: own script, style and picture, and requests to this server.
  private static let signInPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'none'",
  ].joined(separator: "; ")

  func add(to router: PolicyRouter) {
    router.get("/", .needs(.everyone, formats: ["html", "json"]), use: index)
    router.get("/signin", .needs(.everyone, formats: ["html"]), use: signIn)
    router.get("/viewer/:file", .needs(.everyone, formats: ["js", "css", "svg"]), use: own)
    router.get("/vendor/:file", .needs(.everyone, formats: ["js", "css"]), use: vendor)
  }

  /// The viewer for browsers; programs that ask for JSON get the landing page of the interface.
  @Sendable
  private func index(_ request: Request, context: ServiceRequestContext) throws -> Response {
    let response =
      switch try LandingRoutes.Format.wanted(by: request) {
      case .json: try LandingRoutes(service: service).landing(request)
      case .html: try page(service.assets.own["index.html"], "index.html", request)
      }
    return response.varyingByAccept
  }

  @Sendable
  private func signIn(_ request: Request, context: ServiceRequestContext) throws -> Response {
    try page(service.assets.own["signin.html"], "signin.html", request, policy: Self.signInPolicy)
  }

  @Sendable
  private func own(_ request: Request, context: ServiceRequestContext) throws -> Response {
    let name = try context.part("file")
    return try page(service.assets.own[name], name, request)
  }

  @Sendable
  private func vendor(_ request: Request, context: ServiceRequestContext) throws -> Response {
    let name = try context.part("file")
    return try page(service.assets.vendor[name], name, request)
  }

  private func page(
    _ body: [UInt8]?, _ name: String, _ request: Request, policy: String = policy
  ) throws -> Response {
    guard let body else { throw ProblemDetails.notFound(request.uri.path) }
    var response = try Representation(
      body, mediaType: ViewerAssets.mediaType(of: name), caching: .shared
    ).response(to: request)
    response.headers[.custom("Content-Security-Policy")] = policy
    return response
  }
}
