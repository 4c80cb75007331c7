import Coverage

/// How far the so-and-so-many nearest of positions are.
enum CoreDistances {
  /// For each position in the order of a tree, the square of the distance within which so many lie, itself among them.
  /// - Parameters:
  ///   - tree: The positions, at least as many as asked for.
  ///   - count: How many, from 1.
  ///   - threads: How many threads take part.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: The squares; what they are when nobody waits any more does not matter.
  static func squared(
    _ tree: PositionTree, count: Int, threads: Int, isWanted: @escaping @Sendable () -> Bool
  ) -> [Double] {
    guard count > 1 else { return Array(repeating: 0, count: tree.positions.count) }
    return ConcurrentMap.joined(tree.positions.count, threads: threads) { part in
      guard isWanted() else { return Array(repeating: 0, count: part.count) }
      var search = FarthestOfNearest(tree: tree, count: count)
      return part.map { search.squaredDistance(around: $0) }
    }
  }
}

/// Finds the distance of the so-and-so-many-th nearest position.
private struct FarthestOfNearest {
  let tree: PositionTree
  /// The least distances so far, the greatest of them on top: a heap.
  private var nearest: [Double]
  private var stack: [(node: Int, range: Range<Int>, distance: Double)] = []

  init(tree: PositionTree, count: Int) {
    self.tree = tree
    nearest = Array(repeating: .infinity, count: count)
  }

  mutating func squaredDistance(around number: Int) -> Double {
    let position = tree.positions[number]
    for slot in nearest.indices { nearest[slot] = .infinity }
    stack.append((0, 0..<tree.positions.count, 0))
    while let (node, range, distance) = stack.popLast() {
      guard distance < nearest[0] else { continue }
      if node >= tree.firstLeaf { look(range, position) } else { push(node, range, position) }
    }
    return nearest[0]
  }

  @inline(__always)
  private mutating func push(_ node: Int, _ range: Range<Int>, _ position: GeocentricPosition) {
    let middle = PositionTree.middle(of: range)
    let left = tree.boxes[2 * node + 1].squaredDistance(to: position)
    let right = tree.boxes[2 * node + 2].squaredDistance(to: position)
    let first = (2 * node + 1, range.lowerBound..<middle, left)
    let second = (2 * node + 2, middle..<range.upperBound, right)
    // The nearer one is looked at first.
    stack.append(left <= right ? second : first)
    stack.append(left <= right ? first : second)
  }

  @inline(__always)
  private mutating func look(_ range: Range<Int>, _ position: GeocentricPosition) {
    for other in range {
      let distance = position.squaredDistance(to: tree.positions[other])
      if distance < nearest[0] { replaceGreatest(by: distance) }
    }
  }

  private mutating func replaceGreatest(by distance: Double) {
    var slot = 0
    while true {
      var child = 2 * slot + 1
      guard child < nearest.count else { break }
      if child + 1 < nearest.count, nearest[child + 1] > nearest[child] { child += 1 }
      guard nearest[child] > distance else { break }
      nearest[slot] = nearest[child]
      slot = child
    }
    nearest[slot] = distance
  }
}
