import Support
import Testing

@testable import MapRendering

@Suite("Holes and the outer rings around them")
struct HoleAssignmentTests {
  /// A ring of many vertices around a place, of uneven radius.
  private static func star(
    _ x: Double, _ y: Double, radius: Double, vertices: Int, using random: inout SeededRandom
  ) -> [PlanarPoint] {
    (0..<vertices).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(vertices)
      let distance = radius * random.uniform(0.7...1)
      return PlanarPoint(x: x + distance * Self.cosine(angle), y: y + distance * Self.sine(angle))
    }
  }

  /// Near enough for a ring.
  private static func sine(_ angle: Double) -> Double {
    let x = angle > .pi ? angle - 2 * .pi : angle
    return 4 / .pi * x - 4 / (.pi * .pi) * x * abs(x)
  }

  private static func cosine(_ angle: Double) -> Double {
    let shifted = angle + .pi / 2
    return sine(shifted > 2 * .pi ? shifted - 2 * .pi : shifted)
  }

  /// The smallest ring that holds most of the first three vertices, each ring tried.
  private static func slowly(
    _ exteriors: [[PlanarPoint]], _ holes: [[PlanarPoint]]
  ) -> [PlanarPolygon] {
    var polygons = exteriors.map { PlanarPolygon(exterior: $0) }
    for hole in holes {
      let around = exteriors.indices.filter { index in
        PlanarRing.box(exteriors[index]).contains(hole[0])
          && hole.prefix(3).count { PlanarRing.contains(exteriors[index], $0) } >= 2
      }
      let areas = exteriors.map { abs(PlanarRing.doubledArea($0)) }
      if let smallest = around.min(by: { areas[$0] < areas[$1] }) {
        polygons[smallest].holes.append(hole)
      }
    }
    return polygons
  }

  @Test("are given as when each ring is tried for each hole", arguments: 0..<20)
  func assignment(seed: UInt64) {
    var random = SeededRandom(seed: 300 + seed)
    let exteriors = (0..<12).map { index in
      Self.star(
        random.uniform(0...256), random.uniform(0...256),
        radius: index < 3 ? random.uniform(60...200) : random.uniform(1...30),
        vertices: index % 2 == 0 ? 500 : 9, using: &random)
    }
    var holes = (0..<150).map { _ in
      Self.star(
        random.uniform(-20...276), random.uniform(-20...276), radius: random.uniform(0.1...4),
        vertices: 5, using: &random)
    }
    // Holes that touch an outer ring in a vertex, and lie at the very heights of its vertices.
    for ring in exteriors {
      let vertex = ring[ring.count / 3]
      holes.append([
        vertex, PlanarPoint(x: vertex.x + 1, y: vertex.y),
        PlanarPoint(x: vertex.x, y: vertex.y + 1),
      ])
    }
    let found = HoleAssignment.polygons(exteriors: exteriors, holes: holes)
    #expect(found == Self.slowly(exteriors, holes))
    #expect(found.count { !$0.holes.isEmpty } > 3)
  }

  @Test("with heights that are no numbers are passed over, and flat rings hold none")
  func strange() {
    let flat = [PlanarPoint(x: 0, y: 1), PlanarPoint(x: 9, y: 1), PlanarPoint(x: 4, y: 1)]
    let box = [(0.0, 0.0), (9, 0), (9, 9), (0, 9)].map { PlanarPoint(x: $0.0, y: $0.1) }
    let strange = [Double.nan, .infinity, 4].map { PlanarPoint(x: 4, y: $0) }
    let polygons = HoleAssignment.polygons(exteriors: [flat, box], holes: [strange, flat])
    #expect(polygons.map(\.holes) == [[], [flat]])
  }
}
