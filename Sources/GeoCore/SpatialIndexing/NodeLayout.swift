/// How the nodes of a packed tree lie in one flat buffer: the leaf level first, the root last.
///
/// Node `i` of a level holds the entries `16 i ..< 16 i + 16` of the level below, the last one fewer.
/// Source: Leutenegger, Lopez & Edgington 1997 (packing); Kamel & Faloutsos 1994 (Hilbert R-tree).
struct NodeLayout: Sendable {
  /// The entries of a node.
  static let nodeSize = 16
  /// The binary logarithm of that.
  static let nodeBits = 4
  /// 16⁸ items are more than an index may have.
  private static let mostLevels = 8

  /// The number of items below the leaf level.
  let itemCount: Int
  /// The number of levels; zero for an empty tree.
  let height: Int
  /// The number of nodes over all levels.
  let nodeCount: Int
  /// For each level from the leaves up, the first node's position in the buffer.
  let starts: InlineArray<8, Int>
  /// For each level the number of its nodes.
  let counts: InlineArray<8, Int>

  init(itemCount: Int) {
    precondition(itemCount >= 0 && itemCount <= 1 << (Self.nodeBits * Self.mostLevels))
    var (starts, counts) = (InlineArray<8, Int>(repeating: 0), InlineArray<8, Int>(repeating: 0))
    var (height, total, entries) = (0, 0, itemCount)
    while entries > 1 || (entries == 1 && height == 0) {
      entries = (entries + Self.nodeSize - 1) / Self.nodeSize
      (starts[height], counts[height]) = (total, entries)
      total += entries
      height += 1
    }
    self.itemCount = itemCount
    self.height = height
    nodeCount = total
    self.starts = starts
    self.counts = counts
  }

  /// The number of nodes of a level.
  func nodeCount(ofLevel level: Int) -> Int { counts[level] }

  /// Where a node of a level lies in the buffer.
  @inline(__always)
  func slot(ofNode node: Int, level: Int) -> Int { starts[level] + node }

  /// The entries of a node: positions in the level below (items below the leaf level).
  @inline(__always)
  func entries(ofNode node: Int, level: Int) -> Range<Int> {
    let below = level == 0 ? itemCount : counts[level - 1]
    let first = node &<< Self.nodeBits
    return first..<min(first &+ Self.nodeSize, below)
  }

  /// The items below a node, in index order.
  @inline(__always)
  func items(ofNode node: Int, level: Int) -> Range<Int> {
    let bits = Self.nodeBits &* (level &+ 1)
    return node &<< bits..<min((node &+ 1) &<< bits, itemCount)
  }
}

extension NodeLayout {
  /// Leaves around one, as many as hold `count` items between them, or all.
  func leaves(around leaf: Int, holding count: Int) -> Range<Int> {
    let all = height > 0 ? counts[0] : 0
    let wanted = min((min(count, itemCount) + Self.nodeSize - 1) / Self.nodeSize, all)
    let first = max(0, min(leaf - wanted / 2, all - wanted))
    return first..<first + wanted
  }

  /// The items below consecutive leaves.
  func items(ofLeaves leaves: Range<Int>) -> Range<Int> {
    min(
      leaves.lowerBound * Self.nodeSize, itemCount)..<min(
        leaves.upperBound * Self.nodeSize, itemCount)
  }
}
