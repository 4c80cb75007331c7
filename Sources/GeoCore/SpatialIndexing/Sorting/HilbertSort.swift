/// Sorting by position along the Hilbert curve: stable, so that items of one cell keep their order and
/// the same input always gives the same index.
///
/// Most significant digit first. The bits that all keys share are skipped; the rest is split by leading
/// bits into runs that fit the cache. A run is sorted as words that hold the rest of the key above the
/// position in the run, so that one word is all that moves.
/// Source: McIlroy, Bostic & McIlroy 1993, "Engineering radix sort".
struct HilbertSort: ~Copyable {
  private var keys: ColumnBuilder<UInt64>
  /// For each key, the position it had in the input.
  private var order: ColumnBuilder<UInt32>
  private var short: WordSort

  /// The longest run that is sorted as words: with its scratch it fits the cache of one core.
  private static let longestRun = 1 << 14
  /// Up to so many keys insertion alone is fastest.
  private static let shortRun = 12

  /// The keys in ascending order, and the position of each in the input.
  /// - Complexity: O(n) for keys that spread, O(n · bits) at worst; 12 bytes a key beside the result.
  static func sorted(_ keys: Span<UInt64>) -> (keys: Column<UInt64>, order: Column<UInt32>) {
    var sort = HilbertSort(count: keys.count)
    sort.split(keys, numbered: Span(), at: 0)
    return sort.finish()
  }

  private init(count: Int) {
    keys = ColumnBuilder(count: count)
    order = ColumnBuilder(count: count)
    short = WordSort(capacity: min(count, Self.longestRun))
  }

  private consuming func finish() -> (keys: Column<UInt64>, order: Column<UInt32>) {
    (keys.finish(), order.finish())
  }

  /// Puts keys in order, from `base` on.
  /// - Parameters:
  ///   - source: The keys.
  ///   - numbers: Their positions in the input; empty when they are the input.
  ///   - base: Where the first one goes.
  private mutating func split(_ source: Span<UInt64>, numbered numbers: Span<UInt32>, at base: Int)
  {
    var digit = LeadingDigit(of: source)
    digit.turnCountsIntoStarts(from: base)
    for position in source.indices {
      let key = source[position]
      let target = digit.takePosition(for: key)
      keys[target] = key
      order[target] = numbers.isEmpty ? UInt32(truncatingIfNeeded: position) : numbers[position]
    }
    var start = base
    for group in 0..<digit.groupCount {
      let end = digit.end(ofGroup: group)
      if end - start > 1 { sortRun(start..<end) }
      start = end
    }
  }

  private mutating func sortRun(_ run: Range<Int>) {
    guard run.count > Self.shortRun else { return insertionSort(run) }
    let varying = varyingBits(run)
    guard varying > 0 else { return }
    let positionBits = Int.bitWidth - (run.count - 1).leadingZeroBitCount
    if run.count <= Self.longestRun, varying + positionBits <= 64 {
      return sortAsWords(run, positionBits: UInt64(positionBits))
    }
    splitAgain(run)
  }

  /// Splits a run that does not fit the cache, or the bits of a word.
  private mutating func splitAgain(_ run: Range<Int>) {
    var source = [UInt64](repeating: 0, count: run.count)
    var numbers = [UInt32](repeating: 0, count: run.count)
    for offset in 0..<run.count {
      source[offset] = keys[run.lowerBound + offset]
      numbers[offset] = order[run.lowerBound + offset]
    }
    split(source.span, numbered: numbers.span, at: run.lowerBound)
  }

  private func varyingBits(_ run: Range<Int>) -> Int {
    let first = keys[run.lowerBound]
    var differences: UInt64 = 0
    for position in run { differences |= keys[position] ^ first }
    return 64 - differences.leadingZeroBitCount
  }

  private mutating func sortAsWords(_ run: Range<Int>, positionBits: UInt64) {
    let base = run.lowerBound
    let shared = keys[base] & ~(UInt64.max &>> positionBits)
    for offset in 0..<run.count {
      short.words[offset] = keys[base + offset] &<< positionBits | UInt64(offset)
    }
    short.sort(0..<run.count, settledBits: Int(positionBits))
    let mask = (UInt64(1) &<< positionBits) - 1
    for offset in 0..<run.count {
      let word = short.words[offset]
      keys[base + offset] = shared | word &>> positionBits
      short.spare[offset] = UInt64(order[base + Int(word & mask)])
    }
    for offset in 0..<run.count {
      order[base + offset] = UInt32(truncatingIfNeeded: short.spare[offset])
    }
  }

  private mutating func insertionSort(_ run: Range<Int>) {
    for position in run {
      let key = keys[position]
      let number = order[position]
      var hole = position
      while hole > run.lowerBound, keys[hole - 1] > key {
        keys[hole] = keys[hole - 1]
        order[hole] = order[hole - 1]
        hole -= 1
      }
      keys[hole] = key
      order[hole] = number
    }
  }
}
