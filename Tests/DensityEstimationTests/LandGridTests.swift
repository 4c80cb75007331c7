import GeoPrimitives
import Support
import Testing
import TileMath

@testable import DensityEstimation

@Suite("Land along lines")
struct LandGridTests {
  static func square(_ x: Double, _ y: Double, side: Double = 0.05) -> MultiPolygon {
    let ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
      Coordinate(longitude: 112 + x + $0.0 * side, latitude: -8 + y + $0.1 * side)
    }
    return MultiPolygon([Polygon(exterior: Ring(ring))])
  }

  static func grid(_ areas: [MultiPolygon]) -> LandGrid {
    LandGrid(of: areas, in: areas.reduce(Envelope.empty) { $0.union($1.envelope) })
  }

  static func place(_ x: Double, _ y: Double) -> Coordinate {
    Coordinate(longitude: 112 + x, latitude: -8 + y)
  }

  @Test("is where an area is, but for the cells at its border")
  func land() {
    let grid = Self.grid([Self.square(0, 0)])
    var random = SeededRandom(seed: 1)
    // A cell of 1.37 thousandths of a degree.
    let cell = 360 / Double(1 << 18)
    for _ in 0..<2000 {
      let (x, y) = (random.uniform(-0.02...0.07), random.uniform(-0.02...0.07))
      let edge = [x, y, x - 0.05, y - 0.05].map(abs).min() ?? 0
      guard edge > cell else { continue }
      #expect(grid.isLand(Self.place(x, y)) == ((0...0.05).contains(x) && (0...0.05).contains(y)))
    }
  }

  @Test("leaves a stretch at sea as long as it is, to within two cells")
  func crossings() {
    let grid = Self.grid([Self.square(0, 0), Self.square(0.10, 0), Self.square(0.16, 0)])
    let metric = GroundMetric(latitude: -7.975)
    let cell = 360 / Double(1 << 18) * metric.metersPerDegreeLongitude
    let expected: [(from: Double, to: Double, gap: Double)] = [
      (0.01, 0.04, 0), (0.01, 0.12, 0.05), (0.01, 0.20, 0.05), (0.12, 0.20, 0.01),
      (0.04, 0.09, 0.04), (0.30, 0.34, 0.04),
    ]
    for (from, to, gap) in expected {
      for (a, b) in [(from, to), (to, from)] {
        let found = grid.longestCrossingMeters(
          from: Self.place(a, 0.025), to: Self.place(b, 0.025))
        #expect(abs(found - gap * metric.metersPerDegreeLongitude) < 2 * cell)
      }
    }
  }

  @Test("is nowhere without areas, and odd places do no harm")
  func odd() {
    let none = Self.grid([])
    #expect(!none.isLand(Self.place(0, 0)))
    let whole = none.longestCrossingMeters(from: Self.place(0, 0), to: Self.place(0.1, 0))
    #expect(abs(whole - 11_000) < 100)
    let grid = Self.grid([Self.square(0, 0)])
    for odd in [Double.nan, .infinity, 1e300, 90] {
      let place = Coordinate(longitude: odd, latitude: odd)
      #expect(!grid.isLand(place))
      _ = grid.longestCrossingMeters(from: Self.place(0, 0), to: place)
    }
  }

  @Test("has a bounded size however far areas spread")
  func bounded() {
    let areas = [Self.square(-200, -50), Self.square(60, 60), Self.square(0, 0, side: 9)]
    let grid = Self.grid(areas)
    #expect(grid.isLand(Self.place(4, 4)) && !grid.isLand(Self.place(30, 30)))
  }
}
