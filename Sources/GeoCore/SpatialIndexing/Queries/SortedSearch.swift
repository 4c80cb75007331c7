/// Binary search.
enum SortedSearch {
  /// How many of the first whole numbers satisfy a condition that holds for none behind them.
  /// - Complexity: O(log n).
  @inline(__always)
  static func count(below count: Int, _ condition: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
