import GeoPrimitives
import Support
import Testing
import TileMath

@testable import MapRendering

@Suite struct TileClipperTests {
  private let tile: TileID
  private let span = 1 << 22

  init() throws {
    tile = try #require(TileID(zoom: 10, x: 833, y: 535))
  }

  /// A grid point from tile units of 4096, so that tests can think in those.
  private func grid(_ x: Int, _ y: Int) -> GridPoint {
    GridPoint(x: UInt32(833 * span + x * 1024), y: UInt32(535 * span + y * 1024))
  }

  private func ring(_ points: [(Int, Int)]) -> [GridPoint] {
    let vertices = points.map { grid($0.0, $0.1) }
    return vertices + vertices.prefix(1)
  }

  private func square(_ low: Int, _ high: Int) -> [GridPoint] {
    ring([(low, low), (high, low), (high, high), (low, high)])
  }

  private func clip(_ rings: [[GridPoint]], buffer: Int = 0) -> [PlanarPolygon] {
    TileClipper(GridWindow(tile: tile, extent: 4096, buffer: buffer))
      .polygons(of: GridPolygon(rings: rings))
  }

  @Test("An area inside the tile keeps its vertices, without the closing one")
  func inside() {
    let polygons = clip([square(100, 200), square(120, 130)])
    #expect(polygons.count == 1)
    #expect(polygons[0].exterior.first == PlanarPoint(x: 100, y: 100))
    #expect(polygons[0].exterior.count == 4 && polygons[0].holes.count == 1)
  }

  @Test("An area around the tile becomes the buffered square, one elsewhere becomes nothing")
  func aroundAndOutside() {
    let around = clip([square(-9000, 9000)], buffer: 64)
    #expect(RingChecks.area(around) == Double((4096 + 128) * (4096 + 128)))
    #expect(around.count == 1 && around[0].exterior.count == 4)
    #expect(clip([square(5000, 9000)]).isEmpty)
    #expect(clip([square(-9000, 9000), square(-5000, 6000)]).isEmpty)
    #expect(clip([]).isEmpty)
    #expect(clip([[], [grid(1, 1)]]).isEmpty)
  }

  @Test("An area that shrinks to a line is gone")
  func degenerate() {
    #expect(clip([ring([(10, 10), (50, 10), (90, 10)])]).isEmpty)
    let thin = [GridPoint(x: 5, y: 5), GridPoint(x: 9, y: 7), GridPoint(x: 7, y: 9)]
    let world = TileClipper(GridWindow(tile: tile))
    #expect(world.polygons(of: GridPolygon(rings: [thin])).isEmpty)
  }

  @Test("A comb falls into its teeth, none of which runs along the border twice")
  func comb() {
    var points = [(-500, 5000), (-500, 100)]
    for tooth in 0..<10 {
      let y = 200 + tooth * 300
      points += [(900, y), (900, y + 100), (-400, y + 100), (-400, y + 300)]
    }
    points += [(-450, 4000), (-450, 5000)]
    let teeth = clip([ring(points)])
    #expect(teeth.count == 10)
    #expect(teeth.allSatisfy { !RingChecks.touchesItself($0.exterior) })
    #expect(RingChecks.crossings(teeth.flatMap(\.rings)) == 0)
  }

  @Test("A hole across the border is no hole any more")
  func holeAcross() {
    let polygons = clip([
      square(-9000, 9000), ring([(-50, 100), (500, 100), (500, 400), (-50, 400)]),
    ])
    #expect(polygons.count == 1 && polygons[0].holes.isEmpty)
    #expect(RingChecks.area(polygons) == 4096 * 4096 - 500 * 300)
  }

  @Test(
    "A needle through the border fills nothing, whichever way the rounding falls", arguments: 0..<20
  )
  func needles(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<40 {
      let y = Int.random(in: 0...4095, using: &random)
      let (from, to) = (
        Int.random(in: -900...900, using: &random), Int.random(in: 3000...5000, using: &random)
      )
      // Less than a unit wide: both sides round to the same line.
      let low = GridPoint(x: grid(from, y).x, y: grid(0, y).y + 1)
      let tip = GridPoint(x: grid(to, y).x, y: grid(0, y).y + 2)
      let high = GridPoint(x: grid(from, y).x, y: grid(0, y).y + 3)
      #expect(RingChecks.area(clip([[low, tip, high, low]])) < 4096)
    }
  }

