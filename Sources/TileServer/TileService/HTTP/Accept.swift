import GeoCore
import HTTPTypes
import Hummingbird

extension Request {
  /// The one of some media types that the client likes best (RFC 9110, 12.5.1); of equals the first. `nil` where it
  /// takes none of them.
  func preferred(of offered: [String]) -> String? {
    guard let accepted = headers[.accept] else { return offered.first }
    let ranges = accepted.split(separator: ",").compactMap(MediaRange.init)
    guard !ranges.isEmpty else { return offered.first }
    var best: (type: String, quality: Double)?
    for type in offered {
      let fitting = ranges.filter { $0.includes(type) }
      // The most specific range decides.
      guard let quality = fitting.max(by: { $0.rank < $1.rank })?.quality, quality > 0 else {
        continue
      }
      if quality > best?.quality ?? 0 { best = (type, quality) }
    }
    return best?.type
  }
}

/// A media range of an `Accept` header.
private struct MediaRange {
  var type: Substring
  var subtype: Substring
  var quality = 1.0

  init?(_ text: Substring) {
    let parts = text.split(separator: ";").map {
      $0.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
    let names = parts.first?.split(separator: "/") ?? []
    guard names.count == 2 else { return nil }
    (type, subtype) = (names[0], names[1])
    for part in parts.dropFirst() where part.hasPrefix("q=") {
      quality = min(max(Double(part.dropFirst(2)) ?? 1, 0), 1)
    }
  }

  /// Narrower ranges are higher.
  var rank: Int { type == "*" ? 0 : subtype == "*" ? 1 : 2 }

  func includes(_ mediaType: String) -> Bool {
    let names = mediaType.split(separator: ";")[0].split(separator: "/")
    guard names.count == 2 else { return false }
    return (type == "*" || type == names[0]) && (subtype == "*" || subtype == names[1])
  }
}

/// A format in which an answer can be had, by `f=` or by `Accept`.
protocol NegotiatedFormat: RawRepresentable<String>, CaseIterable, Sendable {
  var mediaType: String { get }
}

extension NegotiatedFormat {
  /// The format that a request asks for: by its parameter `f`, else by what the client accepts.
  /// - Parameters:
  ///   - request: The request.
  ///   - formats: Those that there are, the usual one first.
  ///   - general: A more general media type that the usual one answers to as well.
  /// - Returns: One of the formats.
  /// - Throws: `RequestError.badValue` for an unknown `f`, `ProblemDetails` 406 where no format suits.
  static func wanted(
    by request: Request, among formats: [Self] = Array(allCases), general: String? = nil
  ) throws -> Self {
    if let name = try request.queryParameters()["f"] {
      guard let format = formats.first(where: { $0.rawValue == name }) else {
        let names = formats.map(\.rawValue).joined(separator: ", ")
        throw RequestError.badValue(parameter: "f", value: name, expected: "one of \(names)")
      }
      return format
    }
    let types = formats.map(\.mediaType)
    let type = request.preferred(of: types + [general].compactMap { $0 })
    let place = type.flatMap { type == general ? 0 : types.firstIndex(of: $0) }
    guard let place, formats.indices.contains(place) else {
      throw ProblemDetails(
        status: .notAcceptable, code: "not-acceptable",
        detail: "this is answered as \(types.joined(separator: ", "))")
    }
    return formats[place]
  }
}

extension Response {
  /// The same, told to caches as one that depends on `Accept`.
  var varyingByAccept: Response {
    var copy = self
    copy.headers[.vary] = copy.headers[.vary].map { "\($0), Accept" } ?? "Accept"
    return copy
  }
}
