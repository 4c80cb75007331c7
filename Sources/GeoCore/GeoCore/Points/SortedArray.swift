extension Array {
  /// The first position from which on all elements satisfy `isLater`, in an array where none does
  /// before one that does.
  /// - Complexity: O(log n).
  func partitioningIndex(where isLater: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
