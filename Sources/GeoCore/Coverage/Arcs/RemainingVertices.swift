import TileMath

/// The vertices of arcs that are left, in strips of rows and by column within a strip; the strips grow
/// higher as the vertices grow fewer.
struct RemainingVertices {
  private let points: [GridPoint]
  private var isLeft: [Bool]
  private var members: [UInt32]
  private var columns: [UInt32] = []
  private var starts: [UInt32] = []
  private var firstRow: UInt32 = 0
  private var bits = -1

  /// Every vertex; a node counts once, whatever the number of arcs that end there.
  init(_ topology: ArcTopology) {
    points = topology.points
    isLeft = [Bool](repeating: true, count: points.count)
    members = []
    members.reserveCapacity(points.count)
    var isKnown = [Bool](repeating: false, count: topology.nodeCount)
    for arc in 0..<topology.arcCount {
      let vertices = topology.vertices(ofArc: arc)
      for half in [2 * arc, 2 * arc + 1] {
        let node = Int(topology.origins[half])
        guard !isKnown[node] else { continue }
        isKnown[node] = true
        members.append(UInt32(half == 2 * arc ? vertices.lowerBound : vertices.upperBound - 1))
      }
      for vertex in vertices.dropFirst().dropLast() { members.append(UInt32(vertex)) }
    }
  }

  mutating func remove(_ vertex: Int) { isLeft[vertex] = false }

  /// Prepares for triangles of the area of a weight: strips a few times as high as the triangles.
  mutating func adapt(toWeight weight: Int) {
    let wanted = min(max(weight / 8 + 2, 12), 30)
    guard wanted > bits else { return }
    bits = wanted
    members.removeAll { !isLeft[Int($0)] }
    firstRow = members.reduce(UInt32.max) { min($0, points[Int($1)].y) }
    var keys = members.map {
      UInt64(strip(of: points[Int($0)].y)) << 32 | UInt64(points[Int($0)].x)
    }
    KeySort.sort(&keys, &members)
    columns = keys.map { UInt32(truncatingIfNeeded: $0) }
    starts = [UInt32](repeating: 0, count: Int((keys.last ?? 0) >> 32) + 2)
    for key in keys { starts[Int(key >> 32) + 1] += 1 }
    for strip in 1..<starts.count { starts[strip] += starts[strip - 1] }
  }

  @inline(__always)
  private func strip(of row: UInt32) -> Int { Int((row &- firstRow) >> UInt32(bits)) }

  /// Whether a vertex that is left, other than the corners, lies in a triangle or on its border.
  /// - Complexity: O(log n) for each strip that the triangle reaches, and the vertices near it.
  func hasVertex(in triangle: GridTriangle) -> Bool {
    let rows = triangle.rows
    let (first, last) = (strip(of: rows.lowerBound), strip(of: rows.upperBound))
    for strip in first...last {
      let top = Double(firstRow) + Double(strip << bits)
      let slice = triangle.columns(
        inRows: max(
          top, Double(rows.lowerBound))...min(
            top + Double(1 << bits), Double(rows.upperBound)))
      if hasVertex(in: triangle, strip, slice) { return true }
    }
    return false
  }

  private func hasVertex(
    in triangle: GridTriangle, _ strip: Int, _ slice: ClosedRange<Double>
  ) -> Bool {
    let columns = columns.span
    let end = Int(starts[strip + 1])
    var (low, high) = (Int(starts[strip]), end)
    while low < high {
      let middle = (low + high) / 2
      if Double(columns[middle]) < slice.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < end, Double(columns[low]) <= slice.upperBound {
      let vertex = Int(members[low])
      if isLeft[vertex], triangle.contains(points[vertex]) { return true }
      low += 1
    }
    return false
  }
}
