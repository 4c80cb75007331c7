import Coverage
import GeoPrimitives
import Glibc
import Support
import Testing
import TileMath

@Suite("The label point")
struct LabelPointTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var area: MultiPolygon

    var testDescription: String { name }
  }

  static func ring(
    _ pairs: [(Double, Double)], atLongitude x: Double = 112, latitude y: Double = -8
  )
    -> Ring
  {
    let places = pairs.map { Coordinate(longitude: x + $0.0, latitude: y + $0.1) }
    return Ring(places + places.prefix(1))
  }

  static func shape(_ name: String, _ pairs: [(Double, Double)], holes: [[(Double, Double)]] = [])
    -> Shape
  {
    let polygon = Polygon(exterior: ring(pairs), holes: holes.map { ring($0) })
    return Shape(name: name, area: MultiPolygon([polygon]))
  }

  static func square(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
  }

  static let shapes = [
    shape("a square", square(0, 0, 0.1)),
    shape("a triangle", [(0, 0), (0.1, 0), (0.03, 0.07)]),
    shape("an L", [(0, 0), (0.1, 0), (0.1, 0.02), (0.02, 0.02), (0.02, 0.1), (0, 0.1)]),
    shape(
      "a U, whose centroid lies outside",
      [
        (0, 0), (0.1, 0), (0.1, 0.1), (0.08, 0.1), (0.08, 0.02), (0.02, 0.02), (0.02, 0.1),
        (0, 0.1),
      ]),
    shape("a frame", square(0, 0, 0.1), holes: [square(0.03, 0.03, 0.04)]),
    shape("a frame off its middle", square(0, 0, 0.1), holes: [square(0.01, 0.01, 0.05)]),
    shape(
      "a colander", square(0, 0, 0.1),
      holes: [square(0.01, 0.01, 0.03), square(0.06, 0.01, 0.03), square(0.01, 0.06, 0.03)]),
    shape("a strip", [(0, 0), (0.5, 0), (0.5, 0.01), (0, 0.01)]),
    shape("a slanted strip", [(0, 0), (0.01, 0), (0.11, 0.1), (0.1, 0.1)]),
  ]

  @Test("lies inside and as far from the border as any place, to a hundredth", arguments: shapes)
  func isFarFromTheBorder(shape: Shape) throws {
    let label = try #require(LabelPoint.find(in: shape.area))
    #expect(shape.area.contains(label))
    let box = shape.area.envelope
    let judge = BorderDistance(shape.area)
    var best = 0.0
    for column in 0...120 {
      for row in 0...120 {
        let place = Coordinate(
          longitude: box.minX + box.width * Double(column) / 120,
          latitude: box.minY + box.height * Double(row) / 120)
        if shape.area.contains(place) { best = max(best, judge.meters(from: place)) }
      }
    }
    let metric = GroundMetric(latitude: box.center.latitude)
    let extent = max(
      box.width * metric.metersPerDegreeLongitude, box.height * metric.metersPerDegreeLatitude)
    #expect(judge.meters(from: label) >= best - extent / 50)
  }

  @Test(
    "lies inside however thin and bent the area is",
    arguments: [0.02, 0.005, 0.002, 0.0005, 0.0001])
  func isInsideThinAreas(width: Double) throws {
    var random = SeededRandom(seed: 72)
    for _ in 0..<20 {
      let bank = Self.river(width: width, &random)
      let area = MultiPolygon([Polygon(exterior: Self.ring(bank))])
      let label = try #require(LabelPoint.find(in: area))
      #expect(area.contains(label))
    }
  }

  /// A bent ribbon about 0.2° long, as the land between a road and a river is.
  private static func river(width: Double, _ random: inout SeededRandom) -> [(Double, Double)] {
    let (bend, start) = (random.uniform(0.5...5), random.uniform(0...6))
    let angles = (0...60).map { start + Double($0) / 60 * bend }
    let sides = [0.1, 0.1 - width].map { radius in
      angles.map { (radius * cos($0) + 0.01 * sin(3 * $0), radius * sin($0)) }
    }
    return sides[0] + sides[1].reversed()
  }

  @Test("lies inside random stars and combs")
  func isInsideRandomShapes() throws {
    var random = SeededRandom(seed: 71)
    for _ in 0..<60 {
      let count = Int.random(in: 5...40, using: &random)
      let star = (0..<count).map { index in
        let angle = Double(index) / Double(count) * 2 * Double.pi
        let distance = random.uniform(0.005...0.1)
        return (distance * cos(angle), distance * sin(angle))
      }
      let area = MultiPolygon([Polygon(exterior: Self.ring(star))])
      let label = try #require(LabelPoint.find(in: area))
      #expect(area.contains(label))
    }
  }

  @Test("stands in the largest part")
  func largestPart() throws {
    let small = Polygon(exterior: Self.ring(Self.square(0, 0, 0.01)))
    let large = Polygon(exterior: Self.ring(Self.square(1, 1, 0.1)))
    let label = try #require(LabelPoint.find(in: MultiPolygon([small, large, small])))
    #expect(MultiPolygon([large]).contains(label))
  }

  @Test("is the same whichever way the ring runs and wherever it starts")
  func isIndependentOfTheWayRingsRun() throws {
    for shape in Self.shapes {
      let exterior = shape.area.polygons[0].exterior.coordinates
      let turned = Polygon(
        exterior: Ring(exterior.reversed()), holes: shape.area.polygons[0].holes)
      let a = try #require(LabelPoint.find(in: shape.area))
      let b = try #require(LabelPoint.find(in: MultiPolygon([turned])))
      #expect(abs(a.longitude - b.longitude) < 1e-9 && abs(a.latitude - b.latitude) < 1e-9)
    }
  }

  @Test("does not exist where there is no area")
  func noArea() {
    #expect(LabelPoint.find(in: MultiPolygon([])) == nil)
    let line = Self.ring([(0, 0), (0.125, 0.125), (0.25, 0.25)])
    #expect(LabelPoint.find(in: MultiPolygon([Polygon(exterior: line)])) == nil)
    #expect(LabelPoint.find(in: MultiPolygon([Polygon(exterior: Ring([]))])) == nil)
  }
}

/// The distance to the border by measuring to every edge, in metres on the tangent plane.
private struct BorderDistance {
  private var edges: [(ax: Double, ay: Double, bx: Double, by: Double)] = []
  private let metric: GroundMetric

  init(_ area: MultiPolygon) {
    metric = GroundMetric(latitude: area.envelope.center.latitude)
    for ring in area.polygons.flatMap(\.rings) {
      for (a, b) in zip(ring.coordinates, ring.coordinates.dropFirst()) {
        let (start, end) = (Self.meters(a, metric), Self.meters(b, metric))
        edges.append((start.0, start.1, end.0, end.1))
      }
    }
  }

  func meters(from place: Coordinate) -> Double {
    let (x, y) = Self.meters(place, metric)
    return edges.map { edge in
      let (dx, dy) = (edge.bx - edge.ax, edge.by - edge.ay)
      let length = dx * dx + dy * dy
      let t =
        length > 0 ? min(max(((x - edge.ax) * dx + (y - edge.ay) * dy) / length, 0), 1) : 0
      return hypot(edge.ax + t * dx - x, edge.ay + t * dy - y)
    }.min() ?? 0
  }

  private static func meters(_ place: Coordinate, _ metric: GroundMetric) -> (Double, Double) {
    (
      place.longitude * metric.metersPerDegreeLongitude,
      place.latitude * metric.metersPerDegreeLatitude
    )
  }
}
