/// Ascending row numbers of a table. A file numbers its rows one after another, so a few stretches
/// stand for millions of them.
struct RowNumbers: Hashable, Sendable {
  private struct Stretch: Hashable {
    /// The number of the first row.
    var first: Int64
    /// The position of that row.
    var position: Int
  }

  private var stretches: [Stretch] = []

  /// How many numbers there are.
  private(set) var count = 0

  /// Adds a number above all before it.
  /// - Complexity: O(1).
  mutating func append(_ row: Int64) {
    let continues = stretches.last.map { row - $0.first == Int64(count - $0.position) } ?? false
    if !continues { stretches.append(Stretch(first: row, position: count)) }
    count += 1
  }

  /// The number at a position.
  /// - Complexity: O(log s) for s stretches.
  subscript(position: Int) -> Int64 {
    let next = stretches.partitioningIndex { $0.position > position }
    let stretch = stretches[next - 1]
    return stretch.first + Int64(position - stretch.position)
  }

  /// The position of a number; `nil` when it is not there.
  /// - Complexity: O(log s) for s stretches.
  func position(of row: Int64) -> Int? {
    let next = stretches.partitioningIndex { $0.first > row }
    guard next > 0 else { return nil }
    let end = next < stretches.count ? stretches[next].position : count
    let position = Int64(stretches[next - 1].position) + (row - stretches[next - 1].first)
    return position < Int64(end) ? Int(position) : nil
  }

  /// The first position whose number is at least `row`.
  /// - Complexity: O(log s) for s stretches.
  func firstPosition(notBelow row: Int64) -> Int {
    let next = stretches.partitioningIndex { $0.first > row }
    guard next > 0 else { return 0 }
    let end = next < stretches.count ? stretches[next].position : count
    let position = Int64(stretches[next - 1].position) + (row - stretches[next - 1].first)
    return Int(min(position, Int64(end)))
  }
}
