/// Sorts short runs of whole words that are all different above a few low bits, or in order there: a
/// split by leading bits into groups of a few words, then insertion.
struct WordSort: ~Copyable {
  /// The words; the first ones are sorted.
  var words: ColumnBuilder<UInt64>
  /// As many words of scratch.
  var spare: ColumnBuilder<UInt64>
  private var starts: ColumnBuilder<UInt32>

  private static let mostDigitBits = 12
  /// Up to so many words insertion alone is fastest.
  private static let shortRun = 24

  init(capacity: Int) {
    words = ColumnBuilder(count: capacity)
    spare = ColumnBuilder(count: capacity)
    starts = ColumnBuilder(count: 1 << Self.mostDigitBits)
  }

  /// Sorts the words of a range, which are in order as far as `settledBits` low bits tell.
  /// - Complexity: O(n) for words that spread; O(n · bits) at worst.
  mutating func sort(_ range: Range<Int>, settledBits: Int) {
    let varying = varyingBits(range)
    guard varying > settledBits else { return }
    guard range.count > Self.shortRun else { return insertionSort(range) }
    let digitBits = min(varying - settledBits, Self.digitBits(forCount: range.count))
    let shift = UInt64(varying - digitBits)
    let largest = split(range, shift: shift, digitBits: digitBits)
    if largest <= Self.shortRun {
      insertFromSpare(range)
    } else {
      copyFromSpare(range)
      sortGroups(of: range, shift: shift, settledBits: settledBits)
    }
  }

  /// About two words to a group.
  private static func digitBits(forCount count: Int) -> Int {
    min(count.bitWidth - count.leadingZeroBitCount - 2, mostDigitBits)
  }

  /// How many low bits there are up to the highest in which the words of a range differ.
  @inline(__always)
  private func varyingBits(_ range: Range<Int>) -> Int {
    let first = words[range.lowerBound]
    var differences: UInt64 = 0
    for position in range { differences |= words[position] ^ first }
    return 64 - differences.leadingZeroBitCount
  }

  /// Moves the words into `spare`, grouped by a digit.
  /// - Returns: The size of the largest group.
  private mutating func split(_ range: Range<Int>, shift: UInt64, digitBits: Int) -> Int {
    let mask = (UInt64(1) &<< UInt64(digitBits)) - 1
    for digit in 0...Int(mask) { starts[digit] = 0 }
    for position in range { starts[Int(words[position] &>> shift & mask)] &+= 1 }
    var total = UInt32(range.lowerBound)
    var largest: UInt32 = 0
    for digit in 0...Int(mask) {
      let count = starts[digit]
      starts[digit] = total
      total &+= count
      largest = max(largest, count)
    }
    for position in range {
      let word = words[position]
      let digit = Int(word &>> shift & mask)
      let target = starts[digit]
      spare[Int(target)] = word
      starts[digit] = target &+ 1
    }
    return Int(largest)
  }

  private mutating func sortGroups(of range: Range<Int>, shift: UInt64, settledBits: Int) {
    var start = range.lowerBound
    while start < range.upperBound {
      let digit = words[start] &>> shift
      var end = start + 1
      while end < range.upperBound, words[end] &>> shift == digit { end += 1 }
      if end - start > 1 { sort(start..<end, settledBits: settledBits) }
      start = end
    }
  }

  private mutating func copyFromSpare(_ range: Range<Int>) {
    for position in range { words[position] = spare[position] }
  }

  /// Moves the words back from `spare`, each to where it belongs among those before it.
  private mutating func insertFromSpare(_ range: Range<Int>) {
    for position in range { insert(spare[position], at: position, notBefore: range.lowerBound) }
  }

  private mutating func insertionSort(_ range: Range<Int>) {
    for position in range { insert(words[position], at: position, notBefore: range.lowerBound) }
  }

  @inline(__always)
  private mutating func insert(_ word: UInt64, at position: Int, notBefore first: Int) {
    var hole = position
    while hole > first {
      let before = words[hole - 1]
      guard before > word else { break }
      words[hole] = before
      hole -= 1
    }
    words[hole] = word
  }
}
