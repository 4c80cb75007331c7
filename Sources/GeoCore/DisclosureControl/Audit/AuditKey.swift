import Crypto

/// The secret with which the entries of an audit log are sealed: 256 random bits that are not kept in
/// the workspace itself. Printing or dumping a key never shows it.
public struct AuditKey: Sendable {
  /// How many bytes a key has.
  public static let byteCount = 32

  private let secret: [UInt8]
  private let symmetric: SymmetricKey

  /// A new key from the random numbers of the operating system.
  public init() {
    var generator = SystemRandomNumberGenerator()
    self.init(checked: (0..<Self.byteCount).map { _ in generator.next() })
  }

  /// A key from its bytes; `nil` when there are not 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(checked: bytes)
  }

  private init(checked bytes: [UInt8]) {
    secret = bytes
    symmetric = SymmetricKey(data: bytes)
  }

  /// The bytes, for the one place that keeps them.
  public func revealed() -> [UInt8] { secret }

  /// HMAC-SHA256 (RFC 2104) of bytes.
  func authenticationCode(of bytes: [UInt8]) -> Digest256 {
    Digest256(whole: Array(HMAC<SHA256>.authenticationCode(for: bytes, using: symmetric)))
  }
}

extension AuditKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the secret.
  public var description: String { "AuditKey(…)" }
  /// Never the secret.
  public var debugDescription: String { description }
  /// Nothing to look into.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
