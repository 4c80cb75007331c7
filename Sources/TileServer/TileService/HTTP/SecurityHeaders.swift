import HTTPTypes
import Hummingbird

/// The headers by which browsers are told to distrust whatever this server did not mean: foreign frames,
/// scripts, guesses at types.
struct SecurityHeaders: RouterMiddleware {
  let exposure: Exposure

  private static let fixed: [(HTTPField.Name, String)] = [
    (.xContentTypeOptions, "nosniff"), (.custom("X-Frame-Options"), "DENY"),
    (.custom("Referrer-Policy"), "no-referrer"),
    (.custom("Cross-Origin-Opener-Policy"), "same-origin"),
    (.custom("Cross-Origin-Resource-Policy"), "same-origin"),
    (.custom("Permissions-Policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
  ]

  private static let contentPolicy = HTTPField.Name.custom("Content-Security-Policy")

  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in Self.fixed { response.headers[name] = value }
    if response.headers[Self.contentPolicy] == nil {
      response.headers[Self.contentPolicy] = Self.policy(for: response.headers[.contentType] ?? "")
    }
    if exposure == .tls {
      response.headers[.strictTransportSecurity] = "max-age=31536000"
    }
    return response
  }

  /// What is no page may load nothing; drawings carry their own style sheet.
  private static func policy(for mediaType: String) -> String {
    let styles = mediaType == "image/svg+xml" ? " style-src 'unsafe-inline';" : ""
    return
      "default-src 'none';\(styles) frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
  }
}
