/// An item with its position along the Hilbert curve.
struct KeyedItem {
  var key: UInt64
  var item: UInt32
}

/// Least-significant-digit radix sort: stable, so that items of one cell keep their order and the
/// same input always gives the same index.
enum HilbertSort {
  private static let digitBits: UInt64 = 11
  private static let digitCount = 1 << 11

  /// Sorts by key.
  /// - Complexity: O(n), six passes; passes in which every key has the same digit are skipped.
  static func sort(_ items: inout [KeyedItem]) {
    var spare = [KeyedItem](repeating: KeyedItem(key: 0, item: 0), count: items.count)
    let histograms = histograms(of: items.span)
    var shift: UInt64 = 0
    for histogram in histograms {
      if !histogram.contains(items.count) {
        var target = spare.mutableSpan
        scatter(items.span, into: &target, by: shift, histogram)
        swap(&items, &spare)
      }
      shift += digitBits
    }
  }

  private static func histograms(of items: Span<KeyedItem>) -> [[Int]] {
    var counts = [Int](repeating: 0, count: 6 * digitCount)
    var tally = counts.mutableSpan
    for index in items.indices {
      var key = items[index].key
      var base = 0
      while base < 6 * digitCount {
        tally[base + Int(key & 2047)] += 1
        key >>= digitBits
        base += digitCount
      }
    }
    return (0..<6).map { Array(counts[$0 * digitCount..<($0 + 1) * digitCount]) }
  }

  private static func scatter(
    _ source: Span<KeyedItem>, into target: inout MutableSpan<KeyedItem>, by shift: UInt64,
    _ histogram: [Int]
  ) {
    var starts = histogram
    var total = 0
    for digit in starts.indices {
      let count = starts[digit]
      starts[digit] = total
      total += count
    }
    var next = starts.mutableSpan
    for index in source.indices {
      let entry = source[index]
      let digit = Int(entry.key >> shift & 2047)
      target[next[digit]] = entry
      next[digit] += 1
    }
  }
}
