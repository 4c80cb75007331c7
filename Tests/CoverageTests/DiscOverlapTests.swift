import GeoPrimitives
import Support
import Testing
import TileMath

@testable import Coverage

@Suite("The part of a disc that an area covers")
struct DiscOverlapTests {
  @Test(
    "is what counting places of a fine lattice gives, holes and islands included", arguments: 1...15
  )
  func matchesLattice(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let area = Self.star(&random)
    let center = AreaScenes.place(random.uniform(0...0.04), random.uniform(0...0.04))
    let radius = random.uniform(100...4000)
    let disc = Double.pi * radius * radius
    let overlap = DiscOverlap(of: area, around: center, radius: radius)
    #expect(abs(overlap.squareMeters / disc - Self.counted(area, center, radius)) < 0.01)
  }

  /// A star that does not cross itself: a hole well inside, an island well outside.
  static func star(_ random: inout SeededRandom) -> MultiPolygon {
    let x = 0.02
    let exterior = [(0.0, 0.0), (0.03, 0.005), (0.035, 0.03), (0.02, 0.012), (0.004, 0.028)]
    let hole = [(0.005, 0.005), (0.009, 0.005), (0.009, 0.009), (0.005, 0.009)]
    let turned = random.next() % 2 == 0
    let rings = [exterior, hole].map { turned ? $0.reversed() : $0 }.map { AreaScenes.ring($0) }
    let island = AreaScenes.squareRing(x + random.uniform(0.02...0.03), 0, 0.01)
    return MultiPolygon([
      Polygon(exterior: rings[0], holes: [rings[1]]), Polygon(exterior: island),
    ])
  }

  static func counted(_ area: MultiPolygon, _ center: Coordinate, _ radius: Double) -> Double {
    let metric = GroundMetric(latitude: center.latitude)
    var (inside, all) = (0.0, 0.0)
    for row in -80...80 {
      for column in -80...80 {
        let (dx, dy) = (Double(column) / 80 * radius, Double(row) / 80 * radius)
        guard dx * dx + dy * dy <= radius * radius else { continue }
        all += 1
        let place = Coordinate(
          longitude: center.longitude + dx / metric.metersPerDegreeLongitude,
          latitude: center.latitude + dy / metric.metersPerDegreeLatitude)
        if area.contains(place) { inside += 1 }
      }
    }
    return inside / all
  }

  @Test("is all of a disc inside and none of one outside, wherever the borders are seen from")
  func wholeOrNothing() {
    let area = AreaScenes.square(0, 0, 0.02)
    let disc = Double.pi * 100 * 100
    for (x, y) in [(0.01, 0.01), (0.002, 0.018), (0.019, 0.01)] {
      let overlap = DiscOverlap(of: area, around: AreaScenes.place(x, y), radius: 100)
      #expect(abs(overlap.squareMeters - disc) < 1e-6 * disc)
    }
    for (x, y) in [(-0.01, 0.01), (0.01, 0.03), (0.03, 0), (-0.01, -0.01), (0.01, -0.005)] {
      let overlap = DiscOverlap(of: area, around: AreaScenes.place(x, y), radius: 100)
      #expect(overlap.squareMeters < 1e-6 * disc)
      #expect(overlap.squaredDistance == .infinity)
    }
  }

  @Test("is a quarter about a corner and half about an edge, with the distance to the border")
  func cornersAndEdges() {
    let area = AreaScenes.square(0, 0, 0.02)
    for (x, y, share) in [(0.0, 0.0, 0.25), (0.02, 0.02, 0.25), (0, 0.01, 0.5), (0.01, 0.02, 0.5)] {
      let overlap = DiscOverlap(of: area, around: AreaScenes.place(x, y), radius: 200)
      #expect(abs(overlap.squareMeters / (.pi * 200 * 200) - share) < 1e-4)
      #expect(overlap.squaredDistance < 0.001)
    }
  }

  @Test("is the area itself where it fits into the disc, and none for an area without ground")
  func smallAreas() {
    let center = AreaScenes.place(0.001, 0.001)
    let square = AreaScenes.square(0, 0, 0.002)
    let metric = GroundMetric(latitude: center.latitude)
    let ground =
      0.002 * 0.002 * metric.metersPerDegreeLongitude * metric.metersPerDegreeLatitude
    let overlap = DiscOverlap(of: square, around: center, radius: 5000)
    #expect(abs(overlap.squareMeters / ground - 1) < 1e-3)
    let line = MultiPolygon([Polygon(exterior: AreaScenes.ring([(0, 0), (0.001, 0)]))])
    #expect(DiscOverlap(of: line, around: center, radius: 500).squareMeters < 1e-6)
    let nothing = MultiPolygon([Polygon(exterior: Ring([]))])
    #expect(DiscOverlap(of: nothing, around: center, radius: 500).squareMeters == 0)
  }
}
