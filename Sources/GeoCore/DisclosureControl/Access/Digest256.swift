import Crypto

/// 256 bits that stand for something else: the SHA-256 of a secret, or an authentication code.
///
/// Comparing two takes the same time wherever they differ.
public struct Digest256: Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// All bits zero.
  static let zero = Digest256(words: (0, 0, 0, 0))

  /// The SHA-256 of bytes (FIPS 180-4).
  public init(sha256 bytes: some Sequence<UInt8>) {
    self.init(whole: Array(SHA256.hash(data: Array(bytes))))
  }

  /// 256 bits from 64 hexadecimal digits; `nil` for any other text.
  public init?(hex text: some StringProtocol) {
    guard let bytes = HexText.bytes(of: text), bytes.count == 32 else { return nil }
    self.init(whole: bytes)
  }

  /// From 32 bytes.
  init(whole bytes: [UInt8]) {
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.prefix(32).enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.init(words: (words[0], words[1], words[2], words[3]))
  }

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
  }

  /// 64 hexadecimal digits, small letters.
  public var hex: String { HexText.text(of: bytes) }
}

extension Digest256: Hashable {
  /// Whether all bits are the same; all of them are looked at, whatever the others are.
  public static func == (a: Digest256, b: Digest256) -> Bool {
    let (first, second) = (a.words.0 ^ b.words.0, a.words.1 ^ b.words.1)
    let (third, fourth) = (a.words.2 ^ b.words.2, a.words.3 ^ b.words.3)
    return first | second | third | fourth == 0
  }

  /// Mixes the bits in.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension Digest256: CustomStringConvertible {
  /// 64 hexadecimal digits.
  public var description: String { hex }
}

/// Bytes as pairs of hexadecimal digits.
enum HexText {
  /// Two digits for each byte, small letters.
  static func text(of bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The bytes of pairs of digits, small or capital; `nil` for any other text.
  static func bytes(of text: some StringProtocol) -> [UInt8]? {
    let values = text.utf8.compactMap(value)
    guard values.count == text.utf8.count, values.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
