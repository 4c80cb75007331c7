import DemoSupport
import GeoCore
import Support
import Testing

@Suite("Tiles of boundaries")
struct BoundaryTileTests {
  static let levels: [(zoom: Int, names: Set<String>)] = [
    (0, ["provinces"]), (4, ["provinces"]), (5, ["provinces", "regencies"]), (7, ["regencies"]),
    (8, ["regencies", "districts"]), (9, ["districts", "villages"]),
    (10, ["districts", "villages"]), (11, ["villages"]), (14, ["villages"]),
  ]

  @Test("show the levels that fit their zoom", arguments: levels)
  func levelsByZoom(zoom: Int, names: Set<String>) throws {
    let snapshot = try DemoWorkspace.snapshot()
    let middle = try #require(snapshot.villages.areas.first).label
    let tile = try #require(TileID(containing: middle, zoom: zoom))
    let layers = try VectorTileReader.layers(of: Tiles(snapshot)("villages/\(tile.path).mvt").body)
    let shown = Set(layers.map(\.name).filter { !$0.hasSuffix("_label") })
    // At zoom 0 the demo's coast is less than half a pixel long.
    #expect(shown == (zoom == 0 ? names : names.union(["borders"])))
    for layer in layers {
      #expect(layer.extent == 4096 && layer.version == 2)
      #expect(shown.contains(layer.name.replacing("_label", with: "")))
    }
  }

  @Test("show the level that is asked for at any zoom", arguments: AdministrativeLevel.allCases)
  func forcedLevel(level: AdministrativeLevel) throws {
    let snapshot = try DemoWorkspace.snapshot()
    for zoom in [3, 9, 12] {
      let middle = try #require(snapshot.villages.areas.first).label
      let tile = try #require(TileID(containing: middle, zoom: zoom))
      let path = "villages/\(tile.path).mvt?level=\(level.rawValue)"
      let layers = try VectorTileReader.layers(of: Tiles(snapshot)(path).body)
      let shown = Set(layers.map { $0.name.replacing("_label", with: "") })
      #expect(shown == [level.layerName, "borders"])
    }
  }

  @Test("name every village exactly once over all tiles of a zoom", arguments: [9, 10, 12])
  func labelsOnce(zoom: Int) throws {
    let snapshot = try DemoWorkspace.snapshot()
    var seen: [String: Int] = [:]
    for tile in try Tiles.covering(snapshot.extent, zoom: zoom) {
      let layers = try VectorTileReader.layers(
        of: Tiles(snapshot)("villages/\(tile.path).mvt").body)
      for feature in layers.first(where: { $0.name == "villages_label" })?.features ?? [] {
        seen[try #require(feature.text("code")), default: 0] += 1
        #expect(feature.type == 1 && feature.paths.count == 1 && feature.paths[0].count == 1)
        let point = feature.paths[0][0]
        #expect((0...4096).contains(point.x) && (0...4096).contains(point.y))
      }
    }
    #expect(seen.count == 120)
    #expect(seen.values.allSatisfy { $0 == 1 })
  }

  @Test("bear code, name, status and border status, the same in every tile")
  func attributes() throws {
    let snapshot = try DemoWorkspace.snapshot()
    var ids: [UInt64: String] = [:]
    var states: Set<String> = []
    for tile in try Tiles.covering(snapshot.extent, zoom: 10) {
      let layers = try VectorTileReader.layers(
        of: Tiles(snapshot)("villages/\(tile.path).mvt").body)
      for feature in layers.first(where: { $0.name == "villages" })?.features ?? [] {
        let code = try #require(feature.text("code"))
        let area = try #require(snapshot.villages.area(code: code))
        #expect(feature.text("name") == area.name)
        #expect(feature.text("boundary_status") == area.boundaryStatus?.rawValue)
        #expect(feature.text("status") == area.status?.rawValue)
        #expect(feature.type == 3)
        let id = try #require(feature.id)
        #expect(ids[id] == nil || ids[id] == code)
        ids[id] = code
        states.insert(feature.text("boundary_status") ?? "")
      }
    }
    #expect(ids.count == 120)
    #expect(states == ["definitif", "indikatif", "sengketa"])
    #expect(snapshot.villages.areas.count { $0.status != nil } == 24)
  }

  @Test("hold the ground of a village between them")
  func areasAddUp() throws {
    // The board's first village, cut by tiles of zoom 13: its area in tile units over all tiles.
    let snapshot = try SmallWorkspace(columns: 1, rows: 1).snapshot()
    let village = try #require(snapshot.villages.areas.first)
    var sum = 0.0
    for tile in try Tiles.covering(village.envelope, zoom: 13) {
      let layers = try VectorTileReader.layers(
        of: Tiles(snapshot)("villages/\(tile.path).mvt").body)
      for feature in layers.first(where: { $0.name == "villages" })?.features ?? [] {
        for path in feature.paths { sum += Self.areaInsideTile(path) }
      }
    }
    let (low, high) = (
      WebMercator.meters(of: SmallWorkspace.place(0, 0)),
      WebMercator.meters(of: SmallWorkspace.place(1, 1))
    )
    let unit = 2 * WebMercator.halfExtentMeters / Double(4096 << 13)
    let expected = (high.x - low.x) * (high.y - low.y) / (unit * unit)
    #expect(abs(sum / expected - 1) < 1e-3)
  }

  /// The area of an axis-parallel rectangle without what lies in the tile's buffer.
  private static func areaInsideTile(_ ring: [(x: Int, y: Int)]) -> Double {
    let xs = ring.map { Double(min(max($0.x, 0), 4096)) }
    let ys = ring.map { Double(min(max($0.y, 0), 4096)) }
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return 0 }
    return (right - left) * (bottom - top)
  }

