import GeoPrimitives
import TileMath

// The columns of an index, each made in one pass over those before it.
extension PointIndex {
  static func gridPoints(of places: [Coordinate]) throws(PointIndexError) -> [GridPoint] {
    var points: [GridPoint] = []
    points.reserveCapacity(places.count)
    for (position, place) in places.enumerated() {
      guard let point = GridPoint(place) else { throw .outsideGrid(position: position) }
      points.append(point)
    }
    return points
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

  /// The keys of points in ascending order, and for each the position of its point.
  static func hilbertOrder(
    of points: Span<GridPoint>
  ) -> (keys: Column<UInt64>, order: Column<UInt32>) {
    var keys = ColumnBuilder<UInt64>(count: points.count)
    for position in points.indices { keys[position] = points[position].hilbertKey }
    return keys.finish().withSpan { HilbertSort.sorted($0) }
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

extension GridBox: PlainElement {}
extension Moments: PlainElement {}
