import GeoCore
import HTTPTypes
import Hummingbird
import Synchronization

/// A representation as it goes over the wire. Each of its forms, plain and compressed, is made when it is
/// first asked for, with its entity tag and headers, and kept: whoever asks again costs a comparison.
final class EncodedRepresentation: Sendable {
  /// One form, ready to be sent.
  private struct Form {
    let tag: String
    let full: Response
    let notModified: Response
  }

  private struct Forms {
    var plain: Form?
    var compressed: Form?
  }

  /// What is sent.
  let representation: Representation
  private let forms = Mutex(Forms())

  init(_ representation: Representation) { self.representation = representation }

  /// The answer to a request: compressed where that helps and the client can read it, 304 where the client
  /// has it already.
  func response(to request: Request) throws -> Response {
    let form = try form(compressed: isCompressible && request.accepts(encoding: "gzip"))
    let isKnown = representation.status == .ok && request.isSatisfied(by: form.tag)
    return isKnown ? form.notModified : form.full
  }

  /// About how much memory the forms take.
  var byteCount: Int { representation.body.count * (isCompressible ? 3 : 2) }

  private func form(compressed: Bool) throws -> Form {
    try forms.withLock { forms in
      if let known = compressed ? forms.compressed : forms.plain { return known }
      let made = try make(compressed: compressed)
      if compressed { forms.compressed = made } else { forms.plain = made }
      return made
    }
  }

  private func make(compressed: Bool) throws -> Form {
    let bytes = compressed ? try Gzip.compress(representation.body) : representation.body
    let tag = EntityTag.of(bytes)
    var headers: HTTPFields = [
      .cacheControl: representation.caching.rawValue, .eTag: tag,
      .vary: "Authorization, Cookie, X-Purpose, Accept-Encoding",
    ]
    if let generation = representation.generation { headers[.dataGeneration] = "\(generation)" }
    if representation.droppedFeatures > 0 {
      headers[.featuresDropped] = "\(representation.droppedFeatures)"
    }
    if !representation.links.isEmpty {
      headers[.link] = representation.links.joined(separator: ", ")
    }
    let notModified = Response(status: .notModified, headers: headers)
    headers[.contentType] = representation.mediaType
    if compressed { headers[.contentEncoding] = "gzip" }
    let full = Response(
      status: representation.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    return Form(tag: tag, full: full, notModified: notModified)
  }

  private var isCompressible: Bool {
    representation.body.count > 128 && !representation.mediaType.hasPrefix("image/png")
  }
}
