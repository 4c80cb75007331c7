import TileMath

/// Finds in which face each connected part of a graph lies.
///
/// From the westernmost point of a part a ray goes west; the first edge that it meets borders on the
/// face around the part.
struct CycleNesting {
  /// The face on the left of each cycle; 0 is the outside.
  private(set) var faceOfCycle: [UInt32]
  private(set) var faceCount = 1

  init(_ graph: PlanarGraph, _ cycles: borrowing CycleList) {
    faceOfCycle = [UInt32](repeating: 0, count: cycles.starts.count)
    for cycle in cycles.starts.indices where cycles.doubledAreas[cycle] > 0 {
      faceOfCycle[cycle] = UInt32(faceCount)
      faceCount += 1
    }
    let parts = Self.westernmostPoints(graph, cycles)
    let rays = WesternRays(graph, parts.map(\.point))
    // A ray may end at another part of the same face, but only at one that reaches farther west.
    for index in parts.indices.sorted(by: { parts[$0].point.word < parts[$1].point.word }) {
      guard let half = rays.halfEdgeHit[index] else { continue }
      faceOfCycle[parts[index].cycle] = faceOfCycle[Int(cycles.cycleOfHalfEdge[Int(half)])]
    }
  }

  /// The connected parts by the cycle around them.
  private static func westernmostPoints(
    _ graph: PlanarGraph, _ cycles: borrowing CycleList
  ) -> [(cycle: Int, point: GridPoint)] {
    var words = [UInt64](repeating: .max, count: cycles.starts.count)
    for half in cycles.cycleOfHalfEdge.indices {
      let cycle = Int(cycles.cycleOfHalfEdge[half])
      guard cycles.doubledAreas[cycle] <= 0 else { continue }
      words[cycle] = min(words[cycle], graph.origin(of: UInt32(half)).word)
    }
    return words.indices.filter { cycles.doubledAreas[$0] <= 0 }.map {
      ($0, GridPoint(word: words[$0]))
    }
  }
}

/// The first edge that rays from points towards the west meet.
private struct WesternRays {
  /// For each point the half-edge, of the edge that the ray meets, whose left side looks east.
  private(set) var halfEdgeHit: [UInt32?]

  private let graph: PlanarGraph

  /// About 600 m on the ground.
  private static let stripBits: UInt32 = 16

  /// - Complexity: O(n + p · k) with p points and k edges in the strip of a point.
  init(_ graph: PlanarGraph, _ points: [GridPoint]) {
    self.graph = graph
    halfEdgeHit = [UInt32?](repeating: nil, count: points.count)
    var members: [UInt32: [Int]] = [:]
    for index in points.indices {
      members[points[index].y >> Self.stripBits, default: []].append(index)
    }
    for edge in 0..<graph.edgeCount {
      let (a, b) = (graph.origin(of: UInt32(2 * edge)), graph.target(of: UInt32(2 * edge)))
      let (north, south) = (min(a.y, b.y), max(a.y, b.y))
      guard north != south else { continue }
      for strip in north >> Self.stripBits...south >> Self.stripBits {
        for index in members[strip] ?? [] { offer(edge, to: index, points[index]) }
      }
    }
  }

  /// Takes an edge if the ray meets it nearer than what it met so far. The ray runs just south of the
  /// row of its point, so that it meets no vertex.
  private mutating func offer(_ edge: Int, to index: Int, _ point: GridPoint) {
    let first = UInt32(2 * edge)
    let isSouthward = graph.target(of: first).y > graph.origin(of: first).y
    let half = isSouthward ? first : first ^ 1
    let (top, bottom) = (graph.origin(of: half), graph.target(of: half))
    guard top.y <= point.y, point.y < bottom.y else { return }
    guard GridGeometry.turn(top, bottom, point) > 0 else { return }
    guard let best = halfEdgeHit[index] else {
      halfEdgeHit[index] = half
      return
    }
    if isEast(half, of: best) { halfEdgeHit[index] = half }
  }

  /// Whether of two southward edges that do not cross, and have a row in common, the first lies east.
  private func isEast(_ half: UInt32, of other: UInt32) -> Bool {
    let (top, bottom) = (graph.origin(of: half), graph.target(of: half))
    let (otherTop, otherBottom) = (graph.origin(of: other), graph.target(of: other))
    if top.y >= otherTop.y {
      let side = GridGeometry.turn(otherTop, otherBottom, top)
      return side != 0 ? side > 0 : GridGeometry.turn(otherTop, otherBottom, bottom) > 0
    }
    let side = GridGeometry.turn(top, bottom, otherTop)
    return side != 0 ? side < 0 : GridGeometry.turn(top, bottom, otherBottom) < 0
  }
}
