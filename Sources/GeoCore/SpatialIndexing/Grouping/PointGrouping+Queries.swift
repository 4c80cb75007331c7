import TileMath

extension PointGrouping {
  /// Calls `visit` with everything that stands in a box at a zoom, always in the same order.
  ///
  /// Boxes that share no edge share no group: over the tiles of a zoom, each point is counted once.
  /// - Complexity: O(log n + m) for m groups and points found, where points spread.
  public func visit(at zoom: Int, in box: GridBox, _ visit: (PointGroup) -> Void) {
    var agenda = [0]
    while let number = agenda.popLast() {
      let group = groups[number]
      guard group.zoom < zoom else {
        if box.contains(x: group.place.x, y: group.place.y) { visit(shown(group)) }
        continue
      }
      for child in group.groups.reversed() where groups[child].box.intersects(box) {
        agenda.append(child)
      }
      for position in group.singlePoints(groups) {
        let place = places[position]
        if box.contains(x: place.x, y: place.y) { visit(single(position)) }
      }
    }
  }

  /// Everything that stands in a box at a zoom.
  public func groups(at zoom: Int, in box: GridBox = .everything) -> [PointGroup] {
    var found: [PointGroup] = []
    visit(at: zoom, in: box) { found.append($0) }
    return found
  }

  /// The position in the input of a point of the grouping's order.
  public func inputPosition(of point: Int) -> Int { Int(inputPositions[point]) }

  /// How many points of each class a group has; classes above the highest of all are left out.
  /// - Complexity: O(classes).
  public func categoryCounts(of group: PointGroup) -> [Int] {
    categories.counts(in: group.points)
  }

  /// The most points that one group of each zoom has, from zoom 0 on; nothing without points.
  /// - Complexity: O(n).
  public func greatestCounts() -> [Int] {
    guard count > 0 else { return [] }
    var greatest = [Int](repeating: 1, count: Self.finestZoom + 1)
    for (number, group) in groups.enumerated() where number > 0 {
      let zoom = Int(group.zoom)
      greatest[zoom] = max(greatest[zoom], group.points.count)
    }
    // What stands at a zoom stands at those before it, or in something larger.
    for zoom in (0..<Self.finestZoom).reversed() {
      greatest[zoom] = max(greatest[zoom], greatest[zoom + 1])
    }
    return greatest
  }

  private func shown(_ group: Group) -> PointGroup {
    let points = group.points
    return PointGroup(
      place: group.place, points: points,
      id: PointGroup.id(leastKey: group.leastKey, count: points.count),
      expansionZoom: Int(group.zoom) + 1)
  }

  private func single(_ position: Int) -> PointGroup {
    PointGroup(
      place: places[position], points: position..<position + 1,
      id: PointGroup.id(leastKey: keys[position], count: 1), expansionZoom: nil)
  }
}
