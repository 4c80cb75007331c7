/// The leading bits by which keys are split: as many as make groups of a few thousand keys, but no more
/// groups than can be written to at a time.
struct LeadingDigit: ~Copyable {
  private var shift: UInt64
  private var mask: UInt64
  /// The number of groups, some of them empty.
  private(set) var groupCount: Int
  /// The size of each group; then where its next key goes.
  private var counts: ColumnBuilder<UInt32>

  /// More groups that hold something are more cache lines and pages than a core keeps at hand.
  private static let mostGroups = 4096
  private static let mostBits = 18

  /// The digit that suits keys: it begins with the highest bit in which they differ.
  /// - Complexity: O(n).
  init(of keys: Span<UInt64>) {
    var differences: UInt64 = 0
    for position in keys.indices { differences |= keys[position] ^ keys[0] }
    let varying = 64 - differences.leadingZeroBitCount
    let bits = min(varying, Self.bits(forCount: keys.count))
    shift = UInt64(varying - bits)
    groupCount = 1 << bits
    mask = UInt64(groupCount - 1)
    counts = ColumnBuilder(count: groupCount)
    for position in keys.indices { counts[group(of: keys[position])] &+= 1 }
    while occupiedGroups > Self.mostGroups { joinPairs() }
  }

  private static func bits(forCount count: Int) -> Int {
    max(1, min(Int.bitWidth - count.leadingZeroBitCount - 3, mostBits))
  }

  /// The group of a key.
  @inline(__always)
  private func group(of key: UInt64) -> Int { Int(key &>> shift & mask) }

  private var occupiedGroups: Int {
    var count = 0
    for group in 0..<groupCount where counts[group] > 0 { count += 1 }
    return count
  }

  /// Shortens the digit by its last bit.
  private mutating func joinPairs() {
    groupCount /= 2
    mask >>= 1
    shift += 1
    for group in 0..<groupCount { counts[group] = counts[2 * group] &+ counts[2 * group + 1] }
  }

  /// Replaces the size of every group by the position of its first key.
  mutating func turnCountsIntoStarts(from base: Int) {
    var start = UInt32(truncatingIfNeeded: base)
    for group in 0..<groupCount {
      let count = counts[group]
      counts[group] = start
      start &+= count
    }
  }

  /// Where a key goes; the next one of its group goes behind it.
  @inline(__always)
  mutating func takePosition(for key: UInt64) -> Int {
    let group = group(of: key)
    let position = counts[group]
    counts[group] = position &+ 1
    return Int(position)
  }

  /// The end of a group, once all of its keys have their positions.
  func end(ofGroup group: Int) -> Int { Int(counts[group]) }
}
