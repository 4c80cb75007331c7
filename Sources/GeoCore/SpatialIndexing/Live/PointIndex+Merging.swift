import GeoPrimitives
import TileMath

// Two indexes made into one. Both are in the order of the curve, points of one cell in the order of
// their numbers, so long stretches of the larger one are copied as they are.
extension PointIndex {
  /// An index of points that their owner knows by numbers of his own instead of positions.
  /// - Parameters:
  ///   - points: Cells of the global grid.
  ///   - offsets: Where in its cell each point lies, or none when all lie in the middle.
  ///   - weights: One for each point.
  ///   - numbers: One for each point, ascending.
  init(
    points: [GridPoint], offsets: [CellOffset] = [], weights: [FixedWeight], numbers: [UInt32]
  ) {
    let (keys, order) = Self.hilbertKeys(of: points.span).withSpan { HilbertSort.sorted($0) }
    let (xs, ys) = Self.places(of: keys)
    let isPlain = weights.allSatisfy { $0 == .one }
    self.init(
      xs: xs, ys: ys, offsets: Self.offsets(Column(offsets), in: order),
      weightUnits: isPlain ? Column() : Self.units(of: weights, in: order),
      inputPositions: Column(order.map { numbers[Int($0)] }))
  }

  /// The index of nothing.
  public static let empty = PointIndex(points: [], weights: [], numbers: [])

  /// An index of these points but those at `excluded` positions, and of others.
  /// - Complexity: O(n + m log n) for the n points here and m others.
  func merged(without excluded: Exclusions, with other: PointIndex) -> PointIndex {
    let count = self.count - excluded.positions.count + other.count
    var target = MergedColumns(
      count: count, isWeighted: !weightUnits.isEmpty || !other.weightUnits.isEmpty,
      hasOffsets: !offsets.isEmpty || !other.offsets.isEmpty)
    var (position, cursor) = (0, 0)
    for next in 0..<other.count {
      let end = self.position(
        ofKey: other.point(at: next).hilbertKey, number: other.inputPositions[next])
      target.append(self, position..<end, excluding: excluded, &cursor)
      target.append(other, next..<next + 1)
      position = end
    }
    target.append(self, position..<self.count, excluding: excluded, &cursor)
    return target.finish()
  }

  /// The first position whose point does not come before a key and number.
  /// - Complexity: O(log n).
  func position(ofKey key: UInt64, number: UInt32) -> Int {
    let span = Self.leavesPerLandmark * NodeLayout.nodeSize
    let before = SortedSearch.count(below: landmarks.count) {
      (landmarks[$0], inputPositions[$0 * span]) < (key, number)
    }
    guard before > 0 else { return 0 }
    let first = (before - 1) * span
    return first
      + SortedSearch.count(below: min(span, count - first)) {
        (point(at: first + $0).hilbertKey, inputPositions[first + $0]) < (key, number)
      }
  }

  /// The position of a point; `nil` when it is not there.
  /// - Complexity: O(log n).
  func position(of point: GridPoint, number: UInt32) -> Int? {
    let position = position(ofKey: point.hilbertKey, number: number)
    guard position < count, self.point(at: position) == point, inputPositions[position] == number
    else { return nil }
    return position
  }

  /// The position of the point of a number; `nil` when it is not there.
  /// - Complexity: O(n), some milliseconds for ten millions.
  func position(ofNumber number: UInt32) -> Int? {
    inputPositions.withSpan { numbers in
      numbers.indices.first { numbers[$0] == number }
    }
  }
}

/// The columns of a merged index while they are written.
private struct MergedColumns: ~Copyable {
  private var xs: ColumnBuilder<UInt32>
  private var ys: ColumnBuilder<UInt32>
  private var offsets: ColumnBuilder<CellOffset>
  private var numbers: ColumnBuilder<UInt32>
  private var units: ColumnBuilder<Int64>
  private var count = 0

  init(count: Int, isWeighted: Bool, hasOffsets: Bool) {
    xs = ColumnBuilder(count: count)
    ys = ColumnBuilder(count: count)
    offsets = ColumnBuilder(count: hasOffsets ? count : 0)
    numbers = ColumnBuilder(count: count)
    units = ColumnBuilder(count: isWeighted ? count : 0)
  }

  mutating func append(
    _ source: PointIndex, _ run: Range<Int>, excluding excluded: Exclusions, _ cursor: inout Int
  ) {
    var rest = run
    while let part = excluded.takePart(of: &rest, &cursor) { append(source, part) }
  }

  mutating func append(_ source: PointIndex, _ run: Range<Int>) {
    xs.copy(source.xs, run, to: count)
    ys.copy(source.ys, run, to: count)
    numbers.copy(source.inputPositions, run, to: count)
    appendOffsets(source, run)
    appendUnits(source, run)
    count += run.count
  }

  private mutating func appendOffsets(_ source: PointIndex, _ run: Range<Int>) {
    if offsets.count == 0 { return }
    if source.offsets.isEmpty {
      for offset in 0..<run.count { offsets[count + offset] = .middle }
    } else {
      offsets.copy(source.offsets, run, to: count)
    }
  }

  private mutating func appendUnits(_ source: PointIndex, _ run: Range<Int>) {
    if units.count == 0 { return }
    if source.weightUnits.isEmpty {
      for offset in 0..<run.count { units[count + offset] = FixedWeight.unitsPerOne }
    } else {
      units.copy(source.weightUnits, run, to: count)
    }
  }

  consuming func finish() -> PointIndex {
    PointIndex(
      xs: xs.finish(), ys: ys.finish(), offsets: offsets.finish(), weightUnits: units.finish(),
      inputPositions: numbers.finish())
  }
}
