import GeoPrimitives
import PROJBindings
import Support
import Testing

@Suite("Transformations")
struct TransformationTests {
  @Test("WGS 84 passes through unchanged")
  func identity() throws {
    let way = try CoordinateTransformation(.wgs84)
    let positions = [SystemPosition(x: 112.6, y: -7.98)]
    #expect(try way.coordinates(of: positions) == [Coordinate(longitude: 112.6, latitude: -7.98)])
  }

  @Test("the central meridian of a UTM zone lies at its false easting")
  func utm() throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem("EPSG:32750"))
    let place = try way.coordinates(of: [SystemPosition(x: 500_000, y: 10_000_000)])[0]
    #expect(abs(place.longitude - 117) < 1e-9)
    #expect(abs(place.latitude) < 1e-9)
  }

  @Test("Web Mercator agrees with its formula")
  func webMercator() throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem("EPSG:3857"))
    let position = try way.positions(of: [Coordinate(longitude: 106.8, latitude: -6.2)])[0]
    #expect(abs(position.x - 11_888_921.6) < 0.1)
    #expect(abs(position.y + 691_542.8) < 25)
  }

  @Test("longitude comes first although the register lists latitude first")
  func axisOrder() throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem("EPSG:9470"))
    let place = try way.coordinates(of: [SystemPosition(x: 110, y: -7)])[0]
    #expect(abs(place.longitude - 110) < 1e-4)
    #expect(abs(place.latitude + 7) < 1e-4)
  }

  @Test(
    "there and back is the same place",
    arguments: [
      ("EPSG:32750", 117.0), ("EPSG:23834", 106.5), ("EPSG:3857", 110.0), ("EPSG:9489", 111.0),
      ("EPSG:23846", 99.0),
    ])
  func roundTrip(code: String, meridian: Double) throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem(code))
    var random = SeededRandom(seed: 5)
    let places = (0..<200).map { _ in
      Coordinate(
        longitude: meridian + random.uniform(-1.4...1.4), latitude: random.uniform(-8...(-0.5)))
    }
    let back = try way.coordinates(of: try way.positions(of: places))
    for (place, again) in zip(places, back) {
      #expect(abs(place.longitude - again.longitude) < 1e-8)
      #expect(abs(place.latitude - again.latitude) < 1e-8)
    }
  }

  @Test("a copy gives the same answers as the original")
  func copies() throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem("EPSG:23834"))
    let positions = [
      SystemPosition(x: 160_000, y: 820_000), SystemPosition(x: 170_000, y: 830_000),
    ]
    #expect(try way.copy().coordinates(of: positions) == way.coordinates(of: positions))
  }

  @Test("a position without a place is counted and named")
  func outside() throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem("EPSG:32750"))
    let positions = [SystemPosition(x: 500_000, y: 9_000_000), SystemPosition(x: 1e30, y: 1e30)]
    #expect(throws: PROJError.outsideDomain(count: 1, firstIndex: 1)) {
      _ = try way.coordinates(of: positions)
    }
  }

  @Test("no positions give no places")
  func empty() throws {
    let way = try CoordinateTransformation(try CoordinateReferenceSystem("EPSG:32750"))
    #expect(try way.coordinates(of: []).isEmpty)
  }
}
