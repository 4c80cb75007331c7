/// Leaves out the vertices of an outline that nobody would miss (Ramer 1972; Douglas & Peucker 1973).
///
/// What lies near the rim of the picture stays as it is, so that neighbouring tiles still meet: each
/// knows only its own part of an outline, and would choose other vertices.
struct OutlineSimplification {
  /// Vertices outside this box are kept.
  let inside: PlanarRectangle
  /// How far a vertex that is left out may lie beside the line, in pixels.
  let tolerance: Double

  /// The ring with fewer vertices; one of fewer than eight is left alone.
  /// - Parameters:
  ///   - ring: The vertices.
  ///   - isMovable: For each vertex whether the line may pass beside it.
  /// - Returns: Some of the vertices, in their order.
  /// - Complexity: O(n log n) on the whole, O(n²) at worst.
  func simplified(_ ring: [PlanarPoint], isMovable: [Bool]) -> [PlanarPoint] {
    guard tolerance > 0, ring.count >= 8 else { return ring }
    var isKept = isMovable
    for index in ring.indices { isKept[index] = !isMovable[index] || !isInside(ring[index]) }
    // Two anchors at least: the first vertex and the one farthest from it.
    isKept[0] = true
    isKept[farthest(from: 0, in: ring)] = true
    var agenda: [(Int, Int)] = []
    var anchor = 0
    for index in 1...ring.count where index == ring.count || isKept[index] {
      if index - anchor > 1 {
        agenda.append((anchor, index))
        mark(ring, &agenda, &isKept)
      }
      anchor = index
    }
    let result = ring.indices.compactMap { isKept[$0] ? ring[$0] : nil }
    return result.count >= 4 ? result : ring
  }

  private func isInside(_ point: PlanarPoint) -> Bool {
    point.x > inside.minX && point.x < inside.maxX && point.y > inside.minY
      && point.y < inside.maxY
  }

  private func farthest(from first: Int, in ring: [PlanarPoint]) -> Int {
    var (farthest, largest) = (first, 0.0)
    for index in ring.indices {
      let (dx, dy) = (ring[index].x - ring[first].x, ring[index].y - ring[first].y)
      let square = dx * dx + dy * dy
      if square > largest { (farthest, largest) = (index, square) }
    }
    return farthest
  }

  /// Marks the vertices to keep between pairs that are kept; the end of the ring is its beginning.
  private func mark(
    _ ring: [PlanarPoint], _ agenda: inout [(Int, Int)], _ isKept: inout [Bool]
  ) {
    while let (start, end) = agenda.popLast() {
      let (a, b) = (ring[start], ring[end < ring.count ? end : 0])
      var (worst, place) = (tolerance * tolerance, -1)
      for index in start + 1..<end {
        let square = Self.squaredDistance(of: ring[index], from: a, b)
        if square > worst { (worst, place) = (square, index) }
      }
      guard place >= 0 else { continue }
      isKept[place] = true
      if place - start > 1 { agenda.append((start, place)) }
      if end - place > 1 { agenda.append((place, end)) }
    }
  }

  /// The squared distance of a point from the segment between two others.
  @inline(__always)
  private static func squaredDistance(
    of point: PlanarPoint, from a: PlanarPoint, _ b: PlanarPoint
  ) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = dx * dx + dy * dy
    var (x, y) = (point.x - a.x, point.y - a.y)
    if length > 0 {
      let share = min(max((x * dx + y * dy) / length, 0), 1)
      x -= share * dx
      y -= share * dy
    }
    return x * x + y * y
  }
}
