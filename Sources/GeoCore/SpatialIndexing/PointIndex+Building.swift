import GeoPrimitives
import TileMath

// The columns of an index, each made in one pass over those before it.
extension PointIndex {
  /// The positions of places along the Hilbert curve, and where in their cells they lie.
  ///
  /// In two passes: the logarithms of the projection and the look-ups of the curve hold each other up.
  static func located(
    _ places: [Coordinate]
  ) throws(PointIndexError) -> (keys: Column<UInt64>, offsets: Column<CellOffset>) {
    var keys = ColumnBuilder<UInt64>(count: places.count)
    var offsets = ColumnBuilder<CellOffset>(count: places.count)
    for (position, place) in places.enumerated() {
      guard let (cell, offset) = GridPoint.located(place) else {
        throw .outsideGrid(position: position)
      }
      keys[position] = UInt64(cell.x) << 32 | UInt64(cell.y)
      offsets[position] = offset
    }
    for position in 0..<places.count {
      let cell = keys[position]
      keys[position] = HilbertCurve.key(
        x: UInt32(truncatingIfNeeded: cell >> 32), y: UInt32(truncatingIfNeeded: cell))
    }
    return (keys.finish(), offsets.finish())
  }

  /// The positions of points along the Hilbert curve.
  static func hilbertKeys(of points: Span<GridPoint>) -> Column<UInt64> {
    var keys = ColumnBuilder<UInt64>(count: points.count)
    for position in points.indices { keys[position] = points[position].hilbertKey }
    return keys.finish()
  }

  /// Every centroid stays exact as long as the mass of a cell times its width fits 63 bits; with
  /// cells of up to 2²⁰ grid units (level 12) that is a total of 2²⁶.
  static func check(_ weights: [FixedWeight]) throws(PointIndexError) {
    var total: Int64 = 0
    for (position, weight) in weights.enumerated() {
      guard weight.units >= 0 else { throw .unusableWeight(position: position) }
      total = total.addingReportingOverflow(weight.units).partialValue
      guard total >= 0, total <= FixedWeight.largestTotalUnits else { throw .totalWeightTooLarge }
    }
  }

  /// The cells of sorted keys. The key is undone instead of fetching the points in their new order:
  /// that would wait for memory at every point.
  static func places(of keys: Column<UInt64>) -> (xs: Column<UInt32>, ys: Column<UInt32>) {
    var xs = ColumnBuilder<UInt32>(count: keys.count)
    var ys = ColumnBuilder<UInt32>(count: keys.count)
    for position in 0..<keys.count {
      let cell = HilbertCurve.cell(ofKey: keys[position])
      xs[position] = cell.x
      ys[position] = cell.y
    }
    return (xs.finish(), ys.finish())
  }

  static func units(of weights: [FixedWeight], in order: Column<UInt32>) -> Column<Int64> {
    var units = ColumnBuilder<Int64>(count: weights.count)
    for position in weights.indices { units[position] = weights[Int(order[position])].units }
    return units.finish()
  }

  /// Offsets in the order of the index; none when all are the middle.
  static func offsets(
    _ offsets: Column<CellOffset>, in order: Column<UInt32>
  ) -> Column<CellOffset> {
    guard offsets.contains(where: { $0 != .middle }) else { return Column() }
    var sorted = ColumnBuilder<CellOffset>(count: offsets.count)
    for position in 0..<offsets.count { sorted[position] = offsets[Int(order[position])] }
    return sorted.finish()
  }

  static func packBoxes(
    _ xs: Column<UInt32>, _ ys: Column<UInt32>, _ layout: NodeLayout
  ) -> Column<GridBox> {
    var boxes = ColumnBuilder<GridBox>(count: layout.nodeCount)
    for level in 0..<layout.height {
      for node in 0..<layout.nodeCount(ofLevel: level) {
        var box = GridBox.nothing
        for entry in layout.entries(ofNode: node, level: level) {
          if level == 0 {
            box.formUnion(
              GridBox(minX: xs[entry], minY: ys[entry], maxX: xs[entry], maxY: ys[entry]))
          } else {
            box.formUnion(boxes[layout.slot(ofNode: entry, level: level - 1)])
          }
        }
        boxes[layout.slot(ofNode: node, level: level)] = box
      }
    }
    return boxes.finish()
  }

  static func sumPrefixes(
    _ xs: Column<UInt32>, _ ys: Column<UInt32>, _ units: Column<Int64>
  ) -> Column<Moments> {
    let size = NodeLayout.nodeSize
    let leaves = (xs.count + size - 1) / size
    var prefixes = ColumnBuilder<Moments>(count: leaves + 1)
    var sum = Moments.zero
    for leaf in 0..<leaves {
      prefixes[leaf] = sum
      for position in leaf * size..<min((leaf + 1) * size, xs.count) {
        let weight = units.isEmpty ? FixedWeight.unitsPerOne : units[position]
        sum.add(units: weight, x: xs[position], y: ys[position])
      }
    }
    prefixes[leaves] = sum
    return prefixes.finish()
  }

  /// The leaves from one landmark to the next.
  static let leavesPerLandmark = 16

  static func landmarkCount(leaves: Int) -> Int {
    (leaves + leavesPerLandmark - 1) / leavesPerLandmark
  }

  static func landmarks(_ xs: Column<UInt32>, _ ys: Column<UInt32>) -> Column<UInt64> {
    Column(
      stride(from: 0, to: xs.count, by: leavesPerLandmark * NodeLayout.nodeSize).map {
        HilbertCurve.key(x: xs[$0], y: ys[$0])
      })
  }

  static func pyramid(
    _ xs: Column<UInt32>, _ ys: Column<UInt32>, _ units: Column<Int64>
  ) -> CellPyramid {
    xs.withSpan { xs in
      ys.withSpan { ys in units.withSpan { CellPyramid(xs, ys, $0) } }
    }
  }
}

extension CellOffset: PlainElement {}
extension GridBox: PlainElement {}
extension Moments: PlainElement {}
