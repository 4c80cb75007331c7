extension RandomAccessCollection where Index == Int {
  /// The first position from which on all elements satisfy `isLater`, in a list where none does
  /// before one that does.
  /// - Complexity: O(log n).
  func partitioningIndex(where isLater: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
