import HTTPTypes
import Hummingbird

/// How the service is reached, which decides what of a request can be believed.
enum Exposure: Sendable {
  /// In the clear, on an address of this machine alone.
  case loopback
  /// Encrypted, by the service itself.
  case tls
  /// In the clear, from a proxy that encrypts; what it says of its client is believed.
  case proxy

  /// Whether browsers reach the service encrypted, so that a cookie may insist on it.
  var isEncrypted: Bool { self != .loopback }

  /// The address under which the client reached the server, without a path.
  func baseAddress(of request: Request) -> String {
    "\(scheme(of: request))://\(request.head.authority ?? "localhost")"
  }

  private func scheme(of request: Request) -> String {
    switch self {
    case .loopback: return "http"
    case .tls: return "https"
    case .proxy:
      let named = request.headers[.forwardedProtocol]
      return named == "http" ? "http" : "https"
    }
  }
}

extension HTTPField.Name {
  /// A header that the list of known ones does not have, by its name, a token of RFC 9110.
  static func custom(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }

  /// The scheme by which a client reached a proxy.
  static let forwardedProtocol = custom("X-Forwarded-Proto")
  /// The addresses that a request has come by, the last noted by the nearest proxy.
  static let forwardedFor = custom("X-Forwarded-For")
  /// What single tips are asked for.
  static let purpose = custom("X-Purpose")
  /// Whether a browser's request comes from a page of this server.
  static let fetchSite = custom("Sec-Fetch-Site")
  /// What kind of request a browser makes.
  static let fetchMode = custom("Sec-Fetch-Mode")
}
