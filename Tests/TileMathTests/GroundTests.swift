import GeoPrimitives
import Support
import Testing
import TileMath

@Suite("Metres on the ground")
struct GroundMetricTests {
  /// Lengths of a degree on WGS 84 as geodesy tables print them, in kilometres to the metre.
  static let published: [(latitude: Double, alongLatitude: Double, alongLongitude: Double)] = [
    (0, 110.574, 111.320), (15, 110.649, 107.550), (30, 110.852, 96.486), (45, 111.132, 78.847),
    (60, 111.412, 55.800), (75, 111.618, 28.902), (90, 111.694, 0),
  ]

  @Test("are those of the tables", arguments: published)
  func degreesHavePublishedLengths(
    row: (latitude: Double, alongLatitude: Double, alongLongitude: Double)
  ) {
    for sign in [1.0, -1] {
      let metric = GroundMetric(latitude: sign * row.latitude)
      #expect(abs(metric.metersPerDegreeLatitude - row.alongLatitude * 1000) < 1)
      #expect(abs(metric.metersPerDegreeLongitude - row.alongLongitude * 1000) < 1)
    }
  }

  @Test("are those of the geodesic, within a thousandth up to 30 km")
  func distances() {
    // Lengths by Karney's algorithm (GeographicLib as in PROJ), in metres.
    let far = GroundMetric(latitude: -8.04).distanceMeters(
      Coordinate(longitude: 112.6, latitude: -7.98), Coordinate(longitude: 112.8, latitude: -8.1))
    #expect(abs(far / 25_732.883_995_671_67 - 1) < 1e-3)
    let degree = GroundMetric(latitude: -7.5).distanceMeters(
      Coordinate(longitude: 112, latitude: -7), Coordinate(longitude: 112, latitude: -8))
    #expect(abs(degree / 110_593.222_714_940_44 - 1) < 1e-6)
  }

  @Test("around a place lie in its box, whichever latitude measures")
  func boxEnclosesCircle() {
    var random = SeededRandom(seed: 35)
    for _ in 0..<300 {
      let place = Coordinate(
        longitude: random.uniform(95...141), latitude: random.uniform(-12...7))
      let radius = random.uniform(50...100_000)
      let box = GroundMetric.envelope(around: place, radiusMeters: radius)
      for _ in 0..<30 {
        let other = Coordinate(
          longitude: place.longitude + random.uniform(-1.1...1.1),
          latitude: place.latitude + random.uniform(-1.1...1.1))
        let near = [place.latitude, other.latitude].map {
          GroundMetric(latitude: $0).distanceMeters(place, other)
        }
        if near.contains(where: { $0 <= radius }) { #expect(box.contains(other)) }
      }
    }
  }
}

@Suite("Areas on the ellipsoid")
struct EllipsoidalAreaTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var places: [(Double, Double)]
    /// With edges straight in longitude and latitude: the geodesic area of 2000 pieces an edge.
    var squareKilometers = 0.0
    /// With geodesics for edges.
    var geodesic = 0.0

    var testDescription: String { name }

