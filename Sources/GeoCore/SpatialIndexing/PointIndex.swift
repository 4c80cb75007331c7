public import GeoPrimitives
public import TileMath

/// A packed Hilbert R-tree of weighted points with aggregates.
///
/// Points are quantised to the global grid, sorted along the Hilbert curve and packed bottom-up,
/// sixteen to a node, in flat buffers. Every quadtree cell is one contiguous run of the order, so the
/// mass of a cell is a difference of two prefix sums. The same input gives the same bytes. Where in its
/// cell a point lies is kept beside; only an exact density asks for it.
///
/// Queries name points by their position in the input, or in the layers of a `LayeredPointIndex` by
/// the identifiers it gave them.
///
/// About 17 bytes a point, or 25 where weights differ, beside the pyramid. Immutable, therefore
/// shared between threads without locks.
/// Source: Kamel & Faloutsos 1994; Leutenegger et al. 1997.
public struct PointIndex: Sendable {
  /// Columns of the points, in Hilbert order.
  let xs: Column<UInt32>
  /// Rows of the points, in Hilbert order.
  let ys: Column<UInt32>
  /// Where in their cells the points lie, in Hilbert order; empty when all lie in the middle.
  let offsets: Column<CellOffset>
  /// For each point in Hilbert order, its position in the input or its identifier; ascending among
  /// the points of one cell.
  let inputPositions: Column<UInt32>
  /// Weights in units of `FixedWeight`; empty when every point weighs one.
  let weightUnits: Column<Int64>
  /// Where the nodes lie.
  let layout: NodeLayout
  /// The boxes of all nodes.
  let boxes: Column<GridBox>
  /// For every leaf, and once more at the end: the moments of all points before it.
  let prefixes: Column<Moments>
  /// The keys of every 256th point, where the search for a place on the curve begins.
  let landmarks: Column<UInt64>
  /// The cells of all levels, with mass and second moments.
  let pyramid: CellPyramid

  /// An index of places of weight one.
  /// - Throws: `PointIndexError.outsideGrid` for a place that is not on the grid.
  /// - Complexity: O(n).
  public init(_ places: [Coordinate]) throws(PointIndexError) {
    try self.init(places, weights: [FixedWeight]())
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
    try self.init(places, weights: fixed)
  }

  private init(_ places: [Coordinate], weights: [FixedWeight]) throws(PointIndexError) {
    let (keys, offsets) = try Self.located(places)
    try self.init(keys, offsets, weights)
  }

  /// An index of points that are on the grid already.
  /// - Parameters:
  ///   - points: Cells of the global grid.
  ///   - offsets: Where in its cell each point lies, or none when all lie in the middle.
  ///   - weights: One for each point, or none when every point weighs one.
  /// - Throws: `PointIndexError`.
  /// - Complexity: O(n).
  public init(
    gridPoints points: [GridPoint], offsets: [CellOffset] = [], weights: [FixedWeight]
  ) throws(PointIndexError) {
    try self.init(Self.hilbertKeys(of: points.span), Column(offsets), weights)
  }

  private init(
    _ keys: Column<UInt64>, _ offsets: Column<CellOffset>, _ weights: [FixedWeight]
  ) throws(PointIndexError) {
    let count = keys.count
    guard count < UInt32.max else { throw .tooManyPoints(count) }
    guard weights.isEmpty || weights.count == count else {
      throw .countsDiffer(points: count, weights: weights.count)
    }
    guard offsets.isEmpty || offsets.count == count else {
      throw .offsetCountDiffers(points: count, offsets: offsets.count)
    }
    try Self.check(weights)
    let (sorted, order) = keys.withSpan { HilbertSort.sorted($0) }
    let (xs, ys) = Self.places(of: sorted)
    self.init(
      xs: xs, ys: ys, offsets: Self.offsets(offsets, in: order),
      weightUnits: Self.units(of: weights, in: order), inputPositions: order)
  }

  /// An index of points in Hilbert order.
  init(
    xs: Column<UInt32>, ys: Column<UInt32>, offsets: Column<CellOffset>,
    weightUnits: Column<Int64>, inputPositions: Column<UInt32>
  ) {
    let layout = NodeLayout(itemCount: xs.count)
    self.init(
      xs: xs, ys: ys, offsets: offsets, weightUnits: weightUnits, inputPositions: inputPositions,
      layout: layout, boxes: Self.packBoxes(xs, ys, layout),
      prefixes: Self.sumPrefixes(xs, ys, weightUnits), landmarks: Self.landmarks(xs, ys),
      pyramid: Self.pyramid(xs, ys, weightUnits))
  }

  /// An index of all its columns.
  init(
    xs: Column<UInt32>, ys: Column<UInt32>, offsets: Column<CellOffset>,
    weightUnits: Column<Int64>, inputPositions: Column<UInt32>, layout: NodeLayout,
    boxes: Column<GridBox>, prefixes: Column<Moments>, landmarks: Column<UInt64>,
    pyramid: CellPyramid
  ) {
    self.xs = xs
    self.ys = ys
    self.offsets = offsets
    self.weightUnits = weightUnits
    self.inputPositions = inputPositions
    self.layout = layout
    self.boxes = boxes
    self.prefixes = prefixes
    self.landmarks = landmarks
    self.pyramid = pyramid
  }

  /// The number of points.
  public var count: Int { xs.count }

  /// The box around all points; `nil` when there are none.
  public var extent: GridBox? { boxes.last }

  /// The weight of all points together.
  public var totalWeight: Double { FixedWeight(units: totalUnits).value }

  var totalUnits: Int64 { prefixes.last?.weight ?? 0 }

  @inline(__always)
  func units(at position: Int) -> Int64 {
    weightUnits.isEmpty ? FixedWeight.unitsPerOne : weightUnits[position]
  }

  /// The place of the point at a position of the Hilbert order.
  func place(at position: Int) -> Coordinate {
    GridPoint(x: xs[position], y: ys[position]).coordinate
  }
}
