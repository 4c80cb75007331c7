import TileMath

/// Lists of numbers as the 64-bit words of an index file, their number first.
enum PackedNumbers {
  /// Words of smaller numbers, several to a word, lowest first.
  static func words<Number: FixedWidthInteger>(_ numbers: [Number]) -> [Int64] {
    let perWord = 64 / Number.bitWidth
    var words: [Int64] = [Int64(numbers.count)]
    words.reserveCapacity(1 + (numbers.count + perWord - 1) / perWord)
    var word: UInt64 = 0
    for (position, number) in numbers.enumerated() {
      let part = UInt64(truncatingIfNeeded: number) & (UInt64.max >> (64 - UInt64(Number.bitWidth)))
      let place = position % perWord
      word |= part << UInt64(place * Number.bitWidth)
      guard place == perWord - 1 || position == numbers.count - 1 else { continue }
      words.append(Int64(bitPattern: word))
      word = 0
    }
    return words
  }

  /// The numbers of words; `nil` when there are not as many words as the first says.
  static func numbers<Number: FixedWidthInteger>(_ words: [Int64]) -> [Number]? {
    let perWord = 64 / Number.bitWidth
    guard let count = words.first, count >= 0, count <= Int64(words.count) * Int64(perWord),
      words.count == 1 + (Int(count) + perWord - 1) / perWord
    else { return nil }
    var numbers: [Number] = []
    numbers.reserveCapacity(Int(count))
    for position in 0..<Int(count) {
      let word = UInt64(bitPattern: words[1 + position / perWord])
      let shift = UInt64(position % perWord * Number.bitWidth)
      numbers.append(Number(truncatingIfNeeded: word >> shift))
    }
    return numbers
  }

  /// Words of numbers with a fraction.
  static func words(_ numbers: [Double]) -> [Int64] {
    words(numbers.map(\.bitPattern))
  }

  /// The numbers with a fraction of words.
  static func doubles(_ words: [Int64]) -> [Double]? {
    let bits: [UInt64]? = numbers(words)
    return bits.map { $0.map(Double.init(bitPattern:)) }
  }

  /// Words of cells of the grid.
  static func words(_ points: [GridPoint]) -> [Int64] {
    words(points.map { UInt64($0.x) << 32 | UInt64($0.y) })
  }

  /// The cells of words.
  static func points(_ words: [Int64]) -> [GridPoint]? {
    let packed: [UInt64]? = numbers(words)
    return packed.map { packed in
      packed.map {
        GridPoint(x: UInt32(truncatingIfNeeded: $0 >> 32), y: UInt32(truncatingIfNeeded: $0))
      }
    }
  }
}
