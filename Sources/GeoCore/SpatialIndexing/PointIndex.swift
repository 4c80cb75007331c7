public import GeoPrimitives
public import TileMath

/// A packed Hilbert R-tree of weighted points with aggregates.
///
/// Points are quantised to the global grid, sorted along the Hilbert curve and packed bottom-up,
/// sixteen to a node, in flat buffers. Every quadtree cell is one contiguous run of the order, so the
/// mass of a cell is a difference of two prefix sums. The same input gives the same bytes.
///
/// About 23 bytes a point. Immutable, therefore shared between threads without locks.
/// Source: Kamel & Faloutsos 1994; Leutenegger et al. 1997.
public struct PointIndex: Sendable {
  /// Columns of the points, in Hilbert order.
  let xs: [UInt32]
  /// Rows of the points, in Hilbert order.
  let ys: [UInt32]
  /// For each point in Hilbert order, its position in the input.
  let inputPositions: [UInt32]
  /// Weights in units of `FixedWeight`; empty when every point weighs one.
  let weightUnits: [Int64]
  /// Where the nodes lie.
  let layout: NodeLayout
  /// The boxes of all nodes.
  let boxes: [GridBox]
  /// For every leaf, and once more at the end: the moments of all points before it.
  let prefixes: [Moments]

  /// An index of places of weight one.
  /// - Throws: `PointIndexError.outsideGrid` for a place that is not on the grid.
  /// - Complexity: O(n).
  public init(_ places: [Coordinate]) throws(PointIndexError) {
    try self.init(gridPoints: Self.gridPoints(of: places), weights: [])
  }

  /// An index of weighted places.
  /// - Parameters:
  ///   - places: Longitude and latitude in degrees.
  ///   - weights: One for each place.
  /// - Throws: `PointIndexError`, naming the position of the offending point.
  /// - Complexity: O(n).
  public init(_ places: [Coordinate], weights: [Double]) throws(PointIndexError) {
    guard places.count == weights.count else {
      throw .countsDiffer(points: places.count, weights: weights.count)
    }
    var fixed: [FixedWeight] = []
    fixed.reserveCapacity(weights.count)
    for (position, weight) in weights.enumerated() {
      guard let weight = FixedWeight(weight) else { throw .unusableWeight(position: position) }
      fixed.append(weight)
    }
    try self.init(gridPoints: Self.gridPoints(of: places), weights: fixed)
  }

  /// An index of points that are on the grid already.
  /// - Parameters:
  ///   - points: Cells of the global grid.
  ///   - weights: One for each point, or none when every point weighs one.
  /// - Throws: `PointIndexError`.
  /// - Complexity: O(n).
  public init(gridPoints points: [GridPoint], weights: [FixedWeight]) throws(PointIndexError) {
    guard points.count < UInt32.max else { throw .tooManyPoints(points.count) }
    guard weights.isEmpty || weights.count == points.count else {
      throw .countsDiffer(points: points.count, weights: weights.count)
    }
    try Self.check(weights)
    let order = Self.hilbertOrder(of: points.span)
    let layout = NodeLayout(itemCount: points.count)
    let xs = order.map { points[Int($0)].x }
    let ys = order.map { points[Int($0)].y }
    let units = weights.isEmpty ? [] : order.map { weights[Int($0)].units }
    boxes = Self.packBoxes(xs.span, ys.span, layout)
    prefixes = Self.sumPrefixes(xs.span, ys.span, units.span)
    self.xs = xs
    self.ys = ys
    weightUnits = units
    inputPositions = order
    self.layout = layout
  }

  /// The number of points.
  public var count: Int { xs.count }

  /// The box around all points; `nil` when there are none.
  public var extent: GridBox? { boxes.last }

  /// The weight of all points together.
  public var totalWeight: Double { FixedWeight(units: prefixes.last?.weight ?? 0).value }

  @inline(__always)
  func units(at position: Int) -> Int64 {
    weightUnits.isEmpty ? FixedWeight.unitsPerOne : weightUnits[position]
  }

  /// The place of the point at a position of the Hilbert order.
  func place(at position: Int) -> Coordinate {
    GridPoint(x: xs[position], y: ys[position]).coordinate
  }
}

extension PointIndex {
  private static func gridPoints(of places: [Coordinate]) throws(PointIndexError) -> [GridPoint] {
    var points: [GridPoint] = []
    points.reserveCapacity(places.count)
    for (position, place) in places.enumerated() {
      guard let point = GridPoint(place) else { throw .outsideGrid(position: position) }
      points.append(point)
    }
    return points
  }

  /// Every centroid stays exact as long as the mass of a cell times its width fits 63 bits; with
  /// cells of up to 2²⁰ grid units (level 12) that is a total of 2²⁶.
  private static func check(_ weights: [FixedWeight]) throws(PointIndexError) {
    var total: Int64 = 0
    for (position, weight) in weights.enumerated() {
      guard weight.units >= 0 else { throw .unusableWeight(position: position) }
      total = total.addingReportingOverflow(weight.units).partialValue
      guard total >= 0, total <= 67_108_864 * FixedWeight.unitsPerOne else {
        throw .totalWeightTooLarge
      }
    }
  }

  private static func hilbertOrder(of points: Span<GridPoint>) -> [UInt32] {
    var keyed: [KeyedItem] = []
    keyed.reserveCapacity(points.count)
    for index in points.indices {
      keyed.append(KeyedItem(key: points[index].hilbertKey, item: UInt32(index)))
    }
    HilbertSort.sort(&keyed)
    return keyed.map(\.item)
  }

  private static func packBoxes(
    _ xs: Span<UInt32>, _ ys: Span<UInt32>, _ layout: NodeLayout
  ) -> [GridBox] {
    var boxes: [GridBox] = []
    boxes.reserveCapacity(layout.nodeCount)
    for level in 0..<layout.height {
      for node in 0..<layout.nodeCount(ofLevel: level) {
        var box = GridBox.nothing
        for entry in layout.entries(ofNode: node, level: level) {
          if level == 0 {
            box.formUnion(
              GridBox(minX: xs[entry], minY: ys[entry], maxX: xs[entry], maxY: ys[entry]))
          } else {
            box.formUnion(boxes[layout.levelStarts[level - 1] + entry])
          }
        }
        boxes.append(box)
      }
    }
    return boxes
  }

  private static func sumPrefixes(
    _ xs: Span<UInt32>, _ ys: Span<UInt32>, _ weights: Span<Int64>
  ) -> [Moments] {
    var prefixes: [Moments] = []
    prefixes.reserveCapacity(xs.count / NodeLayout.nodeSize + 2)
    var sum = Moments.zero
    for position in xs.indices {
      if position % NodeLayout.nodeSize == 0 { prefixes.append(sum) }
      let units = weights.isEmpty ? FixedWeight.unitsPerOne : weights[position]
      sum.add(units: units, x: xs[position], y: ys[position])
    }
    prefixes.append(sum)
    return prefixes
  }
}
