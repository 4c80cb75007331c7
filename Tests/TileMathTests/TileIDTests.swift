import GeoPrimitives
import Support
import Testing
import TileMath

@Suite("A tile")
struct TileIDTests {
  @Test(
    "exists only inside the matrix",
    arguments: [
      (-1, 0, 0), (21, 0, 0), (0, 1, 0), (0, 0, 1), (3, 8, 0), (3, 0, 8), (3, -1, 0), (3, 0, -1),
      (20, 1 << 20, 0), (Int.max, 0, 0), (5, Int.max, 0), (5, 0, Int.min),
    ])
  func refusesOutside(zoom: Int, x: Int, y: Int) {
    #expect(TileID(zoom: zoom, x: x, y: y) == nil)
  }

  @Test("exists in every corner of every level", arguments: 0...20)
  func acceptsCorners(zoom: Int) {
    let last = (1 << zoom) - 1
    for (x, y) in [(0, 0), (last, 0), (0, last), (last, last)] {
      #expect(TileID(zoom: zoom, x: x, y: y) != nil)
    }
  }

  @Test("contains the places for which it is looked up")
  func containsItsPlaces() throws {
    var random = SeededRandom(seed: 31)
    for _ in 0..<2000 {
      let place = Coordinate(
        longitude: random.uniform(-180...180), latitude: random.uniform(-85...85))
      let zoom = Int.random(in: 0...20, using: &random)
      let tile = try #require(TileID(containing: place, zoom: zoom))
      #expect(tile.zoom == zoom)
      // A rounding error of the box may be a few units in the last place.
      #expect(tile.envelope.widened(dx: 1e-9, dy: 1e-9).contains(place))
    }
  }

  @Test("is found again from the middle of its ground")
  func middleRoundTrip() throws {
    var random = SeededRandom(seed: 32)
    for _ in 0..<2000 {
      let zoom = Int.random(in: 0...20, using: &random)
      let last = (1 << zoom) - 1
      let (x, y) = (
        Int.random(in: 0...last, using: &random), Int.random(in: 0...last, using: &random)
      )
      let tile = try #require(TileID(zoom: zoom, x: x, y: y))
      #expect(TileID(containing: tile.envelope.center, zoom: zoom) == tile)
    }
  }

  @Test("ends where its neighbours begin")
  func neighboursShareEdges() throws {
    let tile = try #require(TileID(zoom: 10, x: 825, y: 533))
    let east = try #require(TileID(zoom: 10, x: 826, y: 533))
    let south = try #require(TileID(zoom: 10, x: 825, y: 534))
    #expect(tile.envelope.maxX == east.envelope.minX)
    #expect(tile.envelope.minY == south.envelope.maxY)
    #expect(tile.envelope.minX < tile.envelope.maxX && tile.envelope.minY < tile.envelope.maxY)
  }

  @Test("of zoom 0 covers the square of the web map")
  func worldTile() throws {
    let world = try #require(TileID(zoom: 0, x: 0, y: 0)).envelope
    #expect(world.minX == -180 && world.maxX == 180)
    #expect(abs(world.maxY - WebMercator.maximumLatitude) < 1e-12)
    #expect(abs(world.minY + WebMercator.maximumLatitude) < 1e-12)
  }

  @Test("widened by a share of its width reaches into its neighbours by that share")
  func buffer() throws {
    let tile = try #require(TileID(zoom: 10, x: 825, y: 533))
    let width = tile.envelope.width
    let wide = tile.envelope(bufferedBy: 0.25)
    #expect(abs(wide.width - 1.5 * width) < 1e-12)
    #expect(wide.contains(tile.envelope))
    #expect(tile.envelope(bufferedBy: 0) == tile.envelope)
  }

  @Test("at the rim holds the places beyond the square")
  func rim() throws {
    for zoom in [0, 1, 10, 20] {
      let last = (1 << zoom) - 1
      #expect(
        TileID(containing: Coordinate(longitude: 180, latitude: 0), zoom: zoom)?.x == last)
      #expect(
        TileID(containing: Coordinate(longitude: 0, latitude: 86), zoom: zoom)?.y == 0)
      #expect(
        TileID(containing: Coordinate(longitude: 0, latitude: -86), zoom: zoom)?.y == last)
    }
  }

  @Test("at the rim holds the poles")
  func poles() async {
    // In a process of its own, since what goes wrong at infinity is a trap.
    await #expect(processExitsWith: .success) {
      let north = TileID(containing: Coordinate(longitude: 0, latitude: 90), zoom: 3)
      let south = TileID(containing: Coordinate(longitude: 0, latitude: -90), zoom: 3)
      #expect(north?.y == 0)
      #expect(south?.y == 7)
    }
  }

  @Test("is not found for places off the globe or levels off the matrix")
  func refusesPlaces() {
    for (x, y) in [(180.1, 0.0), (.nan, 0), (0, .nan), (0, 91)] {
      #expect(TileID(containing: Coordinate(longitude: x, latitude: y), zoom: 3) == nil)
    }
    #expect(TileID(containing: Coordinate(longitude: 0, latitude: 0), zoom: 21) == nil)
    #expect(TileID(containing: Coordinate(longitude: 0, latitude: 0), zoom: -1) == nil)
  }
}
