import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("A circle on the ground")
struct GroundCircleTests {
  /// Places up to the rims of the square, and cells from a few centimetres to half the globe away.
  private static func pairs(_ count: Int, seed: UInt64) -> [(place: Coordinate, cell: GridPoint)] {
    var random = SeededRandom(seed: seed)
    return (0..<count).compactMap { round in
      let place = Coordinate(
        longitude: random.uniform(-180...180), latitude: random.uniform(-89.9...89.9))
      let reach = [1e-7, 1e-4, 0.01, 0.5, 3, 60][round % 6]
      let near = Coordinate(
        longitude: min(max(place.longitude + random.uniform(-reach...reach), -180), 180),
        latitude: min(max(place.latitude + random.uniform(-reach...reach), -85), 85))
      return GridPoint(near).map { (place, $0) }
    }
  }

  @Test("estimates distances no worse than it says")
  func estimatesAreWithinTheirSlack() {
    for (place, cell) in Self.pairs(20_000, seed: 71) {
      let circle = GroundCircle(around: place, meters: 0)
      let exact = circle.meters(x: cell.x, y: cell.y)
      let estimate = circle.estimate(x: cell.x, y: cell.y)
      #expect(abs(estimate - exact * exact) <= GroundCircle.slack(estimate), "\(place) \(cell)")
    }
  }

  @Test("holds exactly the cells whose distance is at most its radius, the rim included")
  func rimIsExact() {
    for (place, cell) in Self.pairs(5000, seed: 72) {
      let meters = GroundCircle(around: place, meters: 0).meters(x: cell.x, y: cell.y)
      for (radius, isInside) in [(meters, true), (meters.nextDown, false), (meters.nextUp, true)]
      where radius >= 0 {
        let circle = GroundCircle(around: place, meters: radius)
        #expect(circle.contains(x: cell.x, y: cell.y, meters: radius) == isInside)
      }
    }
  }

  @Test("is enclosed by its bounds, and tells of boxes what holds for every cell in them")
  func relationsHold() {
    var random = SeededRandom(seed: 73)
    var seen: [NodeLayout.Relation: Int] = [:]
    for (place, cell) in Self.pairs(20_000, seed: 74) {
      let meters = GroundCircle(around: place, meters: 0).meters(x: cell.x, y: cell.y)
      let radius = meters * random.uniform(0...3)
      let circle = GroundCircle(around: place, meters: radius)
      let half = UInt32(random.uniform(0...1) * random.uniform(0...2e6))
      let box = GridBox(
        minX: cell.x - min(half, cell.x), minY: cell.y - min(half / 2, cell.y),
        maxX: cell.x + min(half, .max - cell.x), maxY: cell.y + min(half, .max - cell.y))
      let relation = circle.relation(to: box)
      seen[relation, default: 0] += 1
      for (x, y) in [
        (cell.x, cell.y), (box.minX, box.minY), (box.maxX, box.minY), (box.minX, box.maxY),
        (box.maxX, box.maxY),
      ] {
        let isInside = circle.contains(x: x, y: y, meters: radius)
        #expect(relation == .across || isInside == (relation == .inside))
        #expect(!isInside || circle.bounds.contains(x: x, y: y))
      }
    }
    #expect(seen.count == 3)
  }
}
