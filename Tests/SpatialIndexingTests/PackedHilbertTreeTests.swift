import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("The tree of boxes")
struct PackedHilbertTreeTests {
  static let sizes = [0, 1, 16, 17, 256, 257, 4000]

  @Test("finds the same boxes as comparing each", arguments: sizes)
  func windowMatchesBruteForce(size: Int) {
    let boxes = Self.randomBoxes(size, seed: 41)
    let tree = PackedHilbertTree(boxes)
    var random = SeededRandom(seed: 42)
    for _ in 0..<50 {
      let window = Self.randomBox(&random, largest: 10)
      #expect(
        tree.positions(intersecting: window)
          == boxes.indices.filter { boxes[$0].intersects(window) })
    }
  }

  @Test("finds the same nearest boxes as sorting all", arguments: sizes)
  func nearestMatchesBruteForce(size: Int) {
    let boxes = Self.randomBoxes(size, seed: 43)
    let tree = PackedHilbertTree(boxes)
    var random = SeededRandom(seed: 44)
    for _ in 0..<30 {
      let place = Coordinate(
        longitude: random.uniform(95...141), latitude: random.uniform(-11...6))
      let metric = GroundMetric(latitude: place.latitude)
      let all = boxes.enumerated().map { position, box in
        let near = Coordinate(
          longitude: min(max(place.longitude, box.minX), box.maxX),
          latitude: min(max(place.latitude, box.minY), box.maxY))
        return Neighbor(position: position, meters: metric.distanceMeters(place, near))
      }
      let expected = all.sorted { ($0.meters, $0.position) < ($1.meters, $1.position) }.prefix(7)
      #expect(tree.nearest(to: place, count: 7).map(\.position) == expected.map(\.position))
    }
  }

  @Test("passes over empty boxes")
  func emptyBoxesAreNotFound() {
    let box = Envelope(minX: 100, minY: -5, maxX: 101, maxY: -4)
    let tree = PackedHilbertTree([.empty, box, .empty])
    #expect(tree.count == 1)
    #expect(tree.positions(intersecting: box) == [1])
  }

  @Test("answers an inverted window with nothing")
  func invertedWindowFindsNothing() {
    let tree = PackedHilbertTree(Self.randomBoxes(100, seed: 45))
    let inverted = Envelope(minX: 120, minY: 0, maxX: 100, maxY: -5)
    #expect(tree.positions(intersecting: inverted).isEmpty)
  }

  private static func randomBoxes(_ count: Int, seed: UInt64) -> [Envelope] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in randomBox(&random, largest: 1) }
  }

  private static func randomBox(_ random: inout SeededRandom, largest: Double) -> Envelope {
    let x = random.uniform(95...141)
    let y = random.uniform(-11...6)
    return Envelope(
      minX: x, minY: y, maxX: x + random.uniform(0...largest), maxY: y + random.uniform(0...largest)
    )
  }
}
