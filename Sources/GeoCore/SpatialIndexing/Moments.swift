/// The mass of a run of points and its first moments about the grid's origin.
///
/// The moments wrap around: over millions of points they exceed 64 bits. Moved to a cell's own corner
/// (`centroid(cellX:cellY:)`) they are small again, and wrapping arithmetic then gives the exact number.
struct Moments: Sendable, Hashable {
  /// The mass in units of `FixedWeight`.
  var weight: Int64
  /// Σ units · x, modulo 2⁶⁴.
  var weightX: Int64
  /// Σ units · y, modulo 2⁶⁴.
  var weightY: Int64

  static let zero = Moments(weight: 0, weightX: 0, weightY: 0)

  @inline(__always)
  mutating func add(units: Int64, x: UInt32, y: UInt32) {
    weight &+= units
    weightX &+= units &* Int64(x)
    weightY &+= units &* Int64(y)
  }

  @inline(__always)
  static func - (a: Moments, b: Moments) -> Moments {
    Moments(
      weight: a.weight &- b.weight, weightX: a.weightX &- b.weightX,
      weightY: a.weightY &- b.weightY)
  }

  @inline(__always)
  static func + (a: Moments, b: Moments) -> Moments {
    Moments(
      weight: a.weight &+ b.weight, weightX: a.weightX &+ b.weightX,
      weightY: a.weightY &+ b.weightY)
  }

  /// The centre of mass, given the corner of a cell that holds all of the points.
  ///
  /// Exact to the grid cell (rounded down) for cells of at most 2²⁰ units.
  @inline(__always)
  func centroid(cellX: UInt32, cellY: UInt32) -> (x: UInt32, y: UInt32) {
    guard weight > 0 else { return (cellX, cellY) }
    let dx = (weightX &- weight &* Int64(cellX)) / weight
    let dy = (weightY &- weight &* Int64(cellY)) / weight
    return (cellX &+ UInt32(truncatingIfNeeded: dx), cellY &+ UInt32(truncatingIfNeeded: dy))
  }
}

extension PointIndex {
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
