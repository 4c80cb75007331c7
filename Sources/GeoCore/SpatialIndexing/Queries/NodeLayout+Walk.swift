extension NodeLayout {
  /// How a node lies to what is looked for.
  enum Relation {
    /// Nothing below it is looked for.
    case outside
    /// Something below it may be.
    case across
    /// All below it is.
    case inside
  }

  /// Walks down the tree wherever something is looked for, in index order.
  ///
  /// No agenda is kept: the next node is the next one of the level, or of the level above when it is
  /// the first of its siblings.
  /// - Parameters:
  ///   - relation: Asked about the node at a position of the buffer.
  ///   - visit: Called with the items below a leaf, or below any node that is `inside`; tells whether
  ///     to go on.
  /// - Returns: Whether the walk reached the end.
  @inline(__always)
  func walk(
    _ relation: (_ slot: Int) -> Relation, _ visit: (_ items: Range<Int>, _ isInside: Bool) -> Bool
  ) -> Bool {
    guard height > 0 else { return true }
    var place = WalkPlace(root: self)
    while true {
      while place.node < place.end {
        let found = relation(place.slot)
        if found == .across && place.level > 0 {
          place.goDown(self)
          continue
        }
        if found != .outside {
          let items = items(ofNode: place.node, level: place.level)
          guard visit(items, found == .inside) else { return false }
        }
        place.goOn()
      }
      guard place.goUp(self) else { return true }
    }
  }

  /// Where a walk stands: at a node, with its siblings up to `end` to come.
  private struct WalkPlace {
    var level: Int
    var node = 0
    var end = 1
    var slot: Int

    init(root layout: NodeLayout) {
      level = layout.height - 1
      slot = layout.nodeCount - 1
    }

    @inline(__always)
    mutating func goOn() {
      node &+= 1
      slot &+= 1
    }

    /// Goes to the first child.
    @inline(__always)
    mutating func goDown(_ layout: NodeLayout) {
      level &-= 1
      node = node &<< NodeLayout.nodeBits
      stand(layout)
    }

    /// Goes from behind the last sibling to the next node above; `false` when there is none.
    @inline(__always)
    mutating func goUp(_ layout: NodeLayout) -> Bool {
      guard node < layout.counts[level] else { return false }
      repeat {
        node = node &>> NodeLayout.nodeBits
        level &+= 1
      } while node & (NodeLayout.nodeSize - 1) == 0
      stand(layout)
      return true
    }

    @inline(__always)
    private mutating func stand(_ layout: NodeLayout) {
      slot = layout.starts[level] &+ node
      end = min((node | (NodeLayout.nodeSize - 1)) &+ 1, layout.counts[level])
    }
  }
}
