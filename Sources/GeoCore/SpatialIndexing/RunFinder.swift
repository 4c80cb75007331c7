import GeoPrimitives

/// Finds the runs of a pyramid's cells, all of one level, that touch a box.
struct RunFinder {
  let cells: Column<CellPyramid.Cell>
  let box: GridBox
  /// The binary logarithm of the width of a cell that is not divided any more.
  let stop: UInt32
  var runs: [Range<Int>] = []

  /// Runs of so few cells are taken whole.
  private static let shortRun = 16

  init(cells: Column<CellPyramid.Cell>, box: GridBox, stop: UInt32) {
    self.cells = cells
    self.box = box
    self.stop = stop
  }

  mutating func descend(
    _ run: Range<Int>, _ orientation: HilbertCurve.Orientation, originX: UInt32 = 0,
    originY: UInt32 = 0, width: UInt32 = 32
  ) {
    guard !run.isEmpty else { return }
    let last = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
    let cell = GridBox(
      minX: originX, minY: originY, maxX: originX | last, maxY: originY | last)
    guard box.intersects(cell) else { return }
    if width <= stop || run.count <= Self.shortRun || box.contains(cell) { return take(run) }
    let half = width - 1
    var start = run.lowerBound
    for step in 0..<4 {
      let child = orientation.child(atStep: step)
      let rest = start..<run.upperBound
      let end = step == 3 ? rest.upperBound : self.end(ofStep: step, rest, half, orientation)
      descend(
        start..<end, child.inner, originX: originX | (child.xBit << half),
        originY: originY | (child.yBit << half), width: half)
      start = end
    }
  }

  /// Takes a run, joined with the one before where they touch.
  private mutating func take(_ run: Range<Int>) {
    if let last = runs.last, last.upperBound == run.lowerBound {
      runs[runs.count - 1] = last.lowerBound..<run.upperBound
    } else {
      runs.append(run)
    }
  }

  /// The first position of a run that belongs to a later child than the one at `step`.
  private func end(
    ofStep step: Int, _ run: Range<Int>, _ half: UInt32, _ orientation: HilbertCurve.Orientation
  ) -> Int {
    run.lowerBound
      + SortedSearch.count(below: run.count) {
        let cell = cells[run.lowerBound + $0]
        return orientation.step(xBit: cell.x >> half & 1, yBit: cell.y >> half & 1) <= step
      }
  }
}
