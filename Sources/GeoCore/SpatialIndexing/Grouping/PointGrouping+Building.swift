import TileMath

extension PointGrouping {
  /// Groups points.
  /// - Parameter points: In any order.
  /// - Throws: `PointIndexError.tooManyPoints` for 2³¹ and more.
  /// - Complexity: O(n log n); while it runs, about 80 bytes a point.
  public init(_ points: [GroupingPoint]) throws(PointIndexError) {
    guard points.count < 1 << 31 else { throw .tooManyPoints(points.count) }
    let order = Self.canonicalOrder(of: points)
    let builder = GroupingBuilder(order.map { points[Int($0)].place })
    var layout = GroupingLayout(builder)
    self = layout.finish(points, order)
  }

  /// Along the Hilbert curve, in one cell by key, of one key by class: points that are alike in all of
  /// these cannot be told apart.
  private static func canonicalOrder(of points: [GroupingPoint]) -> [UInt32] {
    let hilbertKeys = points.map(\.place.hilbertKey)
    let (keys, order) = HilbertSort.sorted(hilbertKeys.span)
    var sorted = Array(order)
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, keys[end] == keys[start] { end += 1 }
      if end - start > 1 {
        sorted[start..<end].sort { points[Int($0)].precedes(points[Int($1)]) }
      }
      start = end
    }
    return sorted
  }
}

extension GroupingPoint {
  fileprivate func precedes(_ other: GroupingPoint) -> Bool {
    (key, category) < (other.key, other.category)
  }
}

/// Lays a hierarchy out for queries: groups breadth first, so that those of one group are neighbours;
/// points in runs, so that those of one group are too.
private struct GroupingLayout {
  private let builder: GroupingBuilder
  private var groups: [PointGrouping.Group] = []
  /// For each group its node; the root has none.
  private var nodes: [Int] = []
  /// For each place of the layout, the point's position in Hilbert order.
  private var points: [UInt32]

  init(_ builder: GroupingBuilder) {
    self.builder = builder
    points = Array(repeating: 0, count: builder.nodes.count { $0.zoom == .max })
    addRoot()
    var next = 1
    while next < groups.count {
      addChildren(of: next)
      next += 1
    }
  }

  private mutating func addRoot() {
    groups.append(
      PointGrouping.Group(
        place: GridPoint(x: 0, y: 0), box: .nothing, firstPoint: 0,
        pointCount: UInt32(points.count), firstGroup: 1, groupCount: 0, leastKey: .max, zoom: -1))
    nodes.append(-1)
    var free: UInt32 = 0
    for node in builder.roots { addGroup(node, of: 0, &free) }
    for node in builder.roots { addPoint(node, &free) }
  }

  private mutating func addChildren(of group: Int) {
    groups[group].firstGroup = UInt32(groups.count)
    var free = groups[group].firstPoint
    let children = builder.children(of: nodes[group])
    for node in children { addGroup(node, of: group, &free) }
    for node in children { addPoint(node, &free) }
  }

  private mutating func addGroup(_ node: UInt32, of parent: Int, _ free: inout UInt32) {
    let found = builder.nodes[Int(node)]
    guard found.zoom != .max else { return }
    groups.append(
      PointGrouping.Group(
        place: found.place, box: .nothing, firstPoint: free, pointCount: found.count,
        firstGroup: 0, groupCount: 0, leastKey: .max, zoom: found.zoom))
    nodes.append(Int(node))
    groups[parent].groupCount += 1
    free += found.count
  }

  private mutating func addPoint(_ node: UInt32, _ free: inout UInt32) {
    guard builder.nodes[Int(node)].zoom == .max else { return }
    points[Int(free)] = node
    free += 1
  }

  /// The grouping, with boxes and keys gathered from the last group to the first.
  mutating func finish(_ input: [GroupingPoint], _ order: [UInt32]) -> PointGrouping {
    let positions = points.map { order[Int($0)] }
    let (places, keys) = (
      positions.map { input[Int($0)].place }, positions.map { input[Int($0)].key }
    )
    for number in groups.indices.reversed() {
      var group = groups[number]
      for child in group.groups {
        group.box.formUnion(groups[child].box)
        group.leastKey = min(group.leastKey, groups[child].leastKey)
      }
      for position in group.singlePoints(groups) {
        let place = places[position]
        group.box.formUnion(GridBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y))
        group.leastKey = min(group.leastKey, keys[position])
      }
      groups[number] = group
    }
    return PointGrouping(
      groups: groups, places: places, keys: keys, inputPositions: positions,
      categories: CategoryCounts(positions.map { input[Int($0)].category }))
  }
}

extension PointGrouping.Group {
  /// All its points.
  var points: Range<Int> { Int(firstPoint)..<Int(firstPoint + pointCount) }

  /// Its groups.
  var groups: Range<Int> { Int(firstGroup)..<Int(firstGroup + groupCount) }

  /// Its points that are in none of its groups.
  func singlePoints(_ all: [PointGrouping.Group]) -> Range<Int> {
    let first = groups.last.map { all[$0].points.upperBound } ?? points.lowerBound
    return first..<points.upperBound
  }
}
