/// How the nodes of a packed tree lie in one flat buffer: the leaf level first, the root last.
///
/// Node `i` of a level holds the entries `16 i ..< 16 i + 16` of the level below, the last one fewer.
/// Source: Leutenegger, Lopez & Edgington 1997 (packing); Kamel & Faloutsos 1994 (Hilbert R-tree).
struct NodeLayout: Sendable, Hashable {
  /// The entries of a node.
  static let nodeSize = 16

  /// The number of items below the leaf level.
  let itemCount: Int
  /// For each level from the leaves up, the first node's position in the buffer.
  let levelStarts: [Int]
  /// The number of nodes over all levels.
  let nodeCount: Int

  init(itemCount: Int) {
    self.itemCount = itemCount
    var starts: [Int] = []
    var total = 0
    var entries = itemCount
    while entries > 1 || (entries == 1 && starts.isEmpty) {
      starts.append(total)
      entries = (entries + Self.nodeSize - 1) / Self.nodeSize
      total += entries
    }
    levelStarts = starts
    nodeCount = total
  }

  /// The number of levels; zero for an empty tree.
  var height: Int { levelStarts.count }

  /// The number of nodes of a level.
  func nodeCount(ofLevel level: Int) -> Int {
    (level + 1 < height ? levelStarts[level + 1] : nodeCount) - levelStarts[level]
  }

  /// The entries of a node: positions in the level below (items below the leaf level).
  @inline(__always)
  func entries(ofNode node: Int, level: Int) -> Range<Int> {
    let below = level == 0 ? itemCount : nodeCount(ofLevel: level - 1)
    let first = node * Self.nodeSize
    return first..<min(first + Self.nodeSize, below)
  }

  /// The items below a node, in index order.
  func items(ofNode node: Int, level: Int) -> Range<Int> {
    var span = 1
    for _ in 0...level { span *= Self.nodeSize }
    return min(node * span, itemCount)..<min((node + 1) * span, itemCount)
  }
}
