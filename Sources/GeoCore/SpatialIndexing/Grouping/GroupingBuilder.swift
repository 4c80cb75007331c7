import TileMath

/// Merges points to groups, from the finest zoom down to the coarsest.
///
/// At each zoom the heaviest comes first, of equal ones that with the first point along the Hilbert
/// curve. It takes in whatever lies within the radius of its place, moves to the mean of all its points,
/// and looks around again until nothing is near. So when the zoom is done, any two places of it are
/// farther apart than the radius. Sums of whole numbers do not depend on their order, so nothing depends
/// on the order of the input.
struct GroupingBuilder {
  /// A point or a group while the hierarchy grows.
  struct Node {
    var place: GridPoint
    var sumX: UInt64
    var sumY: UInt64
    var count: UInt32
    /// The first of its points in Hilbert order: unlike any other node's of a zoom.
    var rank: UInt32
    var firstChild = GroupingBuilder.none
    var lastChild = GroupingBuilder.none
    /// The next child of its group.
    var sibling = GroupingBuilder.none
    /// The finest zoom at which the group stands; of points beyond all.
    var zoom = Int8.max
  }

  static let none = UInt32.max

  /// The points in Hilbert order, then the groups in the order in which they were made. Groups that were
  /// taken in by another of their own zoom are no children of any node.
  private(set) var nodes: [Node] = []
  /// What stands at the coarsest zoom that has been done, by rank.
  private(set) var roots: [UInt32]
  private var buckets = NeighborBuckets()
  private var found: [UInt32] = []
  private var made: [UInt32] = []

  /// Merges points that are in Hilbert order.
  /// - Complexity: O(n log n) for n points that are not crowded at one place of the finest zoom.
  init(_ places: [GridPoint]) {
    nodes.reserveCapacity(places.count + places.count / 2)
    for (position, place) in places.enumerated() {
      nodes.append(
        Node(
          place: place, sumX: UInt64(place.x), sumY: UInt64(place.y), count: 1,
          rank: UInt32(position)))
    }
    roots = places.indices.map { UInt32($0) }
    for zoom in (0...PointGrouping.finestZoom).reversed() { merge(at: zoom) }
  }

  private mutating func merge(at zoom: Int) {
    guard roots.count > 1 else { return }
    buckets.reset(
      count: roots.count, numbers: nodes.count,
      cellBits: PointGrouping.cellBits(at: zoom), radius: PointGrouping.radius(at: zoom))
    for node in roots { buckets.insert(node, at: nodes[Int(node)].place) }
    made.removeAll(keepingCapacity: true)
    for node in heaviestFirst() where buckets.contains(node) { settle(node, at: zoom) }
    guard !made.isEmpty else { return }
    roots = standing()
  }

  /// What stands now, by rank: neighbours in this order are neighbours on the map as a rule, so that what
  /// the next zoom looks up lies close together in memory.
  private mutating func standing() -> [UInt32] {
    let groups = made.filter { buckets.contains($0) }.sorted { rank(of: $0) < rank(of: $1) }
    var (result, rest) = ([UInt32](), groups[...])
    result.reserveCapacity(roots.count)
    for node in roots where buckets.contains(node) {
      while let group = rest.first, rank(of: group) < rank(of: node) {
        result.append(rest.removeFirst())
      }
      result.append(node)
    }
    return result + rest
  }

  private func rank(of node: UInt32) -> UInt32 { nodes[Int(node)].rank }

  /// What stands at the zoom before, the heaviest first, then by rank.
  private func heaviestFirst() -> [UInt32] {
    let keys = roots.map { node in
      UInt64(UInt32.max - nodes[Int(node)].count) << 32 | UInt64(nodes[Int(node)].rank)
    }
    return HilbertSort.sorted(keys.span).order.map { roots[Int($0)] }
  }

  /// Gives a node, and whatever is near, its place at a zoom.
  private mutating func settle(_ seed: UInt32, at zoom: Int) {
    let place = nodes[Int(seed)].place
    takeNearest(to: place)
    guard found.count > 1 else { return buckets.insert(seed, at: place) }
    let group = UInt32(nodes.count)
    nodes.append(
      Node(
        place: place, sumX: 0, sumY: 0, count: 0, rank: Self.none, zoom: Int8(zoom)))
    repeat {
      for node in found { adopt(node, by: Int(group)) }
      nodes[Int(group)].moveToMean()
      takeNearest(to: nodes[Int(group)].place)
    } while !found.isEmpty
    made.append(group)
    buckets.insert(group, at: nodes[Int(group)].place)
  }

  private mutating func takeNearest(to place: GridPoint) {
    found.removeAll(keepingCapacity: true)
    buckets.take(around: place, into: &found)
  }

  /// Makes a node a child of a group; of a group of the same zoom its children.
  private mutating func adopt(_ node: UInt32, by group: Int) {
    let child = nodes[Int(node)]
    nodes[group].count += child.count
    nodes[group].sumX += child.sumX
    nodes[group].sumY += child.sumY
    nodes[group].rank = min(nodes[group].rank, child.rank)
    let isOfSameZoom = child.zoom == nodes[group].zoom
    let (first, last) = isOfSameZoom ? (child.firstChild, child.lastChild) : (node, node)
    if nodes[group].firstChild == Self.none {
      nodes[group].firstChild = first
    } else {
      nodes[Int(nodes[group].lastChild)].sibling = first
    }
    nodes[group].lastChild = last
  }

  /// The children of a node, in a fixed order.
  func children(of node: Int) -> [UInt32] {
    var children: [UInt32] = []
    var child = nodes[node].firstChild
    while child != Self.none {
      children.append(child)
      child = nodes[Int(child)].sibling
    }
    return children
  }
}

extension GroupingBuilder.Node {
  /// The mean of the points, rounded to the cell in which it lies.
  fileprivate mutating func moveToMean() {
    place = GridPoint(
      x: UInt32(truncatingIfNeeded: sumX / UInt64(count)),
      y: UInt32(truncatingIfNeeded: sumY / UInt64(count)))
  }
}
