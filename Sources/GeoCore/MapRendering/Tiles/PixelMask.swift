/// Which pixels of a picture lie in an area: those whose centres do.
public struct PixelMask: Sendable {
  /// Pixels across.
  public let columns: Int
  /// Pixels down.
  public let rows: Int
  /// One value a pixel, row by row from the top.
  public private(set) var isSet: [Bool]

  /// A mask without a pixel.
  public init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    isSet = Array(repeating: false, count: self.columns * self.rows)
  }

  /// Whether no pixel is set.
  public var isEmpty: Bool { !isSet.contains(true) }

  /// Sets the pixels of a polygon, holes left out (even-odd rule).
  /// - Parameters:
  ///   - polygon: In pixels, y downwards; parts outside the picture are left out.
  ///   - scale: What its coordinates are multiplied with.
  /// - Complexity: O(vertices + pixels of its box + crossings · log crossings).
  public mutating func fill(_ polygon: PlanarPolygon, scale: Double = 1) {
    var crossings: [[Double]] = Array(repeating: [], count: rows)
    for ring in [polygon.exterior] + polygon.holes {
      guard var last = ring.last else { continue }
      for point in ring {
        cross(from: last, to: point, scale, &crossings)
        last = point
      }
    }
    for (row, values) in crossings.enumerated() where !values.isEmpty {
      let sorted = values.sorted()
      for pair in stride(from: 0, to: sorted.count - 1, by: 2) {
        setPixels(row, from: sorted[pair], to: sorted[pair + 1])
      }
    }
  }

  /// Notes where an edge crosses the middle lines of rows: its upper end belongs to it, its lower not.
  private func cross(
    from a: PlanarPoint, to b: PlanarPoint, _ scale: Double, _ crossings: inout [[Double]]
  ) {
    let (upper, lower) = a.y < b.y ? (a, b) : (b, a)
    let (top, bottom) = (upper.y * scale, lower.y * scale)
    guard top < bottom, top.isFinite, bottom.isFinite, upper.x.isFinite, lower.x.isFinite else {
      return
    }
    let first = max(Int(max(top - 0.5, -1).rounded(.up)), 0)
    let last = min(Int(min(bottom - 0.5, Double(rows)).rounded(.up)), rows)
    guard first < last else { return }
    for row in first..<last {
      let share = (Double(row) + 0.5 - top) / (bottom - top)
      crossings[row].append((upper.x + share * (lower.x - upper.x)) * scale)
    }
  }

  private mutating func setPixels(_ row: Int, from left: Double, to right: Double) {
    let width = Double(columns)
    let first = Int(min(max(left - 0.5, 0), width).rounded(.up))
    let last = Int(min(max(right - 0.5, 0), width).rounded(.up))
    for column in first..<max(first, last) { isSet[row * columns + column] = true }
  }
}
