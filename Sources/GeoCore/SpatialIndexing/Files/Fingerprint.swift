/// A fingerprint of what an index is made from, word by word: equal data have equal fingerprints, and
/// different ones practically never do. It guards against files that are out of date, not against forgery.
public struct Fingerprint: Sendable {
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var high: UInt64 = 0xBF58_476D_1CE4_E5B9
  private var count: UInt64 = 0

  /// The fingerprint of nothing yet.
  public init() {}

  /// Takes in a word.
  public mutating func add(_ word: UInt64) {
    low = (low ^ word) &* 0x9FB2_1C65_1E98_DF25
    low ^= low &>> 32
    high = (high &+ word) &* 0xD6E8_FEB8_6659_FD93
    high ^= high &>> 29
    count &+= 1
  }

  /// Takes in a text, with its length, so that it does not run into the next.
  public mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    var word: UInt64 = 0
    for (position, byte) in text.utf8.enumerated() {
      word = word &<< 8 | UInt64(byte)
      if position & 7 == 7 { add(word) }
    }
    add(word)
  }

  /// The fingerprint of all that was taken in.
  public var bytes: [UInt8] {
    [low, high, count].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word &>> (8 * $0)) }
    }
  }
}
