/// The cells of quadtree levels that hold something, each with its mass, centre of mass and second
/// moments: one array a level, in the order of the Hilbert curve.
///
/// All cells are kept from the whole square down to the finest level whose cells hold four points or
/// more on average; below that only the parts of cells with more than sixteen points. So all of them
/// together take less memory than the points, and a cell that is not kept is a run of few points.
struct CellPyramid: Sendable {
  /// A cell that holds something: 24 bytes.
  struct Cell: PlainElement, Hashable {
    /// The column of the centre of mass, on the global grid.
    var x: UInt32
    /// The row of the centre of mass.
    var y: UInt32
    /// The first of its points, in Hilbert order; they reach to the next cell's first.
    var firstPoint: UInt32
    /// The mass, in weights of one.
    var mass: Float
    /// The variances and the covariance of its points, in `varianceUnit` of the level.
    var xx: UInt16
    var xy: Int16
    var yy: UInt16
    /// Fills the last two bytes, so that the same cells are the same bytes in a file.
    var unused: UInt16 = 0

    /// Whether the parts of the cell are kept too, below the last complete level.
    func isDivided(count: Int) -> Bool { count > CellPyramid.leafSize && xx | yy != 0 }
  }

  /// Cells of more points are divided further, as long as their points do not coincide.
  static let leafSize = 16

  /// The cells of all levels, the coarsest level first.
  let cells: Column<Cell>
  /// For each level its first cell, and once more at the end.
  let levelStarts: [Int]
  /// The finest level of which all cells are kept; −1 when there are too few points for any.
  let completeLevel: Int

  /// The cells of a level that are kept.
  func positions(ofLevel level: Int) -> Range<Int> {
    level + 1 < levelStarts.count ? levelStarts[level]..<levelStarts[level + 1] : 0..<0
  }

  /// The variance that one unit of `Cell.xx` stands for, in squared grid units. A cell of width w has
  /// at most a variance of w²/4.
  static func varianceUnit(ofLevel level: Int) -> Float {
    let width = Float(UInt64(1) << UInt64(32 - level))
    return width * width / (4 * 65_535)
  }
}

extension CellPyramid {
  /// The pyramid of points in Hilbert order.
  /// - Parameters:
  ///   - xs: Their columns.
  ///   - ys: Their rows.
  ///   - units: Their weights in units of `FixedWeight`; none when all weigh one.
  /// - Complexity: O(n).
  init(_ xs: Span<UInt32>, _ ys: Span<UInt32>, _ units: Span<Int64>) {
    let counts = Self.cellCounts(xs, ys)
    let most = xs.count / 12
    let complete = counts.lastIndex { $0 > 0 && $0 <= most } ?? -1
    var levels: [[Cell]] = []
    if complete >= 0 {
      var level = Self.gather(0..<xs.count, xs, ys, units, level: complete, count: counts[complete])
      levels = [level.map { $0.stored(level: complete) }]
      for coarser in (0..<complete).reversed() {
        level = Self.merge(level, level: coarser, count: counts[coarser])
        levels.append(level.map { $0.stored(level: coarser) })
      }
      levels.reverse()
      Self.appendDeepLevels(to: &levels, xs, ys, units)
    }
    var starts = [0]
    for level in levels { starts.append(starts[starts.count - 1] + level.count) }
    cells = Column(Array(levels.joined()))
    levelStarts = starts
    completeLevel = complete
  }

  /// Divides the cells of the last level that hold too many points, and theirs, and so on.
  private static func appendDeepLevels(
    to levels: inout [[Cell]], _ xs: Span<UInt32>, _ ys: Span<UInt32>, _ units: Span<Int64>
  ) {
    guard let last = levels.last else { return }
    var runs = runs(toDivide: last, ends: last.dropFirst().map { Int($0.firstPoint) } + [xs.count])
    var level = levels.count
    while !runs.isEmpty, level <= 32 {
      var cells: [Cell] = []
      var ends: [Int] = []
      for run in runs {
        let parts = gather(run, xs, ys, units, level: level, count: 4)
        cells += parts.map { $0.stored(level: level) }
        ends += parts.dropFirst().map { Int($0.firstPoint) } + [run.upperBound]
      }
      levels.append(cells)
      runs = self.runs(toDivide: cells, ends: ends)
      level += 1
    }
  }

  private static func runs(toDivide cells: [Cell], ends: [Int]) -> [Range<Int>] {
    zip(cells, ends).compactMap { cell, end in
      let points = Int(cell.firstPoint)..<end
      return cell.isDivided(count: points.count) ? points : nil
    }
  }

