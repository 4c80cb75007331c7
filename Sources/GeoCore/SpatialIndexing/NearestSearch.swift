import GeoPrimitives

/// Best-first search of a packed tree: nodes and items wait in one heap, the nearest comes out first.
///
/// At one distance nodes leave the heap before items, and items by input position: ties are settled
/// the same way whatever the shape of the tree.
/// Source: Hjaltason & Samet 1999, "Distance browsing in spatial databases".
enum NearestSearch {
  /// The nearest items, nearest first, then by input position.
  /// - Parameters:
  ///   - layout: The tree.
  ///   - count: How many at most.
  ///   - bound: Items farther than so many metres are not returned.
  ///   - candidate: The node of a level, or for level −1 the item, at a position of the tree, with its
  ///     distance.
  /// - Returns: At most `count` items.
  @inline(__always)
  static func nearest(
    in layout: NodeLayout, count: Int, within bound: Double,
    candidate: (_ position: Int, _ level: Int) -> MinimumHeap.Entry
  ) -> [Neighbor] {
    guard count > 0, layout.height > 0 else { return [] }
    var agenda = MinimumHeap()
    var found: [Neighbor] = []
    agenda.push(.init(distance: 0, level: layout.height - 1, position: 0))
    while found.count < count, let next = agenda.pop(), next.distance <= bound {
      if next.level < 0 {
        found.append(Neighbor(position: next.position, meters: next.distance))
        continue
      }
      for entry in layout.entries(ofNode: next.position, level: next.level) {
        agenda.push(candidate(entry, next.level - 1))
      }
    }
    return found
  }
}
