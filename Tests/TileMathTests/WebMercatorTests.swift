import GeoPrimitives
import Support
import Testing
import TileMath

@Suite("Web Mercator")
struct WebMercatorTests {
  @Test("comes back from the unit square to the degrees it left")
  func roundTrip() {
    var random = SeededRandom(seed: 33)
    for _ in 0..<2000 {
      let (x, y) = (random.uniform(-180...180), random.uniform(-85...85))
      #expect(abs(WebMercator.longitude(unitX: WebMercator.unitX(x)) - x) < 1e-12)
      #expect(abs(WebMercator.latitude(unitY: WebMercator.unitY(y)) - y) < 1e-11)
    }
  }

  @Test("has its corners and its middle where EPSG:3857 has them")
  func anchors() {
    #expect(WebMercator.unitX(-180) == 0 && WebMercator.unitX(180) == 1)
    #expect(WebMercator.unitX(0) == 0.5 && abs(WebMercator.unitY(0) - 0.5) < 1e-16)
    #expect(abs(WebMercator.unitY(WebMercator.maximumLatitude)) < 1e-14)
    #expect(abs(WebMercator.unitY(-WebMercator.maximumLatitude) - 1) < 1e-14)
    #expect(abs(WebMercator.halfExtentMeters - 20_037_508.342_789_244) < 1e-6)
  }

  @Test("gives the metres that EPSG guidance note 7-2 prints for its example")
  func publishedExample() {
    // 24°22′54.433″ N, 100°20′00.000″ W is E −11 169 055.58, N 2 800 000.00.
    let place = Coordinate(
      longitude: -(100 + 20.0 / 60), latitude: 24 + 22.0 / 60 + 54.433 / 3600)
    let meters = WebMercator.meters(of: place)
    #expect(abs(meters.x - -11_169_055.58) < 0.01)
    #expect(abs(meters.y - 2_800_000.00) < 0.02)
  }

  @Test("grows southwards in the unit square and northwards in metres")
  func directions() {
    #expect(WebMercator.unitY(-8) > WebMercator.unitY(-7))
    let south = WebMercator.meters(of: Coordinate(longitude: 112, latitude: -8))
    let north = WebMercator.meters(of: Coordinate(longitude: 112, latitude: -7))
    #expect(north.y > south.y && north.x == south.x)
  }

  @Test("cuts boxes to its square")
  func boxes() {
    let world = WebMercator.meters(of: Envelope(minX: -180, minY: -90, maxX: 180, maxY: 90))
    for edge in [-world.minX, -world.minY, world.maxX, world.maxY] {
      #expect(abs(edge - WebMercator.halfExtentMeters) < 1e-6)
    }
  }
}

@Suite("A point of the global grid")
struct GridPointTests {
  @Test("lies within half a cell of the place it was made from")
  func roundTrip() throws {
    var random = SeededRandom(seed: 34)
    for _ in 0..<2000 {
      let place = Coordinate(
        longitude: random.uniform(-180...180), latitude: random.uniform(-85...85))
      let point = try #require(GridPoint(place))
      #expect(GridPoint(point.coordinate) == point)
      let (dx, dy) = (
        WebMercator.unitX(place.longitude) - WebMercator.unitX(point.coordinate.longitude),
        WebMercator.unitY(place.latitude) - WebMercator.unitY(point.coordinate.latitude)
      )
      #expect(abs(dx) <= 0.51 / GridPoint.cellsAcross && abs(dy) <= 0.51 / GridPoint.cellsAcross)
    }
  }

  @Test("is refused beyond the square and off the globe")
  func refusals() {
    let refused = [
      (0.0, 90.0), (0, -90), (0, 85.06), (0, -85.06), (180.000_1, 0), (-181, 0), (.nan, 0),
      (0, .nan), (.infinity, 0), (0, -.infinity),
    ]
    for (x, y) in refused {
      #expect(GridPoint(Coordinate(longitude: x, latitude: y)) == nil)
    }
  }

  @Test("reaches both sides of the antimeridian and both edges of the square")
  func edges() {
    let limit = WebMercator.maximumLatitude
    #expect(GridPoint(Coordinate(longitude: -180, latitude: 0))?.x == 0)
    #expect(GridPoint(Coordinate(longitude: 180, latitude: 0))?.x == .max)
    #expect(GridPoint(Coordinate(longitude: 0, latitude: limit))?.y == 0)
    #expect(GridPoint(Coordinate(longitude: 0, latitude: -limit))?.y == .max)
    #expect(GridPoint(Coordinate(longitude: 0, latitude: 0))?.x == 1 << 31)
  }

  @Test("has the key of its cell on the Hilbert curve")
  func hilbertKey() {
    #expect(GridPoint(x: 5, y: 9).hilbertKey == HilbertCurve.key(x: 5, y: 9))
  }
}

@Suite("An area on the global grid")
struct GridPolygonTests {
  @Test("has the vertices of the area, those beyond the square on its rim")
  func projection() {
    let places = [(0.0, 0.0), (10, 0), (10, 89), (-190, 0), (0, 0)].map {
      Coordinate(longitude: $0.0, latitude: $0.1)
    }
    let grid = GridPolygon(Polygon(exterior: Ring(places), holes: [Ring(places.reversed())]))
    #expect(grid.rings.count == 2)
    #expect(grid.rings[0].count == 5)
    #expect(grid.rings[0][0] == GridPoint(places[0]))
    #expect(grid.rings[0][2].y == 0)
    #expect(grid.rings[0][3].x == 0)
    #expect(grid.rings[1] == grid.rings[0].reversed())
  }
}
