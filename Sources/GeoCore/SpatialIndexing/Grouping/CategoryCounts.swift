/// How many of each class a run of elements has: sums over blocks, and the elements at the ends.
struct CategoryCounts: Sendable {
  private static let blockBits = 8

  /// How many classes there are.
  let categoryCount: Int
  private let categories: [UInt8]
  /// For every block the elements of each class before it; empty where one class is all there is.
  private let sums: [UInt32]

  /// - Complexity: O(n) for n elements; O(c) further bytes for every 256 of them, with c classes.
  init(_ categories: [UInt8]) {
    categoryCount = categories.max().map { Int($0) + 1 } ?? 0
    self.categories = categories
    guard categoryCount > 1 else {
      sums = []
      return
    }
    var (running, sums) = ([UInt32](repeating: 0, count: categoryCount), [UInt32]())
    for (position, category) in categories.enumerated() {
      if position & (1 << Self.blockBits - 1) == 0 { sums += running }
      running[Int(category)] += 1
    }
    self.sums = sums + running
  }

  /// How many elements of each class a run has.
  /// - Complexity: O(c + 256).
  func counts(in run: Range<Int>) -> [Int] {
    guard categoryCount > 1 else { return categoryCount == 1 ? [run.count] : [] }
    var counts = [Int](repeating: 0, count: categoryCount)
    addCounts(before: run.upperBound, 1, to: &counts)
    addCounts(before: run.lowerBound, -1, to: &counts)
    return counts
  }

  private func addCounts(before end: Int, _ sign: Int, to counts: inout [Int]) {
    let block = end >> Self.blockBits
    let start = block << Self.blockBits
    for category in 0..<categoryCount {
      counts[category] += sign * Int(sums[block * categoryCount + category])
    }
    for position in start..<end { counts[Int(categories[position])] += sign }
  }

  /// The class of an element.
  subscript(position: Int) -> Int { Int(categories[position]) }
}
