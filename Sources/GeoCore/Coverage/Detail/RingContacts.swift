import TileMath

/// Finds out whether rings touch or cross themselves or each other.
///
/// Rounding to the units of a zoom can bring borders together that are apart; most areas are spared, and
/// this tells them from the others quickly and without a mistake.
struct RingContacts {
  /// An edge, how its ring goes on, and which columns it has.
  private struct Edge {
    var from: UnitPoint
    var to: UnitPoint
    /// The edge after it in the ring.
    var next: Int32
    var columns: ClosedRange<Int32> { min(from.x, to.x)...max(from.x, to.x) }
    var rows: ClosedRange<Int32> { min(from.y, to.y)...max(from.y, to.y) }
  }

  /// Whether any two edges have a point in common but the vertex in which they follow each other.
  /// - Complexity: O(n) for rings whose edges are short beside them.
  static func exist(in rings: [[UnitPoint]]) -> Bool {
    let edges = edges(of: rings)
    guard edges.count > 16 else { return exist(among: edges) }
    return existInStrips(edges)
  }

  private static func edges(of rings: [[UnitPoint]]) -> [Edge] {
    var edges: [Edge] = []
    edges.reserveCapacity(rings.reduce(0) { $0 + $1.count })
    for ring in rings {
      let start = edges.count
      for index in ring.indices {
        let next = index + 1 < ring.count ? index + 1 : 0
        edges.append(Edge(from: ring[index], to: ring[next], next: Int32(start + next)))
      }
    }
    return edges
  }

  private static func exist(among edges: [Edge]) -> Bool {
    for first in edges.indices {
      for second in edges.indices[(first + 1)...] where touch(edges, first, second) { return true }
    }
    return false
  }

  /// Edges are put into strips of rows and compared within each.
  private static func existInStrips(_ edges: [Edge]) -> Bool {
    var box = UnitBox(around: [])
    for edge in edges { box.extend(to: edge.from) }
    let count = edges.count / 2
    let height = max((Int(box.maxY) - Int(box.minY)) / count, 1)
    func strips(_ edge: Edge) -> ClosedRange<Int> {
      let first = (Int(edge.rows.lowerBound) - Int(box.minY)) / height
      return first...(Int(edge.rows.upperBound) - Int(box.minY)) / height
    }
    var starts = [Int32](repeating: 0, count: (Int(box.maxY) - Int(box.minY)) / height + 2)
    for edge in edges { for strip in strips(edge) { starts[strip + 1] += 1 } }
    for strip in 1..<starts.count { starts[strip] += starts[strip - 1] }
    var members = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    var ends = starts
    for (index, edge) in edges.enumerated() {
      for strip in strips(edge) {
        members[Int(ends[strip])] = Int32(index)
        ends[strip] += 1
      }
    }
    for strip in 0..<starts.count - 1 {
      let range = Int(starts[strip])..<Int(starts[strip + 1])
      for first in range {
        for second in range.suffix(from: first + 1)
        where touch(edges, Int(members[first]), Int(members[second])) {
          return true
        }
      }
    }
    return false
  }

  @inline(__always)
  private static func touch(_ edges: [Edge], _ i: Int, _ j: Int) -> Bool {
    let (a, b) = (edges[i], edges[j])
    guard a.columns.overlaps(b.columns), a.rows.overlaps(b.rows) else { return false }
    if a.next == j { return turnsBack(a.from, a.to, b.to) }
    if b.next == i { return turnsBack(b.from, b.to, a.to) }
    return side(a, b.from) * side(a, b.to) <= 0 && side(b, a.from) * side(b, a.to) <= 0
  }

  /// Whether a way goes back along the line on which it came.
  private static func turnsBack(_ a: UnitPoint, _ b: UnitPoint, _ c: UnitPoint) -> Bool {
    let (ux, uy) = (Int64(b.x) - Int64(a.x), Int64(b.y) - Int64(a.y))
    let (vx, vy) = (Int64(c.x) - Int64(b.x), Int64(c.y) - Int64(b.y))
    return ux * vy == uy * vx && ux * vx + uy * vy < 0
  }

  /// On which side of an edge a point lies: −1, 0 or 1. Edges span at most 2³⁰ units.
  private static func side(_ edge: Edge, _ point: UnitPoint) -> Int64 {
    let (ux, uy) = (Int64(edge.to.x) - Int64(edge.from.x), Int64(edge.to.y) - Int64(edge.from.y))
    let (vx, vy) = (Int64(point.x) - Int64(edge.from.x), Int64(point.y) - Int64(edge.from.y))
    return (ux &* vy &- uy &* vx).signum()
  }
}
