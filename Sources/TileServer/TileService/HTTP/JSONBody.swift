import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
  /// The body as a small JSON object. Forms of foreign pages cannot send its media type.
  /// - Parameter limit: The most bytes that it may have.
  /// - Returns: What it says.
  /// - Throws: `ProblemDetails` 415 for another type, 413 for a larger body, 400 for other text.
  func jsonBody<Body: Decodable>(limit: Int = 4096) async throws -> Body {
    let type = headers[.contentType]?.split(separator: ";").first?.lowercased()
    guard type == "application/json" else {
      throw ProblemDetails(
        status: .unsupportedMediaType, code: "not-json", detail: "send application/json")
    }
    let bytes: ByteBuffer
    do {
      bytes = try await body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw ProblemDetails.tooLarge(limit: limit)
    }
    guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes.readableBytesView))
    else {
      throw ProblemDetails(
        status: .badRequest, code: "bad-body",
        detail: "the body is not the JSON object that is expected here")
    }
    return body
  }
}
