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

  func add(to router: Router<BasicRequestContext>) {
    router.get("/", use: index)
    router.get("/viewer/:file", use: own)
    router.get("/vendor/:file", use: vendor)
  }

  @Sendable
  private func index(_ request: Request, context: BasicRequestContext) throws -> Response {
    try page(service.assets.own["index.html"], "index.html", request)
  }

  @Sendable
  private func own(_ request: Request, context: BasicRequestContext) throws -> Response {
    let name = try context.part("file")
    return try page(service.assets.own[name], name, request)
  }

  @Sendable
  private func vendor(_ request: Request, context: BasicRequestContext) throws -> Response {
    let name = try context.part("file")
    return try page(service.assets.vendor[name], name, request)
  }

  private func page(_ body: [UInt8]?, _ name: String, _ request: Request) throws -> Response {
    guard let body else { throw ProblemDetails.notFound(request.uri.path) }
    var response = try Representation(
      body, mediaType: ViewerAssets.mediaType(of: name), caching: .shared
    ).response(to: request)
    if let field = HTTPField.Name("Content-Security-Policy") {
      response.headers[field] = Self.policy
    }
    if let field = HTTPField.Name("Referrer-Policy") { response.headers[field] = "no-referrer" }
    return response
  }
}
