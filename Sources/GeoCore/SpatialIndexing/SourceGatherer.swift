import GeoPrimitives
import Glibc
import TileMath

/// Walks the cells of one level of the pyramid; where that level is not complete, the parts of the
/// last complete one, down to points.
struct SourceGatherer {
  static let chunk = 1024

  let index: PointIndex
  let level: Int
  let division: MassDivision
  private let heavyShare: Float
  /// In the variance unit of the level.
  private let narrowVariance: Float
  /// From squared grid units to squared cells of the level.
  private let squaredCellsPerUnit: Float
  /// So few points are given one by one: that is exact, and costs no more than one source with a
  /// spread.
  let fewPoints: Int
  /// Whether neighbouring halves of a cell become one source.
  let joinsPairs: Bool
  /// The last source of a whole cell of the level that has no partner yet, and the cell.
  private var single: (source: Int, column: UInt32, row: UInt32)?
  /// What has been gathered and not been visited yet, and the groups in which it lies.
  var sources: [MassSource] = []
  var groups: [MassGroup] = []
  /// Sources of the group's heavy cells, which follow the light ones.
  private var heavySources: [MassSource] = []
  /// The mass from which on something is heavy, and whether all is that follows.
  private var heavyMass: Float = .infinity
  private var isHeavy = false
  /// The level whose cells are walked.
  private let walkedLevel: Int
  /// Where the children of the next cell are looked for first, by level: cells come in the order of
  /// the curve, and so do their children.
  private var hints = [Int](repeating: 0, count: 34)

  init(
    index: PointIndex, level: Int, division: MassDivision, heaviness: MassGroup.Heaviness?,
    fewPoints: Int, joinsPairs: Bool
  ) {
    self.index = index
    self.level = level
    self.division = division
    heavyShare = heaviness?.share ?? .infinity
    // An evenly filled cell has a third of the largest variance.
    narrowVariance = Float(65_535) / 3 * exp2(Float(2 * (level - (heaviness?.level ?? level))))
    squaredCellsPerUnit = exp2(Float(-2 * (32 - level)))
    self.fewPoints = fewPoints
    self.joinsPairs = joinsPairs
    walkedLevel = min(level, index.pyramid.completeLevel)
    sources.reserveCapacity(Self.chunk + 512)
  }

  /// The binary logarithm of the width of a group: the cells whose masses are compared.
  private var groupShift: UInt32 { UInt32(32 - max(min(level - 3, walkedLevel), 0)) }

  /// Runs of cells (without a pyramid, of points) that hold all whose groups touch a box.
  func runs(touching box: GridBox) -> [Range<Int>] {
    guard walkedLevel >= 0 else { return index.count > 0 ? [0..<index.count] : [] }
    var finder = RunFinder(
      cells: index.pyramid.cells, box: box, stop: groupShift)
    finder.descend(index.pyramid.positions(ofLevel: walkedLevel), .root)
    return finder.runs
  }

  /// Appends the sources of the next group of cells.
  /// - Returns: The position after them.
  mutating func append(from position: Int, to end: Int) -> Int {
    guard walkedLevel >= 0 else {
      for point in position..<end { sources.append(index.source(at: point)) }
      closeGroup()
      return end
    }
    let cells = index.pyramid.cells
    let shift = groupShift
    let (column, row) = (shifted(cells[position].x, shift), shifted(cells[position].y, shift))
    var mass: Float = 0
    var next = position
    while next < end, shifted(cells[next].x, shift) == column, shifted(cells[next].y, shift) == row
    {
      mass += cells[next].mass
      next += 1
    }
    single = nil
    let isLast = next == index.pyramid.levelStarts[walkedLevel + 1]
    for cell in position..<next {
      let endPoint = cell + 1 == next && isLast ? index.count : Int(cells[cell + 1].firstPoint)
      let points = Int(cells[cell].firstPoint)..<endPoint
      append(cell, level: walkedLevel, points, groupMass: mass)
    }
    closeGroup()
    return next
  }

