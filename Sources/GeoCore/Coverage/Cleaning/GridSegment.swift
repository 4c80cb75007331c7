import TileMath

/// A straight edge between two points of the grid.
struct GridSegment {
  var a: GridPoint
  var b: GridPoint

  @inline(__always)
  var minX: UInt32 { min(a.x, b.x) }
  @inline(__always)
  var maxX: UInt32 { max(a.x, b.x) }
  @inline(__always)
  var minY: UInt32 { min(a.y, b.y) }
  @inline(__always)
  var maxY: UInt32 { max(a.y, b.y) }

  /// The grid point nearest to where two edges cross in a point inside both; `nil` when they do not.
  /// - Complexity: O(1), exact: the crossing is a fraction of 128 bits.
  func crossing(_ other: GridSegment) -> GridPoint? {
    guard a != other.a, a != other.b, b != other.a, b != other.b else { return nil }
    let toA = GridGeometry.turn(other.a, other.b, a)
    let toB = GridGeometry.turn(other.a, other.b, b)
    guard (toA > 0 && toB < 0) || (toA < 0 && toB > 0) else { return nil }
    let c = GridGeometry.turn(a, b, other.a)
    let d = GridGeometry.turn(a, b, other.b)
    guard (c > 0 && d < 0) || (c < 0 && d > 0) else { return nil }
    return point(at: Int128(toA), of: Int128(toA) - Int128(toB))
  }

  /// The grid point nearest to the fraction `numerator / denominator` of the way.
  private func point(at numerator: Int128, of denominator: Int128) -> GridPoint {
    let (dx, dy) = GridGeometry.difference(a, b)
    let x = Int64(a.x) + Self.rounded(Int128(dx) * numerator, denominator)
    let y = Int64(a.y) + Self.rounded(Int128(dy) * numerator, denominator)
    return GridPoint(x: UInt32(truncatingIfNeeded: x), y: UInt32(truncatingIfNeeded: y))
  }

  /// A quotient rounded to the nearest integer, halves upwards: the pixel that owns its lower edge.
  private static func rounded(_ numerator: Int128, _ denominator: Int128) -> Int64 {
    let sign: Int128 = denominator < 0 ? -1 : 1
    let below = 2 * denominator * sign
    let above = 2 * numerator * sign + denominator * sign
    let quotient = above / below
    return Int64(truncatingIfNeeded: above % below < 0 ? quotient - 1 : quotient)
  }

  /// Whether the edge passes through the pixel around a grid point: the square of one cell that owns its
  /// western and northern edges and the corner between them.
  ///
  /// Source: the case analysis of half-open pixels in JTS's `HotPixel`; all comparisons are exact, in
  /// half cells.
  func passes(_ pixel: GridPoint) -> Bool {
    let isForward = a.x <= b.x
    let p = isForward ? a : b
    let q = isForward ? b : a
    let dx = 2 * (Int64(q.x) - Int64(p.x))
    let dy = 2 * (Int64(q.y) - Int64(p.y))
    // The middle of the pixel, in half cells from `p`.
    let x = 2 * (Int64(pixel.x) - Int64(p.x))
    let y = 2 * (Int64(pixel.y) - Int64(p.y))
    guard x - 1 <= dx, x + 1 > 0 else { return false }
    guard y - 1 <= max(0, dy), y + 1 > min(0, dy) else { return false }
    guard dx != 0, dy != 0 else { return true }
    return Self.isCut(x, y, by: (dx, dy))
  }

  /// Whether the line along a step from the origin meets the pixel, whose box it is known to meet.
  @inline(__always)
  private static func isCut(_ x: Int64, _ y: Int64, by step: (x: Int64, y: Int64)) -> Bool {
    let (dx, dy) = step
    func side(_ cornerX: Int64, _ cornerY: Int64) -> Int64 {
      (dx &* cornerY &- dy &* cornerX).signum()
    }
    let lowerLeft = side(x - 1, y - 1)
    if lowerLeft == 0 { return true }
    let upperLeft = side(x - 1, y + 1)
    if upperLeft == 0 { return dy < 0 }
    let upperRight = side(x + 1, y + 1)
    if upperRight == 0 { return dy > 0 }
    let lowerRight = side(x + 1, y - 1)
    if lowerRight == 0 { return dy < 0 }
    return upperLeft != lowerLeft || upperRight != lowerLeft || lowerRight != lowerLeft
  }

  /// Whether of two pixels that the edge passes through it meets the first one earlier.
  func meets(_ first: GridPoint, before second: GridPoint) -> Bool {
    let (dx, dy) = GridGeometry.difference(a, b)
    let (x, y) = GridGeometry.difference(first, second)
    let (alongX, alongY) = (dx < 0 ? -x : x, dy < 0 ? -y : y)
    if abs(dx) >= abs(dy) { return alongX != 0 ? alongX > 0 : alongY > 0 }
    return alongY != 0 ? alongY > 0 : alongX > 0
  }
}