  /// How many cells of each level hold something: along the curve a level has one more cell wherever
  /// two neighbours part at that level or above.
  private static func cellCounts(_ xs: Span<UInt32>, _ ys: Span<UInt32>) -> [Int] {
    guard xs.count > 0 else { return [] }
    var counts = [Int](repeating: 0, count: 34)
    counts[0] = 1
    for position in 1..<max(xs.count, 1) {
      let difference = (xs[position] ^ xs[position - 1]) | (ys[position] ^ ys[position - 1])
      counts[difference.leadingZeroBitCount + 1] += 1
    }
    for level in 1...32 { counts[level] += counts[level - 1] }
    return Array(counts[...32])
  }

  private static func gather(
    _ run: Range<Int>, _ xs: Span<UInt32>, _ ys: Span<UInt32>, _ units: Span<Int64>, level: Int,
    count: Int
  ) -> [MomentCell] {
    var cells: [MomentCell] = []
    cells.reserveCapacity(count)
    let shift = UInt32(32 - level)
    var position = run.lowerBound
    while position < run.upperBound {
      let (column, row) = (xs[position] >> shift, ys[position] >> shift)
      var cell = MomentCell(x: column << shift, y: row << shift, firstPoint: UInt32(position))
      while position < run.upperBound, xs[position] >> shift == column,
        ys[position] >> shift == row
      {
        let weight =
          units.isEmpty ? 1 : Double(units[position]) / Double(FixedWeight.unitsPerOne)
        cell.add(weight, dx: Double(xs[position] &- cell.x), dy: Double(ys[position] &- cell.y))
        position += 1
      }
      cells.append(cell)
    }
    return cells
  }

  private static func merge(_ finer: [MomentCell], level: Int, count: Int) -> [MomentCell] {
    var cells: [MomentCell] = []
    cells.reserveCapacity(count)
    let mask = ~UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(32 - level)) - 1)
    for child in finer {
      let (x, y) = (child.x & mask, child.y & mask)
      if cells.isEmpty || cells[cells.count - 1].x != x || cells[cells.count - 1].y != y {
        cells.append(MomentCell(x: x, y: y, firstPoint: child.firstPoint))
      }
      cells[cells.count - 1].add(child)
    }
    return cells
  }
}

/// A cell while the pyramid is built: its moments about its own north-western corner.
private struct MomentCell {
  var x: UInt32
  var y: UInt32
  var firstPoint: UInt32
  var mass = 0.0
  var sumX = 0.0
  var sumY = 0.0
  var sumXX = 0.0
  var sumXY = 0.0
  var sumYY = 0.0

  init(x: UInt32, y: UInt32, firstPoint: UInt32) {
    self.x = x
    self.y = y
    self.firstPoint = firstPoint
  }

  @inline(__always)
  mutating func add(_ weight: Double, dx: Double, dy: Double) {
    mass += weight
    sumX += weight * dx
    sumY += weight * dy
    sumXX += weight * dx * dx
    sumXY += weight * dx * dy
    sumYY += weight * dy * dy
  }

  /// Adds a cell inside this one, its moments moved to this one's corner.
  mutating func add(_ child: MomentCell) {
    let (dx, dy) = (Double(child.x &- x), Double(child.y &- y))
    sumXX += child.sumXX + dx * (2 * child.sumX + dx * child.mass)
    sumXY += child.sumXY + dx * child.sumY + dy * child.sumX + dx * dy * child.mass
    sumYY += child.sumYY + dy * (2 * child.sumY + dy * child.mass)
    sumX += child.sumX + dx * child.mass
    sumY += child.sumY + dy * child.mass
    mass += child.mass
  }

  func stored(level: Int) -> CellPyramid.Cell {
    var cell = CellPyramid.Cell(
      x: x, y: y, firstPoint: firstPoint, mass: Float(mass), xx: 0, xy: 0, yy: 0)
    guard mass > 0 else { return cell }
    let (meanX, meanY) = (sumX / mass, sumY / mass)
    let unit = Double(CellPyramid.varianceUnit(ofLevel: level))
    cell.x = x &+ UInt32(meanX)
    cell.y = y &+ UInt32(meanY)
    cell.xx = UInt16(clamping: Int(((sumXX / mass - meanX * meanX) / unit).rounded()))
    cell.xy = Int16(clamping: Int(((sumXY / mass - meanX * meanY) / unit).rounded()))
    cell.yy = UInt16(clamping: Int(((sumYY / mass - meanY * meanY) / unit).rounded()))
    return cell
  }
}
