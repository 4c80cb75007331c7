import TileMath

/// Exact geometry of points of the global grid.
///
/// Left, right and counter-clockwise are those of a map with north up, although rows of the grid go
/// down. Edges are at most `longestStep` cells long along each axis, so that products of two differences
/// fit 64 bits with room for a sum.
enum GridGeometry {
  /// 22.5 degrees of longitude; longer edges are divided when they are read.
  static let longestStep: Int64 = 1 << 28

  /// Twice the signed area of a triangle, in square cells: positive when `c` lies to the left of the way
  /// from `a` to `b`.
  @inline(__always)
  static func turn(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int64 {
    let (ux, uy) = difference(a, b)
    let (vx, vy) = difference(a, c)
    return uy &* vx &- ux &* vy
  }

  /// The step from `a` to `b`, eastwards and southwards.
  @inline(__always)
  static func difference(_ a: GridPoint, _ b: GridPoint) -> (x: Int64, y: Int64) {
    (Int64(b.x) &- Int64(a.x), Int64(b.y) &- Int64(a.y))
  }

  /// What an edge adds to twice the signed area of its ring, in square cells. Single terms may wrap, as
  /// may their sum on the way; the total over a ring fits, so it comes out right.
  @inline(__always)
  static func areaTerm(_ a: GridPoint, _ b: GridPoint) -> Int64 {
    Int64(a.y) &* Int64(b.x) &- Int64(a.x) &* Int64(b.y)
  }

  /// The length of a step in cells.
  @inline(__always)
  static func length(_ a: GridPoint, _ b: GridPoint) -> Double {
    let (x, y) = difference(a, b)
    return (Double(x) * Double(x) + Double(y) * Double(y)).squareRoot()
  }

  /// Whether two directions, from one point, are in counter-clockwise order when counted from due east.
  @inline(__always)
  static func isBefore(_ a: (x: Int64, y: Int64), _ b: (x: Int64, y: Int64)) -> Bool {
    let (lowerA, lowerB) = (isLower(a), isLower(b))
    if lowerA != lowerB { return lowerB }
    return a.y &* b.x &- a.x &* b.y > 0
  }

  /// Whether a direction points south, or due west.
  @inline(__always)
  private static func isLower(_ step: (x: Int64, y: Int64)) -> Bool {
    step.y > 0 || (step.y == 0 && step.x < 0)
  }
}

extension GridPoint {
  /// Column and row in one word: equal for equal points, ascending by column, then by row.
  @inline(__always)
  var word: UInt64 { UInt64(x) << 32 | UInt64(y) }

  /// The point of a word.
  @inline(__always)
  init(word: UInt64) {
    self.init(x: UInt32(truncatingIfNeeded: word >> 32), y: UInt32(truncatingIfNeeded: word))
  }
}
