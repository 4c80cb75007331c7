public import GeoPrimitives
public import TileMath

// What lies in a box. Edges belong to the box; the order is that of the Hilbert curve.
extension PointIndex {
  /// The number of points in a box, most of them counted by the node.
  /// - Complexity: O(√n + log n) nodes at the rim of the box for evenly spread points.
  public func count(in box: GridBox) -> Int {
    var count = 0
    walk(box) { run, isInside in
      if isInside {
        count &+= run.count
      } else {
        for position in run where box.contains(x: xs[position], y: ys[position]) { count &+= 1 }
      }
      return true
    }
    return count
  }

  /// The number and weight of the points in a box, from the sums over whole nodes.
  /// - Complexity: O(√n + log n) nodes at the rim of the box for evenly spread points.
  public func total(in box: GridBox) -> (count: Int, weight: Double) {
    let total = totalUnits(in: box)
    return (total.count, FixedWeight(units: total.units).value)
  }

  func totalUnits(in box: GridBox) -> (count: Int, units: Int64) {
    var (count, units) = (0, Int64(0))
    walk(box) { run, isInside in
      if isInside {
        count &+= run.count
        units &+= moments(of: run).weight
      } else {
        for position in run where box.contains(x: xs[position], y: ys[position]) {
          count &+= 1
          units &+= self.units(at: position)
        }
      }
      return true
    }
    return (count, units)
  }

  /// Calls `visit` with the input position and grid cell of every point in a box, until it returns
  /// `false`.
  /// - Returns: Whether the visit reached the end.
  /// - Complexity: O(log n + m) for m points visited, the boxes at the rim aside.
  @discardableResult
  public func visit(in box: GridBox, _ visit: (Int, GridPoint) -> Bool) -> Bool {
    self.visit(in: box, excluding: .none, visit)
  }

  @inline(__always)
  func visit(
    in box: GridBox, excluding removed: Exclusions, _ visit: (Int, GridPoint) -> Bool
  ) -> Bool {
    walk(box, excluding: removed) { run, isInside in
      for position in run where isInside || box.contains(x: xs[position], y: ys[position]) {
        guard visit(Int(inputPositions[position]), point(at: position)) else { return false }
      }
      return true
    }
  }

  /// Calls `visit` with the grid cell and weight of every point in a box.
  public func visitWeighted(in box: GridBox, _ visit: (GridPoint, FixedWeight) -> Void) {
    walk(box) { run, isInside in
      for position in run where isInside || box.contains(x: xs[position], y: ys[position]) {
        visit(point(at: position), FixedWeight(units: units(at: position)))
      }
      return true
    }
  }

  /// The input positions of the points in a box of degrees.
  ///
  /// Points are compared as cells of the global grid: a point within 1 cm of an edge may fall on
  /// either side.
  public func positions(in box: Envelope) -> [Int] {
    GridBox(box).map { positions(in: $0) } ?? []
  }

  /// The input positions of the points in a box.
  public func positions(in box: GridBox) -> [Int] {
    var found: [Int] = []
    appendPositions(in: box, to: &found)
    return found
  }

  /// Appends the input positions of the points in a box. An array that is emptied and used again
  /// spares its allocation.
  public func appendPositions(in box: GridBox, to found: inout [Int]) {
    appendPositions(in: box, excluding: .none, to: &found)
  }

  func appendPositions(in box: GridBox, excluding removed: Exclusions, to found: inout [Int]) {
    walk(box, excluding: removed) { run, isInside in
      if isInside {
        append(run, to: &found)
      } else {
        append(run, to: &found) { box.contains(x: xs[$0], y: ys[$0]) }
      }
      return true
    }
  }
}

extension PointIndex {
  /// Calls `visit` with runs of points that cover a box, and whether they lie inside it.
  @inline(__always)
  @discardableResult
  private func walk(
    _ box: GridBox, excluding removed: Exclusions = .none,
    _ visit: (_ run: Range<Int>, _ isInside: Bool) -> Bool
  ) -> Bool {
    let boxes = boxes
    return walk(excluding: removed, { box.relation(to: boxes[$0]) }, visit)
  }

  /// Walks the tree, leaving out what has been removed.
  @inline(__always)
  func walk(
    excluding removed: Exclusions, _ relation: (_ slot: Int) -> NodeLayout.Relation,
    _ visit: (_ run: Range<Int>, _ isInside: Bool) -> Bool
  ) -> Bool {
    var cursor = 0
    return layout.walk(relation) { run, isInside in
      var rest = run
      while let part = removed.takePart(of: &rest, &cursor) {
        guard visit(part, isInside) else { return false }
      }
      return true
    }
  }

  /// Appends the input positions of a whole run.
  @inline(__always)
  func append(_ run: Range<Int>, to found: inout [Int]) {
    found.append(addingCapacity: run.count) { output in
      for position in run { output.append(Int(inputPositions[position])) }
    }
  }

  /// Appends the input positions of those points of a leaf that are wanted. They are picked without a
  /// branch, which at the rim of a box no processor can foresee; and all are read, wanted or not, so
  /// that the memory is asked for them together with the points' places.
  @inline(__always)
  func append(_ leaf: Range<Int>, to found: inout [Int], where isWanted: (Int) -> Bool) {
    var picked = InlineArray<16, Int>(repeating: 0)
    var count = 0
    for position in leaf {
      picked[count & 15] = Int(inputPositions[position])
      count &+= isWanted(position) ? 1 : 0
    }
    // Nothing appended to the shared empty array would still write its length, which is a race.
    guard count > 0 else { return }
    found.append(addingCapacity: count) { output in
      for index in 0..<count { output.append(picked[index]) }
    }
  }
}