  /// Ends the group to which the last sources belong.
  private mutating func closeGroup() {
    let lightEnd = sources.count
    if !heavySources.isEmpty {
      sources += heavySources
      heavySources.removeAll(keepingCapacity: true)
    }
    guard sources.count > groups.last?.end ?? 0 else { return }
    groups.append(MassGroup(lightEnd: lightEnd, end: sources.count))
  }

  /// Appends a part of a cell.
  @inline(__always)
  private mutating func append(_ source: MassSource) {
    if isHeavy || source.mass > heavyMass {
      heavySources.append(source)
    } else {
      sources.append(source)
    }
  }

  /// Appends a cell: as one source, as its parts, or as its points.
  private mutating func append(
    _ cell: Int, level: Int, _ points: Range<Int>, groupMass: Float
  ) {
    let stored = index.pyramid.cells[cell]
    if level <= self.level {
      heavyMass = groupMass * heavyShare
      isHeavy = stored.mass > heavyMass && stored.isNarrow(below: narrowVariance)
    }
    if points.count <= fewPoints {
      for point in points { append(index.source(at: point)) }
    } else if isFineEnough(stored, level: level, groupMass: groupMass) {
      let source = MassSource(stored, varianceUnit: CellPyramid.varianceUnit(ofLevel: level))
      if level > self.level || isHeavy { return append(source) }
      if joinsPairs { return join(source, lighterThan: 2 * groupMass * division.share) }
      sources.append(source)
    } else if level < index.pyramid.completeLevel || stored.isDivided(count: points.count) {
      appendParts(of: cell, level: level, points, groupMass: groupMass)
    } else if level < self.level {
      appendCells(of: points, groupMass: groupMass)
    } else {
      appendPoints(points, cellLevel: min(level + 1, 32), groupMass: groupMass)
    }
  }

  private func isFineEnough(
    _ cell: CellPyramid.Cell, level: Int, groupMass: Float
  ) -> Bool {
    level >= self.level + division.levels
      || (level >= self.level
        && !division.isRough(
          mass: cell.mass, evenness: cell.evenness * squaredWidth(ofLevel: level),
          beyond: groupMass * division.share))
  }

  /// The squared width of a cell, in cells of the level that is asked for.
  @inline(__always)
  private func squaredWidth(ofLevel level: Int) -> Float {
    Float(sign: .plus, exponent: 2 * (self.level - level), significand: 1)
  }

  /// Appends a source of a whole cell, or adds it to that of the cell beside it if both are light: what
  /// is joined is spread wider than either.
  private mutating func join(_ source: MassSource, lighterThan limit: Float) {
    let shift = UInt32(32 - level)
    let (column, row) = (shifted(source.x, shift), shifted(source.y, shift))
    if let single, (single.column ^ column) | (single.row ^ row) == 1,
      (single.column ^ column) & (single.row ^ row) == 0,
      sources[single.source].mass + source.mass < limit
    {
      sources[single.source].formUnion(source)
      self.single = nil
    } else {
      single = (sources.count, column, row)
      sources.append(source)
    }
  }

  private mutating func appendParts(
    of cell: Int, level: Int, _ points: Range<Int>, groupMass: Float
  ) {
    let parts = index.pyramid.cells(level: level + 1, holding: points, near: hints[level + 1])
    hints[level + 1] = parts.upperBound
    for part in parts {
      let stored = index.pyramid.cells[part]
      let end =
        part + 1 < parts.upperBound
        ? Int(index.pyramid.cells[part + 1].firstPoint) : points.upperBound
      let isWithinGroup = level + 1 > self.level - 3
      append(
        part, level: level + 1, Int(stored.firstPoint)..<end,
        groupMass: isWithinGroup ? groupMass : stored.mass)
      if !isWithinGroup { closeGroup() }
    }
  }

