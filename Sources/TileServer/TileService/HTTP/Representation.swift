import GeoCore
import HTTPTypes
import Hummingbird

/// A body with what a client needs to keep it and to ask whether it has changed.
struct Representation: Sendable {
  /// Who may keep the body, and for how long.
  enum Caching: String, Sendable {
    /// Boundaries and pages: anyone, asking again after a minute.
    case shared = "public, max-age=60, stale-while-revalidate=600"
    /// Derived from tips: the client alone, asking every time.
    case personal = "private, no-cache"
    /// Never.
    case none = "no-store"
  }

  var body: [UInt8]
  var mediaType: String
  var caching: Caching
  /// The data generation that it was made from; `nil` for what does not depend on data.
  var generation: Int64?
  var status = HTTPResponse.Status.ok
  /// How many features were left out because the body would have grown too large.
  var droppedFeatures = 0
  /// Where else to look (RFC 8288), such as `</villages/35.07.01.2001>; rel="successor-version"`.
  var links: [String] = []

  init(
    _ body: [UInt8], mediaType: String, caching: Caching, generation: Int64? = nil,
    status: HTTPResponse.Status = .ok
  ) {
    self.body = body
    self.mediaType = mediaType
    self.caching = caching
    self.generation = generation
    self.status = status
  }

  /// JSON text.
  init(json text: String, caching: Caching, generation: Int64? = nil) {
    self.init(
      Array(text.utf8), mediaType: "application/json", caching: caching, generation: generation)
  }

  /// The answer to a request: compressed where that helps and the client can read it, 304 where the
  /// client has it already.
  func response(to request: Request) throws -> Response {
    try EncodedRepresentation(self).response(to: request)
  }
}

/// A strong entity tag: it changes when the bytes do.
enum EntityTag {
  /// 128 bits of FNV-1a, forwards and over the bytes with their positions.
  static func of(_ bytes: [UInt8]) -> String {
    var first: UInt64 = 0xCBF2_9CE4_8422_2325
    var second: UInt64 = 0x9AE1_6A3B_2F90_404F
    for byte in bytes {
      first = (first ^ UInt64(byte)) &* 0x100_0000_01B3
      second = (second &+ UInt64(byte) &+ 1) &* 0x9E37_79B9_7F4A_7C15
      second ^= second >> 29
    }
    return "\"\(String(first, radix: 36))-\(String(second, radix: 36))\""
  }
}

extension HTTPField.Name {
  /// Where else to look (RFC 8288).
  static let link = HTTPField.Name("Link") ?? .server
  /// The data generation that an answer was made from.
  static let dataGeneration = HTTPField.Name("X-Data-Generation") ?? .server
  /// How many areas were left out of a tile that would have grown too large.
  static let featuresDropped = HTTPField.Name("X-Features-Dropped") ?? .server
}

extension HTTPFields {
  /// Whether the client can read a content encoding (RFC 9110, 12.5.3).
  func accepts(encoding name: String) -> Bool {
    guard let accepted = self[.acceptEncoding] else { return false }
    for part in accepted.split(separator: ",") {
      let fields = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard fields.first == name || fields.first == "*" else { continue }
      return !fields.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
    return false
  }
}

extension Request {
  /// Whether the client's copy is the one with this tag (RFC 9110, 13.1.2).
  func isSatisfied(by tag: String) -> Bool {
    guard let wanted = headers[.ifNoneMatch] else { return false }
    return wanted.split(separator: ",").contains { part in
      var text = part.drop { $0 == " " }
      if text.hasPrefix("W/") { text = text.dropFirst(2) }
      while text.last == " " { text.removeLast() }
      return text == "*" || text == tag
    }
  }

  /// The parameters of the address.
  func queryParameters() throws(RequestError) -> QueryParameters {
    try QueryParameters.parse(uri.query ?? "")
  }
}

extension ServiceRequestContext {
  /// A part of the path, decoded.
  /// - Throws: `ProblemDetails` for a broken escape.
  func part(_ name: String) throws -> String {
    let text = try parameters.require(name)
    guard let part = PercentEncoding.decode(text, inQuery: false) else {
      throw ProblemDetails(
        status: .badRequest, code: "bad-path", detail: "'\(text)' is not percent-encoded UTF-8")
    }
    return part
  }
}
