import Coverage

/// Goes through cells with what lies around them, several parts of them at a time.
struct CellSearch: Sendable {
  /// Two cells with core points so near each other that they belong to one cluster.
  struct Link: Sendable {
    let first: UInt32
    let second: UInt32
  }

  let cells: PlaceCells
  let squaredReach: Double
  let threads: Int
  let isWanted: @Sendable () -> Bool

  /// Which places have so many around them, themselves among them.
  func cores(minimum: Int) throws(SpatialStatisticsError) -> CorePoints {
    let parts = try forParts { part in
      var surroundings = PlaceCells.Surroundings(of: cells)
      var isCore: [Bool] = []
      for cell in part {
        let members = cells.members(of: cell)
        guard members.count < minimum else {
          // All places of one cell are near each other.
          isCore.append(contentsOf: repeatElement(true, count: members.count))
          continue
        }
        var runs: [Range<Int>] = []
        surroundings.runs(around: cell) { runs.append(places(of: $0)) }
        for member in members { isCore.append(isCrowded(member, runs, minimum)) }
      }
      return isCore
    }
    return CorePoints(Array(parts.joined()), in: cells)
  }

  /// Pairs of neighbouring cells that join all cells of each cluster.
  func links(between cores: CorePoints) throws(SpatialStatisticsError) -> [Link] {
    let parts = try forParts { part in
      var surroundings = PlaceCells.Surroundings(of: cells)
      let end = surroundings.end(ofRowsAround: part.upperBound - 1)
      // What is linked already within this part need not be compared.
      var sets = DisjointSets(count: max(end, part.upperBound) - part.lowerBound)
      var links: [Link] = []
      for cell in part where cores.isAny(in: cell) {
        surroundings.runs(around: cell) { run in
          for other in run where other > cell && cores.isAny(in: other) {
            let pair = (cell - part.lowerBound, other - part.lowerBound)
            guard sets.root(of: pair.0) != sets.root(of: pair.1),
              areNear(cell, other, cores)
            else { continue }
            sets.unite(pair.0, pair.1)
            links.append(
              Link(
                first: UInt32(truncatingIfNeeded: cell), second: UInt32(truncatingIfNeeded: other)))
          }
        }
      }
      return links
    }
    return Array(parts.joined())
  }

  /// The label of each place in the order of cells: its cell's, or the lowest of core points that are near.
  func labels(
    _ cores: CorePoints, cellLabels: [Int32]
  ) throws(SpatialStatisticsError) -> [Int32] {
    let parts = try forParts { part in
      var surroundings = PlaceCells.Surroundings(of: cells)
      var labels: [Int32] = []
      for cell in part {
        let members = cells.members(of: cell)
        guard members.contains(where: { !cores.isCore[$0] }) else {
          labels.append(contentsOf: repeatElement(cellLabels[cell], count: members.count))
          continue
        }
        var near: [Int] = []
        surroundings.runs(around: cell) { near += $0.filter { cores.isAny(in: $0) } }
        for member in members {
          labels.append(
            cores.isCore[member] ? cellLabels[cell] : rimLabel(member, near, cores, cellLabels))
        }
      }
      return labels
    }
    return Array(parts.joined())
  }

  private func forParts<Element: Sendable>(
    _ body: @escaping @Sendable (Range<Int>) -> [Element]
  ) throws(SpatialStatisticsError) -> [[Element]] {
    let ranges = ConcurrentMap.ranges(cells.count, threads: threads)
    let parts = ConcurrentMap.map(ranges.count, threads: threads) { part in
      isWanted() ? body(ranges[part]) : []
    }
    guard isWanted() else { throw .cancelled }
    return parts
  }

  /// The places of a run of cells.
  private func places(of run: Range<Int>) -> Range<Int> {
    Int(cells.starts[run.lowerBound])..<Int(cells.starts[run.upperBound])
  }

  private func isCrowded(_ member: Int, _ runs: [Range<Int>], _ minimum: Int) -> Bool {
    let positions = cells.positions.span
    let position = positions[member]
    var count = 0
    for run in runs {
      for other in run
      where position.squaredDistance(to: positions[other]) <= squaredReach {
        count += 1
        if count >= minimum { return true }
      }
    }
    return false
  }

  private func rimLabel(
    _ member: Int, _ near: [Int], _ cores: CorePoints, _ cellLabels: [Int32]
  ) -> Int32 {
    let position = cells.positions[member]
    var found = Int32.max
    for cell in near where cellLabels[cell] < found {
      let isReached = cores.members(of: cell).contains {
        position.squaredDistance(to: cells.positions[$0]) <= squaredReach
      }
      if isReached { found = cellLabels[cell] }
    }
    return found == .max ? PointClusters.noise : found
  }

  private func areNear(_ cell: Int, _ other: Int, _ cores: CorePoints) -> Bool {
    NearPair.exists(
      cores.positions(in: cell, of: cells)[...], cores.positions(in: other, of: cells)[...],
      squaredReach)
  }
}

/// Whether two groups of positions have any two that are near each other.
enum NearPair {
  /// Up to so many pairs are compared one by one.
  private static let fewPairs = 256

  /// Halves the longer group until boxes around them decide, or few pairs are left.
  /// - Complexity: O(n) for n positions where the groups are well apart or well mixed.
  static func exists(
    _ first: ArraySlice<GeocentricPosition>, _ second: ArraySlice<GeocentricPosition>,
    _ squaredReach: Double
  ) -> Bool {
    if first.count * second.count <= fewPairs { return isAnyNear(first, second, squaredReach) }
    let (a, b) = (box(first), box(second))
    if a.squaredDistance(to: b) > squaredReach { return false }
    if a.squaredReach(to: b) <= squaredReach { return true }
    if a.longestSide < b.longestSide { return exists(second, first, squaredReach) }
    let (near, far) = halves(first, a, towards: b)
    // Where rounding leaves one half empty there is nothing more to halve.
    if near.isEmpty || far.isEmpty { return isAnyNear(first, second, squaredReach) }
    return exists(near, second, squaredReach) || exists(far, second, squaredReach)
  }

  private static func isAnyNear(
    _ first: ArraySlice<GeocentricPosition>, _ second: ArraySlice<GeocentricPosition>,
    _ squaredReach: Double
  ) -> Bool {
    first.contains { position in
      second.contains { position.squaredDistance(to: $0) <= squaredReach }
    }
  }

  private static func box(_ positions: ArraySlice<GeocentricPosition>) -> GeocentricBox {
    positions.reduce(into: GeocentricBox.empty) { $0.add($1) }
  }

  /// The positions on both sides of the middle of their box, those nearer to another box first.
  private static func halves(
    _ positions: ArraySlice<GeocentricPosition>, _ box: GeocentricBox, towards other: GeocentricBox
  ) -> (near: ArraySlice<GeocentricPosition>, far: ArraySlice<GeocentricPosition>) {
    let axis: KeyPath<GeocentricPosition, Double> = [\.x, \.y, \.z][box.longestDimension]
    let middle = box.low[keyPath: axis] / 2 + box.high[keyPath: axis] / 2
    var positions = positions
    let border = positions.partition { $0[keyPath: axis] > middle }
    let (low, high) = (positions[..<border], positions[border...])
    return Self.box(low).squaredDistance(to: other) <= Self.box(high).squaredDistance(to: other)
      ? (low, high) : (high, low)
  }
}
