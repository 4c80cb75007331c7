/// Vertices that wait to be taken out, the least area first, by weight: only those of the weight at hand
/// are kept as a heap, the rest in lists.
struct AreaQueue {
  /// A vertex with twice the area of its triangle when it was put in.
  struct Entry {
    var doubledArea: UInt64
    var vertex: UInt32

    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      doubledArea != other.doubledArea
        ? doubledArea < other.doubledArea : vertex < other.vertex
    }
  }

  private var waiting = [[Entry]](repeating: [], count: Int(VertexWeight.always) + 1)
  private var heap: [Entry] = []
  /// The weight at hand.
  private var current = 0

  /// Goes on to a weight, no less than before.
  mutating func begin(_ weight: Int) {
    current = weight
    swap(&heap, &waiting[weight])
    waiting[weight] = []
    for parent in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(parent) }
  }

  /// Adds a vertex to a weight, the one at hand or a later one.
  mutating func push(_ entry: Entry, weight: Int) {
    guard weight == current else { return waiting[weight].append(entry) }
    heap.append(entry)
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The vertex with the least area of the weight at hand, by number where areas are the same.
  mutating func pop() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    sink(0)
    return first
  }

  private mutating func sink(_ start: Int) {
    var heap = heap.mutableSpan
    let entry = heap[start]
    var hole = start
    while true {
      var child = 2 * hole + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(entry) else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
  }
}
