/// A secret of 256 random bits that opens something to whoever shows it. The service keeps its digest
/// alone, so a copy of the workspace opens nothing.
///
/// Printing, interpolating or dumping a token never shows the secret; `revealed()` does.
public struct AccessToken: Sendable {
  /// What a secret is good for. The kind is its prefix and goes into its digest, so that one kind
  /// never passes for another.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Signs requests in until it is revoked.
    case account = "pb_"
    /// Is exchanged for a session once.
    case signInCode = "pbc_"
    /// Stands for a session, in a cookie.
    case session = "pbs_"
  }

  /// What it is good for.
  public let kind: Kind
  private let secret: [UInt8]

  private static let byteCount = 32

  /// A new secret from the random numbers of the operating system.
  public init(_ kind: Kind = .account) {
    var generator = SystemRandomNumberGenerator()
    self.init(kind, using: &generator)
  }

  /// A new secret from a generator.
  init(_ kind: Kind, using generator: inout some RandomNumberGenerator) {
    self.kind = kind
    secret = (0..<Self.byteCount).map { _ in generator.next() }
  }

  /// The secret in a text that `revealed()` gave, and no other spelling of it.
  /// - Throws: `AccessError.malformedToken`, without the text.
  public init(parsing text: some StringProtocol, as kind: Kind = .account) throws(AccessError) {
    // A pasted file is not worth decoding.
    guard text.utf8.count < 64, text.utf8.starts(with: kind.rawValue.utf8),
      let bytes = Base64URL.bytes(of: String(text.dropFirst(kind.rawValue.count))),
      bytes.count == Self.byteCount
    else { throw .malformedToken }
    self.kind = kind
    secret = bytes
  }

  /// The secret as text: the prefix and 43 characters of base 64 for addresses, for the one moment at
  /// which its holder is shown it.
  public func revealed() -> String { kind.rawValue + Base64URL.text(of: secret) }

  /// What is stored instead: the SHA-256 of the text.
  public var digest: Digest256 { Digest256(sha256: revealed().utf8) }
}

extension AccessToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The kind, never the secret.
  public var description: String { "\(kind.rawValue)…" }
  /// The kind, never the secret.
  public var debugDescription: String { description }
  /// Nothing to look into.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
