import GeoPrimitives
import TileMath

/// A quadtree cell that holds something: its mass, gathered at its centre of mass.
public struct MassCell: Hashable, Sendable {
  /// The column of the centre of mass, on the global grid.
  public var x: UInt32
  /// The row of the centre of mass.
  public var y: UInt32
  /// The mass in units of `FixedWeight`.
  public var units: Int64
}

extension PointIndex {
  /// The coarsest level at which centres of mass are exact.
  public static let coarsestCellLevel = 12

  /// The cells of a quadtree level that hold mass and touch a box, in Hilbert order.
  ///
  /// The order is that of the whole index: two boxes that overlap meet their common cells in the same
  /// order, which keeps sums over them equal to the last bit. A cell that lies partly outside the box
  /// is returned whole.
  /// - Parameters:
  ///   - level: 12 … 32; level l has 2^l cells across (other levels are taken as the nearest of these).
  ///   - box: The part of the grid that is asked for.
  /// - Returns: The cells, each with its mass at its centre of mass.
  /// - Complexity: O(c log n) for c cells returned; the points themselves are not visited.
  public func massCells(level: Int, in box: GridBox) -> [MassCell] {
    let shift = UInt32(32 - min(max(level, Self.coarsestCellLevel), 32))
    var gatherer = CellGatherer(index: self, shift: shift, box: box)
    gatherer.descend(0..<count, originX: 0, originY: 0, width: 32, .root)
    return gatherer.cells
  }

  /// The moments of a run of points in Hilbert order.
  /// - Complexity: O(1): at most two leaves are looked into.
  @inline(__always)
  func moments(of run: Range<Int>) -> Moments {
    let size = NodeLayout.nodeSize
    let firstLeaf = (run.lowerBound + size - 1) / size
    let endLeaf = run.upperBound / size
    guard firstLeaf < endLeaf else { return sum(run) }
    return sum(run.lowerBound..<firstLeaf * size) + (prefixes[endLeaf] - prefixes[firstLeaf])
      + sum(endLeaf * size..<run.upperBound)
  }

  @inline(__always)
  private func sum(_ run: Range<Int>) -> Moments {
    var total = Moments.zero
    for position in run {
      total.add(units: units(at: position), x: xs[position], y: ys[position])
    }
    return total
  }
}

/// Walks the quadtree along the Hilbert curve, following runs of points instead of stored nodes.
private struct CellGatherer {
  let index: PointIndex
  /// The binary logarithm of the width of a cell.
  let shift: UInt32
  let box: GridBox
  var cells: [MassCell] = []

  /// Below so many points a run is read point by point instead of being divided further.
  private static let shortRun = 24

  init(index: PointIndex, shift: UInt32, box: GridBox) {
    self.index = index
    self.shift = shift
    self.box = box
  }

  /// Visits the cell at an origin, of 2^width grid units, that holds exactly the points of `run`.
  mutating func descend(
    _ run: Range<Int>, originX: UInt32, originY: UInt32, width: UInt32,
    _ orientation: HilbertCurve.Orientation
  ) {
    guard !run.isEmpty, touchesBox(originX, originY, width) else { return }
    if width == shift { return emit(index.moments(of: run), originX, originY) }
    if run.count <= Self.shortRun { return scan(run) }
    let half = width - 1
    var start = run.lowerBound
    for step in 0..<4 {
      let child = orientation.child(atStep: step)
      let rest = start..<run.upperBound
      let end = step == 3 ? rest.upperBound : self.end(ofStep: step, rest, half, orientation)
      descend(
        start..<end, originX: originX | child.xBit << half, originY: originY | child.yBit << half,
        width: half, child.inner)
      start = end
    }
  }

  /// The first position of a run that belongs to a later child than the one at `step`.
  private func end(
    ofStep step: Int, _ run: Range<Int>, _ half: UInt32, _ orientation: HilbertCurve.Orientation
  ) -> Int {
    var low = run.lowerBound
    var high = run.upperBound
    while low < high {
      let middle = (low + high) / 2
      let found = orientation.step(
        xBit: index.xs[middle] >> half & 1, yBit: index.ys[middle] >> half & 1)
      if found <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Groups the points of a short run by cell; along the curve a cell's points lie together.
  private mutating func scan(_ run: Range<Int>) {
    var position = run.lowerBound
    while position < run.upperBound {
      let column = index.xs[position] >> shift
      let row = index.ys[position] >> shift
      var moments = Moments.zero
      while position < run.upperBound, index.xs[position] >> shift == column,
        index.ys[position] >> shift == row
      {
        moments.add(units: index.units(at: position), x: index.xs[position], y: index.ys[position])
        position += 1
      }
      if touchesBox(column << shift, row << shift, shift) {
        emit(moments, column << shift, row << shift)
      }
    }
  }

  private mutating func emit(_ moments: Moments, _ originX: UInt32, _ originY: UInt32) {
    guard moments.weight > 0 else { return }
    let center = moments.centroid(cellX: originX, cellY: originY)
    cells.append(MassCell(x: center.x, y: center.y, units: moments.weight))
  }

  @inline(__always)
  private func touchesBox(_ originX: UInt32, _ originY: UInt32, _ width: UInt32) -> Bool {
    guard width < 32 else { return true }
    let last = (UInt32(1) << width) - 1
    return box.intersects(
      GridBox(minX: originX, minY: originY, maxX: originX + last, maxY: originY + last))
  }
}
