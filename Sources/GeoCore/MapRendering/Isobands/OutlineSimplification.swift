import Glibc

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
    var isKept = zip(ring, isMovable).map { !$1 || !isInside($0) }
    // Two anchors at least: the first vertex and the one farthest from it.
    isKept[0] = true
    isKept[farthest(from: 0, in: ring)] = true
    let anchors = isKept.indices.filter { isKept[$0] }
    for (place, anchor) in anchors.enumerated() {
      let next = place + 1 < anchors.count ? anchors[place + 1] : anchors[0] + ring.count
      mark(ring, from: anchor, to: next, &isKept)
    }
    let result = zip(ring, isKept).compactMap { $1 ? $0 : nil }
    return result.count >= 4 ? result : ring
  }

  private func isInside(_ point: PlanarPoint) -> Bool {
    point.x > inside.minX && point.x < inside.maxX && point.y > inside.minY
      && point.y < inside.maxY
  }

  private func farthest(from first: Int, in ring: [PlanarPoint]) -> Int {
    func distance(_ index: Int) -> Double {
      hypot(ring[index].x - ring[first].x, ring[index].y - ring[first].y)
    }
    return ring.indices.max { distance($0) < distance($1) } ?? first
  }

  /// Marks the vertices to keep between two that are kept; positions run on beyond the ring's end.
  private func mark(_ ring: [PlanarPoint], from first: Int, to last: Int, _ isKept: inout [Bool]) {
    var agenda = [(first, last)]
    while let (start, end) = agenda.popLast() {
      guard end - start > 1 else { continue }
      let (a, b) = (ring[start % ring.count], ring[end % ring.count])
      var (worst, place) = (tolerance, -1)
      for index in start + 1..<end {
        let distance = Self.distance(of: ring[index % ring.count], from: a, b)
        if distance > worst { (worst, place) = (distance, index) }
      }
      guard place >= 0 else { continue }
      isKept[place % ring.count] = true
      agenda.append((start, place))
      agenda.append((place, end))
    }
  }

  /// The distance of a point from the segment between two others.
  private static func distance(
    of point: PlanarPoint, from a: PlanarPoint, _ b: PlanarPoint
  ) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = dx * dx + dy * dy
    guard length > 0 else { return hypot(point.x - a.x, point.y - a.y) }
    let along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / length
    let share = min(max(along, 0), 1)
    return hypot(point.x - a.x - share * dx, point.y - a.y - share * dy)
  }
}
