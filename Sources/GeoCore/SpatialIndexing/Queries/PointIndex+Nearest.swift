public import GeoPrimitives
import TileMath

extension PointIndex {
  /// The nearest points, nearest first, then by input position.
  /// - Parameters:
  ///   - place: Where to look from, in degrees.
  ///   - count: How many at most.
  ///   - bound: Points farther than so many metres are not returned.
  /// - Returns: At most `count` points.
  /// - Complexity: O(k log n) nodes for evenly spread points.
  public func nearest(
    to place: Coordinate, count: Int, within bound: Double = .infinity
  ) -> [Neighbor] {
    nearest(to: place, count: count, within: bound, excluding: .none)
  }

  /// First a guess: the points of the leaves where the place lies along the curve. Their distances bound a circle,
  /// which then is searched for nearer ones and shrinks with each.
  func nearest(
    to place: Coordinate, count: Int, within bound: Double, excluding removed: Exclusions
  ) -> [Neighbor] {
    guard count > 0, layout.height > 0, let circle = GroundCircle(place, bound) else { return [] }
    var search = NearestPoints(
      index: self, circle: circle, bound: bound, limit: count, removed: removed)
    let guess = search.guess(around: leaf(at: circle.cell))
    let (boxes, around) = (boxes, search.circle.bounds)
    _ = layout.walk {
      around.intersects(boxes[$0]) && search.reaches(boxes[$0]) ? .across : .outside
    } _: { run, _ in
      if !guess.contains(run.lowerBound / NodeLayout.nodeSize) { search.offer(run) }
      return true
    }
    return search.found.sorted()
  }

  /// The leaf in which a cell lies along the curve.
  private func leaf(at cell: GridPoint) -> Int {
    let key = cell.hilbertKey
    let stretch = max(SortedSearch.count(below: landmarks.count) { landmarks[$0] <= key } - 1, 0)
    let first = stretch * Self.leavesPerLandmark
    let leaves = first..<min(first + Self.leavesPerLandmark, layout.nodeCount(ofLevel: 0))
    let before = SortedSearch.count(below: leaves.count) {
      point(at: (leaves.lowerBound + $0) * NodeLayout.nodeSize).hilbertKey <= key
    }
    return leaves.lowerBound + max(before - 1, 0)
  }
}
