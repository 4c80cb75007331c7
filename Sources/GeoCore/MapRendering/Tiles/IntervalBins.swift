/// Intervals of one axis sorted into bins of equal width, so that those around a position are found
/// without a look at all.
struct IntervalBins {
  private let low: Double
  private let perUnit: Double
  private let last: Int
  /// Where the members of each bin begin, and where the last ones end.
  private var starts: [Int32]
  private var sorted: [Int32]

  /// Few enough that intervals as long as the axis do not fill much memory.
  private static let mostBins = 256

  /// Sorts intervals, numbered from 0.
  /// - Parameters:
  ///   - count: How many there are.
  ///   - interval: The lower and the upper end of each.
  /// - Complexity: O(n) for intervals that are short beside the axis.
  init(count: Int, _ interval: (Int) -> (low: Double, high: Double)) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for index in 0..<count {
      let ends = interval(index)
      low = min(low, ends.low)
      high = max(high, ends.high)
    }
    let binCount = min(max(count / 4, 1), Self.mostBins)
    self.low = low
    perUnit = high > low ? Double(binCount) / (high - low) : 0
    last = binCount - 1
    starts = Array(repeating: 0, count: binCount + 1)
    sorted = []
    for index in 0..<count {
      for bin in bins(of: interval(index)) { starts[bin + 1] += 1 }
    }
    for bin in 0..<binCount { starts[bin + 1] += starts[bin] }
    sorted = Array(repeating: 0, count: Int(starts[binCount]))
    var next = starts
    for index in 0..<count {
      for bin in bins(of: interval(index)) {
        sorted[Int(next[bin])] = Int32(truncatingIfNeeded: index)
        next[bin] += 1
      }
    }
  }

  /// The numbers of the intervals that may hold a position, ascending.
  func members(at position: Double) -> ArraySlice<Int32> {
    let bin = bin(of: position)
    return sorted[Int(starts[bin])..<Int(starts[bin + 1])]
  }

  private func bins(of ends: (low: Double, high: Double)) -> ClosedRange<Int> {
    let first = bin(of: ends.low)
    return first...max(bin(of: ends.high), first)
  }

  /// Rises with the position, so that no interval around it is missed; what is no number counts as low.
  private func bin(of position: Double) -> Int {
    let place = (position - low) * perUnit
    return place > 0 ? (place < Double(last) ? Int(place) : last) : 0
  }
}
