/// A binary heap of candidates ordered by distance, then by position: the agenda of a best-first
/// search.
struct MinimumHeap {
  /// A node or an item that waits to be looked at.
  struct Entry {
    var distance: Double
    /// The level of the node, or −1 for an item.
    var level: Int
    /// The position of the node in its level, or of the item in the index.
    var position: Int

    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      if distance != other.distance { return distance < other.distance }
      // At one distance nodes come before items, so that ties between items are seen together.
      if level != other.level { return level > other.level }
      return position < other.position
    }
  }

  private var entries: [Entry] = []

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].precedes(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].precedes(entries[smallest]) {
        smallest = child
      }
      guard smallest != parent else { return first }
      entries.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