  /// Appends the points of a cell that is wider than those of the level.
  private mutating func appendCells(of run: Range<Int>, groupMass: Float) {
    var position = run.lowerBound
    while position < run.upperBound {
      let end = index.endOfCell(at: position, shift: UInt32(32 - level), before: run.upperBound)
      isHeavy = index.mass(of: position..<end) > heavyMass
      appendPoints(position..<end, cellLevel: min(level + 1, 32), groupMass: groupMass)
      position = end
    }
  }

  /// Appends points, those of one cell of a level together unless they are few, or so many that finer
  /// cells are wanted.
  private mutating func appendPoints(_ run: Range<Int>, cellLevel: Int, groupMass: Float) {
    let shift = UInt32(32 - cellLevel)
    var position = run.lowerBound
    while position < run.upperBound {
      let end = index.endOfCell(at: position, shift: shift, before: run.upperBound)
      if end - position <= fewPoints {
        for point in position..<end { append(index.source(at: point)) }
      } else {
        let source = index.source(of: position..<end)
        if isDivisible(source, cellLevel: cellLevel, groupMass: groupMass) {
          appendPoints(position..<end, cellLevel: cellLevel + 1, groupMass: groupMass)
        } else {
          append(source)
        }
      }
      position = end
    }
  }

  /// Whether the points of a cell that the pyramid does not divide are to be divided for a hard rim: they
  /// are few, or to a coarse cell seem to coincide.
  /// - Parameters:
  ///   - source: The points taken together.
  ///   - cellLevel: The level of the cell.
  ///   - groupMass: The mass of the group.
  /// - Returns: Whether to take them by finer cells.
  private func isDivisible(_ source: MassSource, cellLevel: Int, groupMass: Float) -> Bool {
    let variance = source.xx + source.yy
    return division.rim != .smooth && variance > 0 && cellLevel < min(level + division.levels, 32)
      && division.isRough(
        mass: source.mass, evenness: variance * squaredCellsPerUnit * 6,
        beyond: groupMass * division.share)
  }
}

@inline(__always)
private func shifted(_ value: UInt32, _ shift: UInt32) -> UInt32 { shift < 32 ? value >> shift : 0 }

extension MassSource {
  @inline(__always)
  fileprivate init(_ cell: CellPyramid.Cell, varianceUnit unit: Float) {
    self.init(
      x: cell.x, y: cell.y, mass: cell.mass, xx: Float(cell.xx) * unit, xy: Float(cell.xy) * unit,
      yy: Float(cell.yy) * unit)
  }
}

extension CellPyramid.Cell {
  /// Whether the cell's mass lies close together along some axis: within a patch, or along a line.
  /// - Parameter variance: That of a spread that is not narrow, in `varianceUnit`.
  /// - Returns: Whether the geometric mean of the variances along its two axes is less.
  @inline(__always)
  fileprivate func isNarrow(below variance: Float) -> Bool {
    Float(xx) * Float(yy) - Float(xy) * Float(xy) < variance * variance
  }

  /// The variance compared to that of the cell filled evenly.
  @inline(__always)
  fileprivate var evenness: Float { (Float(xx) + Float(yy)) * (6 / (4 * 65_535)) }
}

extension CellPyramid {
  /// The cells of a level that hold the points of one cell of the level above.
  /// - Parameters:
  ///   - level: A level that is kept.
  ///   - points: All points of the cell above.
  ///   - hint: A cell at or before which they are likely to begin.
  /// - Returns: One to four cells.
  fileprivate func cells(level: Int, holding points: Range<Int>, near hint: Int) -> Range<Int> {
    let all = positions(ofLevel: level)
    var low = all.lowerBound
    var high = all.upperBound
    if all.contains(hint), cells[hint].firstPoint <= points.lowerBound {
      // Steps that double find the end of a short stretch that holds the wanted cell.
      low = hint
      var step = 4
      while low + step < high, cells[low + step].firstPoint <= points.lowerBound {
        low += step
        step *= 2
      }
      high = min(low + step, high)
    }
    let first =
      low
      + SortedSearch.count(below: max(high - low, 0)) {
        cells[low + $0].firstPoint < points.lowerBound
      }
    var end = first
    while end < all.upperBound, Int(cells[end].firstPoint) < points.upperBound { end += 1 }
    return first..<end
  }
}

