/// Sorting of words with a number each by radix, least significant digit first: stable.
public enum KeySort {
  private static let digitBits: UInt64 = 11

  /// Puts keys in ascending order and their numbers with them. Digits that all keys share are skipped.
  /// - Complexity: O(n) for each digit of 11 bits in which keys differ; as much memory again.
  public static func sort(_ keys: inout [UInt64], _ numbers: inout [UInt32]) {
    guard let first = keys.first else { return }
    let differences = keys.reduce(0) { $0 | ($1 ^ first) }
    var spareKeys = [UInt64](repeating: 0, count: keys.count)
    var spareNumbers = [UInt32](repeating: 0, count: keys.count)
    for shift in stride(from: UInt64(0), to: 64, by: Int(digitBits))
    where differences >> shift & (1 << digitBits - 1) != 0 {
      scatter((keys.span, numbers.span), shift, &spareKeys, &spareNumbers)
      swap(&keys, &spareKeys)
      swap(&numbers, &spareNumbers)
    }
  }

  private static func scatter(
    _ source: (keys: Span<UInt64>, numbers: Span<UInt32>), _ shift: UInt64,
    _ keys: inout [UInt64], _ numbers: inout [UInt32]
  ) {
    var starts = counts(source.keys, shift)
    var keys = keys.mutableSpan
    var numbers = numbers.mutableSpan
    for index in source.keys.indices {
      let key = source.keys[index]
      let digit = Int(key &>> shift & (1 << digitBits - 1))
      let target = starts[digit]
      starts[digit] += 1
      keys[target] = key
      numbers[target] = source.numbers[index]
    }
  }

  private static func counts(_ keys: Span<UInt64>, _ shift: UInt64) -> [Int] {
    var starts = [Int](repeating: 0, count: 1 << Int(digitBits))
    for index in keys.indices { starts[Int(keys[index] &>> shift & (1 << digitBits - 1))] += 1 }
    var total = 0
    for digit in starts.indices {
      let count = starts[digit]
      starts[digit] = total
      total += count
    }
    return starts
  }
}
