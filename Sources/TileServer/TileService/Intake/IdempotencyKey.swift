import GeoCore
import HTTPTypes

/// The name that a client gives to a request, so that sending it again does no harm.
///
/// Only a digest of it is kept, with whose it is: a key may be made from a telephone number.
enum IdempotencyKey {
  private static let lengths = 1...128

  /// The digest of the key of a request; `nil` where it has none.
  /// - Throws: `ProblemDetails` 400 for a key that is none.
  static func digest(of headers: HTTPFields, for caller: Caller) throws(ProblemDetails)
    -> Digest256?
  {
    guard headers.contains(.idempotencyKey) else { return nil }
    let values = headers[values: .idempotencyKey]
    guard values.count == 1, let key = values.first, lengths.contains(key.utf8.count),
      key.utf8.allSatisfy({ (33...126).contains($0) })
    else {
      throw ProblemDetails(
        status: .badRequest, code: "bad-idempotency-key",
        detail: "Idempotency-Key: send one, of 1 to 128 letters, digits and signs without blanks")
    }
    let owner = caller.isAnonymous ? "@" : caller.principal.name
    return Digest256(sha256: Array(owner.utf8) + [0] + Array(key.utf8))
  }
}

extension HTTPField.Name {
  /// The name of a request that may be repeated.
  static let idempotencyKey = HTTPField.Name.custom("Idempotency-Key")
  /// Said of an answer that was given before.
  static let idempotencyReplayed = HTTPField.Name.custom("Idempotency-Replayed")
}