    var ring: Ring {
      Ring((places + places.prefix(1)).map { Coordinate(longitude: $0.0, latitude: $0.1) })
    }
  }

  /// Areas by Karney's algorithm (GeographicLib as in PROJ 9).
  static let samples = [
    Sample(
      name: "a square on the equator",
      places: [(109.3, -0.01), (109.32, -0.01), (109.32, 0.01), (109.3, 0.01)],
      squareKilometers: 4.923_628_807_389_289, geodesic: 4.923_628_857_720_313),
    Sample(
      name: "a triangle with edges of 20 km",
      places: [(112.6, -8.0), (112.78, -8.0), (112.69, -7.85)],
      squareKilometers: 164.617_541_502_211_05, geodesic: 164.608_269_511_554_7),
    Sample(
      name: "a quadrangle at 11° S",
      places: [(124.0, -10.9), (124.15, -10.95), (124.2, -10.8), (124.05, -10.83)],
      squareKilometers: 205.595_704_222_161_88, geodesic: 205.603_419_189_633_37),
    Sample(
      name: "a sliver", places: [(140.0, -3.0), (140.1, -3.001), (140.1, -3.0005)],
      squareKilometers: 0.307_316_206_270_722_65, geodesic: 0.307_316_425_186_157_2),
    Sample(
      name: "a hectare",
      places: [(112.6, -7.98), (112.6009, -7.98), (112.6009, -7.9791), (112.6, -7.9791)],
      squareKilometers: 0.009_876_360_342_358_24, geodesic: 0.009_876_360_342_577_1),
    Sample(
      name: "a pentagon at 5° N",
      places: [(95.3, 5.5), (95.45, 5.45), (95.5, 5.6), (95.38, 5.68), (95.28, 5.62)],
      squareKilometers: 405.560_419_497_975_6, geodesic: 405.557_033_762_295_5),
  ]

  @Test("are those of PROJ, edges straight in longitude and latitude", arguments: samples)
  func matchesReference(sample: Sample) {
    let area = EllipsoidalArea.squareKilometers(of: Polygon(exterior: sample.ring))
    #expect(abs(area / sample.squareKilometers - 1) < 1e-8)
    let turned = Ring(sample.ring.coordinates.reversed())
    let back = EllipsoidalArea.squareKilometers(of: Polygon(exterior: turned))
    #expect(abs(back / area - 1) < 1e-12)
  }

  @Test("differ from the geodesic ones by less than one part in ten thousand", arguments: samples)
  func staysNearGeodesic(sample: Sample) {
    let area = EllipsoidalArea.squareKilometers(of: Polygon(exterior: sample.ring))
    #expect(abs(area / sample.geodesic - 1) < 1e-4)
  }

  @Test("add up to the whole ellipsoid")
  func wholeEarth() {
    var sum = 0.0
    for latitude in stride(from: -90.0, to: 90, by: 1) {
      let box = [(0.0, latitude), (10, latitude), (10, latitude + 1), (0, latitude + 1)]
      let strip = Sample(name: "", places: box)
      sum += 36 * EllipsoidalArea.squareKilometers(of: Polygon(exterior: strip.ring))
    }
    #expect(abs(sum - 510_065_621.724) < 0.001)
  }

  @Test("leave holes out and add parts up")
  func holesAndParts() {
    func box(_ x: Double, _ y: Double, _ side: Double) -> Ring {
      let places = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
      return Sample(name: "", places: places).ring
    }
    let outer = Polygon(exterior: box(112, -8, 0.1))
    let hole = Polygon(exterior: box(112.02, -7.98, 0.03))
    let other = Polygon(exterior: box(113, -8, 0.05))
    let pierced = Polygon(exterior: outer.exterior, holes: [hole.exterior])
    let expected =
      EllipsoidalArea.squareKilometers(of: outer) - EllipsoidalArea.squareKilometers(of: hole)
      + EllipsoidalArea.squareKilometers(of: other)
    let area = EllipsoidalArea.squareKilometers(of: MultiPolygon([pierced, other]))
    #expect(abs(area - expected) < 1e-9)
  }

  @Test("of what encloses nothing are zero")
  func degenerate() {
    #expect(EllipsoidalArea.squareKilometers(of: MultiPolygon([])) == 0)
    #expect(EllipsoidalArea.squareKilometers(of: Polygon(exterior: Ring([]))) == 0)
    let line = Sample(name: "", places: [(112, -8), (113, -8), (112, -8)])
    #expect(EllipsoidalArea.squareKilometers(of: Polygon(exterior: line.ring)) < 1e-9)
  }

  @Test("of a square degree are those of the strip at its latitude")
  func squareDegree() {
    let side = 0.001
    for latitude in [-11.0, 0, 6] {
      let (low, high) = (latitude - side / 2, latitude + side / 2)
      let cell = [(112.0, low), (112 + side, low), (112 + side, high), (112, high)]
      let ring = Sample(name: "", places: cell).ring
      let area = EllipsoidalArea.squareKilometers(of: Polygon(exterior: ring)) * 1e6
      let expected = EllipsoidalArea.squareMetersPerSquareDegree(latitude: latitude) * side * side
      #expect(abs(area / expected - 1) < 1e-8)
    }
  }
}
