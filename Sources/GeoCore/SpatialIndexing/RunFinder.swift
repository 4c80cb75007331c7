import GeoPrimitives

/// Items in the order of the Hilbert curve.
protocol HilbertOrdered {
  func x(at position: Int) -> UInt32
  func y(at position: Int) -> UInt32
}

struct PyramidCells: HilbertOrdered {
  let cells: Column<CellPyramid.Cell>
  @inline(__always) func x(at position: Int) -> UInt32 { cells[position].x }
  @inline(__always) func y(at position: Int) -> UInt32 { cells[position].y }
}

/// Finds the runs of items whose quadtree cells touch a box.
struct RunFinder<Items: HilbertOrdered> {
  let items: Items
  let box: GridBox
  /// The binary logarithm of the width of a cell that is not divided any more.
  let stop: UInt32
  var runs: [Range<Int>] = []

  /// Runs of so few items are taken whole.
  private static var shortRun: Int { 16 }

  init(items: Items, box: GridBox, stop: UInt32) {
    self.items = items
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
    var (low, high) = (run.lowerBound, run.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let found = orientation.step(
        xBit: items.x(at: middle) >> half & 1, yBit: items.y(at: middle) >> half & 1)
      if found <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