  /// A random star with spikes, which may have a hole of the same shape.
  private func star(_ random: inout SeededRandom, _ x: Int, _ y: Int, _ radius: Double)
    -> [GridPoint]
  {
    let count = Int.random(in: 3...40, using: &random)
    let points = (0..<count).map { index in
      let angle = (Double(index) + random.uniform(0...0.9)) / Double(count) * 2 * .pi
      let reach = radius * random.uniform(0.2...1)
      return (x + Int(reach * cosine(angle)), y + Int(reach * cosine(angle - .pi / 2)))
    }
    return ring(points)
  }

  private func cosine(_ angle: Double) -> Double {
    // A parabola for each half wave is round enough for a star.
    var t = angle / (2 * .pi) + 0.25
    t -= t.rounded(.down)
    return t < 0.5 ? 16 * t * (0.5 - t) : -16 * (t - 0.5) * (1 - t)
  }

  @Test(
    "What is left of a random area is the area inside the tile, sample by sample", arguments: 0..<40
  )
  func randomAreas(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let (x, y) = (
      Int.random(in: -1500...5500, using: &random), Int.random(in: -1500...5500, using: &random)
    )
    let radius = random.uniform(200...6000)
    let outer = star(&random, x, y, radius)
    let rings = seed % 3 == 0 ? [outer, star(&random, x, y, radius * 0.19)] : [outer]
    let whole = rings.map { ring in
      ring.dropLast().map { GridWindow(tile: tile).position(of: $0) }
    }
    let polygons = clip(rings, buffer: seed % 2 == 0 ? 0 : 80)
    #expect(RingChecks.crossings(polygons.flatMap(\.rings)) == 0)
    for _ in 0..<300 {
      let (px, py) = (random.uniform(0...4096), random.uniform(0...4096))
      if RingChecks.distance(whole, px, py) < 1.5 { continue }
      let isInside = whole.count { RingChecks.contains($0, px, py) } % 2 == 1
      #expect(RingChecks.contains(polygons, px, py) == isInside)
    }
  }

  @Test("Four tiles of the next zoom level have the area of the one above")
  func children() throws {
    var random = SeededRandom(seed: 77)
    for _ in 0..<20 {
      let area = GridPolygon(rings: [star(&random, 2000, 2100, 3000)])
      let parent = RingChecks.area(
        TileClipper(GridWindow(tile: tile, extent: 8192, buffer: 0)).polygons(of: area))
      var sum = 0.0
      for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let child = try #require(TileID(zoom: 11, x: 1666 + dx, y: 1070 + dy))
        sum += RingChecks.area(
          TileClipper(GridWindow(tile: child, extent: 4096, buffer: 0)).polygons(of: area))
      }
      #expect(abs(sum - parent) < 4096 * 8)
    }
  }

  @Test("A line is cut into the parts inside")
  func lines() {
    let clipper = TileClipper(GridWindow(tile: tile, extent: 4096, buffer: 0))
    let line = [grid(-100, 10), grid(100, 10), grid(100, 5000), grid(300, 5000), grid(300, 300)]
    let parts = clipper.lines(of: line)
    #expect(
      parts == [
        [PlanarPoint(x: 0, y: 10), PlanarPoint(x: 100, y: 10), PlanarPoint(x: 100, y: 4096)],
        [PlanarPoint(x: 300, y: 4096), PlanarPoint(x: 300, y: 300)],
      ])
    #expect(clipper.lines(of: [grid(5000, 0), grid(6000, 0)]).isEmpty)
    #expect(clipper.lines(of: []).isEmpty)
  }

  @Test("A window between two corners keeps the shape of the ground")
  func window() throws {
    let window = try #require(
      GridWindow(upperLeft: grid(0, 0), lowerRight: grid(1000, 500), width: 800, buffer: 10))
    #expect((window.width, window.height) == (800, 400))
    #expect(window.position(of: grid(500, 250)) == PlanarPoint(x: 400, y: 200))
    #expect(GridWindow(upperLeft: grid(5, 5), lowerRight: grid(5, 9), width: 8, buffer: 0) == nil)
  }

  @Test("Tiles at the deepest zoom and at the rim of the world are cut without harm")
  func rims() throws {
    let world = GridPolygon(rings: [
      [
        GridPoint(x: 0, y: 0), GridPoint(x: .max, y: 0), GridPoint(x: .max, y: .max),
        GridPoint(x: 0, y: .max), GridPoint(x: 0, y: 0),
      ]
    ])
    for (zoom, x, y) in [(0, 0, 0), (20, 0, 0), (20, 1_048_575, 1_048_575), (20, 500_000, 400_000)]
    {
      let deep = try #require(TileID(zoom: zoom, x: x, y: y))
      let polygons = TileClipper(GridWindow(tile: deep, buffer: 0)).polygons(of: world)
      #expect(RingChecks.area(polygons) > 4090 * 4090)
    }
  }
}