extension PointIndex {
  /// Beyond so many points a cell's end is searched for, and its mass is taken from the prefix sums.
  private static let longRun = 32

  /// The coarsest level at which the centre of mass of all the points that weights allow stays exact.
  private static let coarsestExactLevel = 12

  /// The position after the last point that lies in the same cell as the one at `position`.
  @inline(__always)
  fileprivate func endOfCell(at position: Int, shift: UInt32, before limit: Int) -> Int {
    let (column, row) = (shifted(xs[position], shift), shifted(ys[position], shift))
    var end = position + 1
    let near = min(position + Self.longRun, limit)
    while end < near, shifted(xs[end], shift) == column, shifted(ys[end], shift) == row { end += 1 }
    return end < near || near == limit ? end : farEnd(column, row, shift, end..<limit)
  }

  private func farEnd(_ column: UInt32, _ row: UInt32, _ shift: UInt32, _ run: Range<Int>) -> Int {
    run.lowerBound
      + SortedSearch.count(below: run.count) {
        let position = run.lowerBound + $0
        return shifted(xs[position], shift) == column && shifted(ys[position], shift) == row
      }
  }

  /// A point as a source.
  @inline(__always)
  fileprivate func source(at position: Int) -> MassSource {
    MassSource(x: xs[position], y: ys[position], mass: FixedWeight.mass(units(at: position)))
  }

  @inline(__always)
  fileprivate func mass(of run: Range<Int>) -> Float {
    weightUnits.isEmpty ? Float(run.count) : FixedWeight.mass(moments(of: run).weight)
  }

  /// The points of a run that lies in one cell, as one source.
  @inline(__always)
  fileprivate func source(of run: Range<Int>) -> MassSource {
    run.count <= Self.longRun ? spreadSource(of: run) : centralSource(of: run)
  }

  private func spreadSource(of run: Range<Int>) -> MassSource {
    let (x, y) = (xs[run.lowerBound], ys[run.lowerBound])
    var sums: (mass: Float, x: Float, y: Float, xx: Float, xy: Float, yy: Float) = (
      0, 0, 0, 0, 0, 0
    )
    for position in run {
      let weight = FixedWeight.mass(units(at: position))
      let dx = Float(Int32(bitPattern: xs[position] &- x))
      let dy = Float(Int32(bitPattern: ys[position] &- y))
      sums.mass += weight
      sums.x += weight * dx
      sums.y += weight * dy
      sums.xx += weight * dx * dx
      sums.xy += weight * dx * dy
      sums.yy += weight * dy * dy
    }
    guard sums.mass > 0 else { return MassSource(x: x, y: y, mass: 0) }
    let (meanX, meanY) = (sums.x / sums.mass, sums.y / sums.mass)
    return MassSource(
      x: x &+ UInt32(bitPattern: Int32(meanX.rounded())),
      y: y &+ UInt32(bitPattern: Int32(meanY.rounded())), mass: sums.mass,
      xx: max(sums.xx / sums.mass - meanX * meanX, 0), xy: sums.xy / sums.mass - meanX * meanY,
      yy: max(sums.yy / sums.mass - meanY * meanY, 0))
  }

  /// Very many points of one small cell, at their centre of mass.
  private func centralSource(of run: Range<Int>) -> MassSource {
    let moments = moments(of: run)
    let shift = UInt32(32 - Self.coarsestExactLevel)
    let corner = (
      x: (xs[run.lowerBound] >> shift) << shift, y: (ys[run.lowerBound] >> shift) << shift
    )
    let center = moments.centroid(cellX: corner.x, cellY: corner.y)
    return MassSource(x: center.x, y: center.y, mass: FixedWeight.mass(moments.weight))
  }
}

extension FixedWeight {
  /// Units as a mass in weights of one.
  @inline(__always)
  fileprivate static func mass(_ units: Int64) -> Float {
    Float(units) * (1 / Float(unitsPerOne))
  }
}
