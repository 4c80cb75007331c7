/// In which order positions join as the distance grows: a binary tree over them.
///
/// Nodes below `leafCount` are positions; every other joins two. Joins of one height belong together: `parts` opens
/// them at once, so that what is found does not depend on which of several shortest trees it was made from.
struct SingleLinkage {
  /// How many positions there are.
  let leafCount: Int
  /// What each node joins, by its number less `leafCount`, from the lowest.
  private var children: [(first: Int32, second: Int32)] = []
  /// At what distance, in thousandths of a metre.
  private var heights: [Int64] = []
  private var sizes: [Int32] = []

  /// Distances count in thousandths of a metre, and as one at least: no place is known better, and what lies on one
  /// spot would otherwise be infinitely dense.
  static let unitsPerMeter = 1000.0

  /// - Parameters:
  ///   - edges: Edges of a spanning tree.
  ///   - leafCount: How many positions they join.
  init(_ edges: [ReachabilityTree.Edge], leafCount: Int) {
    self.leafCount = leafCount
    let sorted = edges.map { (height: Self.height($0.squaredLength), edge: $0) }
      .sorted { $0.height < $1.height }
    var sets = DisjointSets(count: leafCount)
    // The node that stands for each set, by its root.
    var nodes = (0..<Int32(truncatingIfNeeded: leafCount)).map { $0 }
    for (height, edge) in sorted {
      let (first, second) = (sets.root(of: Int(edge.first)), sets.root(of: Int(edge.second)))
      let pair = (first: nodes[first], second: nodes[second])
      sets.unite(first, second)
      nodes[min(first, second)] = Int32(truncatingIfNeeded: leafCount + children.count)
      children.append(pair)
      heights.append(height)
      sizes.append(
        Int32(truncatingIfNeeded: size(of: Int(pair.first)) + size(of: Int(pair.second))))
    }
  }

  private static func height(_ squaredLength: Double) -> Int64 {
    max(Int64((squaredLength.squareRoot() * unitsPerMeter).rounded()), 1)
  }

  /// The node that joins everything.
  var root: Int { leafCount + children.count - 1 }

  /// How many positions a node holds.
  func size(of node: Int) -> Int { node < leafCount ? 1 : Int(sizes[node - leafCount]) }

  /// At what distance a node joins, in metres.
  func meters(of node: Int) -> Double {
    node < leafCount ? 0 : Double(heights[node - leafCount]) / Self.unitsPerMeter
  }

  /// What falls apart when everything at the height of a node is cut.
  func parts(of node: Int) -> [Int] {
    guard node >= leafCount else { return [node] }
    let height = heights[node - leafCount]
    var (open, parts) = ([node], [Int]())
    while let next = open.popLast() {
      guard next >= leafCount, heights[next - leafCount] == height else {
        parts.append(next)
        continue
      }
      let pair = children[next - leafCount]
      open.append(Int(pair.first))
      open.append(Int(pair.second))
    }
    return parts
  }

  /// Hands over every position in a node.
  func forEachLeaf(of node: Int, _ body: (Int) -> Void) {
    var open = [node]
    while let next = open.popLast() {
      guard next >= leafCount else {
        body(next)
        continue
      }
      open.append(Int(children[next - leafCount].first))
      open.append(Int(children[next - leafCount].second))
    }
  }
}