  @Test("are drawings that parse, with a shape for every area in sight")
  func drawings() throws {
    let snapshot = try DemoWorkspace.snapshot()
    for tile in try Tiles.covering(snapshot.extent, zoom: 10) {
      let drawn = try Tiles(snapshot)("villages/\(tile.path).svg")
      let drawing = try #require(DrawingReader.read(drawn.body))
      #expect(drawing.root["width"] == "256" && drawing.root["height"] == "256")
      #expect(drawn.isEmpty == (drawing.elements["path"] ?? 0 == 0))
    }
  }

  @Test("are pictures of 256 or 512 pixels")
  func pictures() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let tile = try #require(TileID(containing: snapshot.extent.center, zoom: 10))
    for (suffix, side) in [("", 256), ("@2x", 512)] {
      let body = try Tiles(snapshot)("villages/\(tile.path)\(suffix).png").body
      #expect(PictureHeader(body) == PictureHeader(width: side, height: side))
    }
  }

  @Test(
    "are empty where there is nothing", arguments: ["10/0/0", "10/1023/1023", "20/0/0", "3/0/0"])
  func emptyTiles(path: String) throws {
    let tiles = Tiles(try DemoWorkspace.snapshot())
    let vector = try tiles("villages/\(path).mvt")
    #expect(vector.isEmpty && vector.body.isEmpty)
    let picture = try tiles("villages/\(path).png")
    #expect(picture.isEmpty && picture.body == TransparentTile.png256)
    #expect(try tiles("villages/\(path)@2x.png").body == TransparentTile.png512)
    let drawing = try tiles("villages/\(path).svg")
    #expect(drawing.isEmpty && DrawingReader.read(drawing.body) != nil)
  }

  @Test("are the same bytes every time, and escape what names hold")
  func deterministicAndEscaped() throws {
    let small = try SmallWorkspace(columns: 1, rows: 1)
    try small.workspace.write { transaction in
      try transaction.insert(
        VillageRecord(
          code: try AreaCode("35.07.01.2009"), name: "<b>&\"Suka\"</b>\u{1}",
          geometry: SmallWorkspace.square(1, 0)))
    }
    let snapshot = try small.snapshot()
    let tile = try #require(TileID(containing: SmallWorkspace.place(1.5, 0.5), zoom: 12))
    for format in ["mvt", "svg", "png"] {
      let path = "villages/\(tile.path).\(format)"
      #expect(try Tiles(snapshot)(path) == Tiles(small.snapshot())(path))
    }
    let drawing = try Tiles(snapshot)("villages/\(tile.path).svg").body
    #expect(DrawingReader.read(drawing)?.elements["b"] == nil)
    #expect(DrawingReader.read(drawing) != nil)
  }
}

/// The size that a PNG tells in its first chunk.
struct PictureHeader: Equatable {
  var width: Int
  var height: Int

  init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  init?(_ bytes: [UInt8]) {
    guard bytes.count > 24, bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    else { return nil }
    func number(at start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    self.init(width: number(at: 16), height: number(at: 20))
  }
}
