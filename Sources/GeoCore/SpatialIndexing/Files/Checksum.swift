/// A fast checksum against damage, not against forgery: four lanes of 64 bits that take a word in turn.
///
/// Every step is a bijection of the lane for a given word, and of the word for a given lane, so a
/// change of one word always shows.
struct Checksum {
  private var a: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var b: UInt64 = 0xBF58_476D_1CE4_E5B9
  private var c: UInt64 = 0x94D0_49BB_1331_11EB
  private var d: UInt64 = 0xD6E8_FEB8_6659_FD93

  private static let multiplier: UInt64 = 0x9FB2_1C65_1E98_DF25

  /// The checksum of words whose number is a multiple of four.
  /// - Complexity: O(n); as fast as memory is read.
  static func of(_ words: Column<UInt64>) -> UInt64 {
    var sum = Checksum()
    var position = 0
    while position + 4 <= words.count {
      sum.add(words[position], words[position + 1], words[position + 2], words[position + 3])
      position += 4
    }
    return sum.value(length: words.count)
  }

  @inline(__always)
  private mutating func add(_ p: UInt64, _ q: UInt64, _ r: UInt64, _ s: UInt64) {
    a = Self.step(a, p)
    b = Self.step(b, q)
    c = Self.step(c, r)
    d = Self.step(d, s)
  }

  @inline(__always)
  private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (lane ^ word) &* multiplier
    return mixed &<< 29 | mixed &>> 35
  }

  private func value(length: Int) -> UInt64 {
    var sum = Self.step(UInt64(length), a)
    for lane in [b, c, d] { sum = Self.step(sum, lane) }
    return sum ^ sum &>> 32
  }
}
