import TileMath

/// A triangle of grid points: what a border sweeps over when the middle of three vertices is left out.
struct GridTriangle {
  let first: GridPoint
  let middle: GridPoint
  let last: GridPoint
  private let orientation: Int64

  init(_ first: GridPoint, _ middle: GridPoint, _ last: GridPoint) {
    (self.first, self.middle, self.last) = (first, middle, last)
    orientation = GridGeometry.turn(first, middle, last).signum()
  }

  var rows: ClosedRange<UInt32> {
    min(first.y, middle.y, last.y)...max(first.y, middle.y, last.y)
  }

  /// Whether a point other than the corners lies inside or on the border.
  @inline(__always)
  func contains(_ point: GridPoint) -> Bool {
    guard point != first, point != middle, point != last else { return false }
    guard orientation != 0 else { return isBetweenEnds(point) }
    return GridGeometry.turn(first, middle, point).signum() != -orientation
      && GridGeometry.turn(middle, last, point).signum() != -orientation
      && GridGeometry.turn(last, first, point).signum() != -orientation
  }

  /// Three corners in line: whether the point lies on the way from the first to the last.
  private func isBetweenEnds(_ point: GridPoint) -> Bool {
    GridGeometry.turn(first, last, point) == 0
      && min(first.x, last.x) <= point.x && point.x <= max(first.x, last.x)
      && min(first.y, last.y) <= point.y && point.y <= max(first.y, last.y)
  }

  /// The columns in which the triangle has anything between two rows, at most one more on either side.
  func columns(inRows rows: ClosedRange<Double>) -> ClosedRange<Double> {
    var (west, east) = (Double.infinity, -Double.infinity)
    for (a, b) in [(first, middle), (middle, last), (last, first)] {
      let (ax, ay, bx, by) = (Double(a.x), Double(a.y), Double(b.x), Double(b.y))
      guard min(ay, by) <= rows.upperBound, max(ay, by) >= rows.lowerBound else { continue }
      for row in [rows.lowerBound, rows.upperBound] {
        let t = ay == by ? 0 : min(max((row - ay) / (by - ay), 0), 1)
        west = min(west, ax + t * (bx - ax))
        east = max(east, ax + t * (bx - ax))
      }
      if ay == by {
        west = min(west, bx)
        east = max(east, bx)
      }
    }
    return west <= east ? west - 1...east + 1 : 0...0
  }
}
