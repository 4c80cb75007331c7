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
    var full: Response
    var notModified: Response

    /// The same of another data generation.
    func renewed(_ generation: Int64) -> Form {
      var form = self
      form.full.headers[.dataGeneration] = "\(generation)"
      form.notModified.headers[.dataGeneration] = "\(generation)"
      return form
    }
  }

  private struct Forms {
    var plain: Form?
    var compressed: Form?
  }

  /// What is sent.
  let representation: Representation
  private let forms: Mutex<Forms>
  /// The body compressed, where it was at hand.
  private let compressedBody: [UInt8]?

  convenience init(_ representation: Representation, compressed body: [UInt8]? = nil) {
    self.init(representation, body, Forms())
  }

  private init(_ representation: Representation, _ compressedBody: [UInt8]?, _ forms: Forms) {
    self.representation = representation
    self.compressedBody = compressedBody
    self.forms = Mutex(forms)
  }

  /// The same body, which is right for another data generation, too.
  func renewed(for generation: Int64) -> EncodedRepresentation {
    guard representation.generation != generation else { return self }
    var renewed = representation
    renewed.generation = generation
    let forms = forms.withLock { forms in
      Forms(
        plain: forms.plain?.renewed(generation), compressed: forms.compressed?.renewed(generation))
    }
    return EncodedRepresentation(renewed, compressedBody, forms)
  }

  /// Makes the form that a request will be answered with, so that answering it costs nothing.
  func prepare(for request: Request) throws {
    _ = try form(compressed: isCompressible && request.headers.accepts(encoding: "gzip"))
  }

  /// The body as it is kept on a disk: compressed where that helps.
  func storedBody() throws -> [UInt8] {
    guard isCompressible else { return representation.body }
    return try compressedBody ?? Gzip.compress(representation.body)
  }

  /// The answer to a request: compressed where that helps and the client can read it, 304 where the client
  /// has it already.
  func response(to request: Request) throws -> Response {
    let form = try form(compressed: isCompressible && request.headers.accepts(encoding: "gzip"))
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
    let bytes =
      compressed
      ? try compressedBody ?? Gzip.compress(representation.body) : representation.body
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
    Self.isCompressible(representation.body.count, mediaType: representation.mediaType)
  }

  private static func isCompressible(_ byteCount: Int, mediaType: String) -> Bool {
    byteCount > 128 && !mediaType.hasPrefix("image/png")
  }
}
