/// Sets of numbers that are joined two by two (union–find).
struct DisjointSets {
  private var parents: [UInt32]

  /// Every number below `count` in a set of its own.
  init(count: Int) { parents = (0..<count).map { UInt32($0) } }

  /// The least number of the set.
  mutating func find(_ number: Int) -> Int {
    var number = number
    while Int(parents[number]) != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return number
  }

  /// Joins the sets of two numbers.
  /// - Complexity: O(log n) on average over many calls.
  mutating func join(_ a: Int, _ b: Int) {
    let (first, second) = (find(a), find(b))
    if first != second { parents[max(first, second)] = UInt32(min(first, second)) }
  }
}
