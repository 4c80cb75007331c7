import GeoPrimitives
public import TileMath

/// A quadtree cell of the global grid with the points of an index that lie in it.
///
/// The points of a cell are one run of the index's order, so what is known of a whole cell is known
/// of its run without a look at the points.
public struct IndexCell: Sendable {
  /// The positions of the points in the order of the index.
  public let run: Range<Int>
  /// The western column of the cell.
  public let originX: UInt32
  /// The northern row of the cell.
  public let originY: UInt32
  /// The binary logarithm of the cell's width in grid units: 32 for the whole grid, 0 for one place.
  public let width: UInt32
  private let orientation: HilbertCurve.Orientation

  init(
    run: Range<Int>, originX: UInt32, originY: UInt32, width: UInt32,
    _ orientation: HilbertCurve.Orientation
  ) {
    self.run = run
    self.originX = originX
    self.originY = originY
    self.width = width
    self.orientation = orientation
  }

  /// The four quarters in the order of the curve, given where the run of each of the first three ends.
  fileprivate func quarters(ending ends: (Int, Int, Int)) -> InlineArray<4, IndexCell> {
    let bounds: InlineArray<5, Int> = [
      run.lowerBound, ends.0, ends.1, ends.2, run.upperBound,
    ]
    let half = width - 1
    return InlineArray { step in
      let child = orientation.child(atStep: step)
      return IndexCell(
        run: bounds[step]..<bounds[step + 1], originX: originX | child.xBit << half,
        originY: originY | child.yBit << half, width: half, child.inner)
    }
  }

  @inline(__always)
  fileprivate func step(x: UInt32, y: UInt32) -> Int {
    orientation.step(xBit: x >> (width - 1) & 1, yBit: y >> (width - 1) & 1)
  }
}

extension PointIndex {
  /// The whole grid with all points.
  public var rootCell: IndexCell {
    IndexCell(run: 0..<count, originX: 0, originY: 0, width: 32, .root)
  }

  /// The four quarters of a cell in the order of the curve; those of a cell one unit wide are not
  /// asked for.
  /// - Complexity: O(log n) for the n points of the cell.
  public func quarters(of cell: IndexCell) -> InlineArray<4, IndexCell> {
    precondition(cell.width > 0, "a cell one unit wide has no quarters")
    let first = end(ofStep: 0, of: cell, from: cell.run.lowerBound)
    let second = end(ofStep: 1, of: cell, from: first)
    return cell.quarters(ending: (first, second, end(ofStep: 2, of: cell, from: second)))
  }

  /// The first position from `start` on that belongs to a later quarter than the one at `step`.
  private func end(ofStep step: Int, of cell: IndexCell, from start: Int) -> Int {
    start
      + SortedSearch.count(below: cell.run.upperBound - start) {
        cell.step(x: xs[start + $0], y: ys[start + $0]) <= step
      }
  }

  /// The grid cell of the point at a position of the index's order.
  public func point(at position: Int) -> GridPoint {
    GridPoint(x: xs[position], y: ys[position])
  }

  /// Where in its grid cell the point at a position of the index's order lies.
  public func offset(at position: Int) -> CellOffset {
    offsets.isEmpty ? .middle : offsets[position]
  }

  /// The weight of the point at a position of the index's order.
  public func weight(at position: Int) -> FixedWeight { FixedWeight(units: units(at: position)) }

  /// Values given in the index's order, put into the order of its input.
  /// - Parameter values: One for each point.
  /// - Returns: The same values, the one of the input's first point first.
  /// - Complexity: O(n).
  public func inInputOrder(_ values: [Int32]) -> [Int32] {
    precondition(values.count == count, "one value for each point")
    var result = [Int32](repeating: 0, count: count)
    var target = result.mutableSpan
    for position in values.indices { target[Int(inputPositions[position])] = values[position] }
    return result
  }
}
