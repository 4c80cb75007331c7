/// The nearest points found so far, the farthest of them on top of a heap.
struct NearestPoints {
  let index: PointIndex
  /// Shrinks to the farthest point found, once there are enough.
  var circle: GroundCircle
  let bound: Double
  let limit: Int
  let removed: Exclusions
  var found: [Neighbor] = []

  init(
    index: PointIndex, circle: GroundCircle, bound: Double, limit: Int, removed: Exclusions
  ) {
    self.index = index
    self.circle = circle
    self.bound = bound
    self.limit = limit
    self.removed = removed
    found.reserveCapacity(min(limit, index.count))
  }

  /// Looks at the leaves around one: as many as hold the points that are wanted, or more where those
  /// do not count.
  /// - Returns: The leaves that need not be looked at again.
  mutating func guess(around leaf: Int) -> Range<Int> {
    let layout = index.layout
    var wanted = limit
    var leaves = layout.leaves(around: leaf, holding: wanted)
    offer(layout.items(ofLeaves: leaves))
    for _ in 0..<8 where found.count < limit && wanted < index.count {
      wanted *= 2
      let wider = layout.leaves(around: leaf, holding: wanted)
      offer(layout.items(ofLeaves: wider.lowerBound..<leaves.lowerBound))
      offer(layout.items(ofLeaves: leaves.upperBound..<wider.upperBound))
      leaves = wider
    }
    return leaves
  }

  /// Whether a nearer point may lie inside `bounds`.
  @inline(__always)
  func reaches(_ bounds: GridBox) -> Bool {
    circle.leastSquare(to: bounds) <= circle.squaredRadius
  }

  @inline(__always)
  mutating func offer(_ run: Range<Int>) {
    for position in run {
      let square = circle.estimate(x: index.xs[position], y: index.ys[position])
      if square - GroundCircle.slack(square) <= circle.squaredRadius { measure(position) }
    }
  }

  @inline(never)
  private mutating func measure(_ position: Int) {
    guard !removed.contains(position) else { return }
    let candidate = Neighbor(
      position: Int(index.inputPositions[position]),
      meters: circle.meters(x: index.xs[position], y: index.ys[position]))
    guard candidate.meters <= bound else { return }
    if found.count < limit {
      push(candidate)
    } else if candidate < found[0] {
      replaceTop(with: candidate)
    }
    if found.count == limit { circle.squaredRadius = found[0].meters * found[0].meters }
  }

  private mutating func push(_ neighbor: Neighbor) {
    found.append(neighbor)
    var child = found.count - 1
    while child > 0, found[(child - 1) / 2] < found[child] {
      found.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func replaceTop(with neighbor: Neighbor) {
    found[0] = neighbor
    var parent = 0
    while true {
      var largest = parent
      for child in 2 * parent + 1..<min(2 * parent + 3, max(found.count, 2 * parent + 1))
      where found[largest] < found[child] {
        largest = child
      }
      guard largest != parent else { return }
      found.swapAt(parent, largest)
      parent = largest
    }
  }
}
