import DemoSupport
import Support
import Testing

@testable import GeoCore
@testable import MapRendering

@Suite("Maps of any extent")
struct MapRendererTests {
  private static let owner = Disclosure.owner(purpose: "tests")

  private static func content(_ path: String) throws -> TileRequest.Content {
    try TileRequest(path: path, zone: .wib).content
  }

  private static func scene(_ view: MapView, _ layers: [String]) throws -> Scene {
    let contents = try layers.map { try content($0.replacing("?", with: "/0/0/0.png?")) }
    return try MapRenderer(DemoWorkspace.snapshot()).scene(
      MapRequest(view, layers: contents), for: owner)
  }

  private static func tile(_ zoom: Int) throws -> TileID {
    let middle = try #require(
      DemoWorkspace.snapshot().villages.areas.first { $0.name == "Pasarwangi" })
    return try #require(TileID(containing: middle.label, zoom: zoom))
  }

  @Test(
    "of a tile's square are that tile, byte for byte",
    arguments: [
      "villages?", "villages?level=district", "coverage?by=distance", "accommodations?", "tips?",
      "service-points?",
    ], [6, 9, 12, 15])
  func tiles(layer: String, zoom: Int) throws {
    let tile = try Self.tile(zoom)
    for ratio in [1.0, 2] {
      let scene = try Self.scene(MapViewTests.view(of: tile, ratio: ratio), [layer])
      let file = "\(tile.path)\(ratio == 2 ? "@2x" : "").png"
      let expected = try Tiles(DemoWorkspace.snapshot())(
        layer.replacing("?", with: "/\(file)?")
      ).body
      let drawn =
        scene.items.isEmpty
        ? TransparentTile.png(scale: Int(ratio)) : try SceneRaster.png(scene, scale: ratio)
      #expect(drawn == expected)
    }
  }

  @Test(
    "of heat on a tile's square have the classes of that tile", arguments: [8, 10, 12, 14],
    ["heat?bandwidth=2000", "heat?source=accommodations&bandwidth=500"])
  func heatTiles(zoom: Int, layer: String) throws {
    let tile = try Self.tile(zoom)
    for ratio in [1.0, 2] {
      let scene = try Self.scene(MapViewTests.view(of: tile, ratio: ratio), [layer])
      let file = "\(tile.path)\(ratio == 2 ? "@2x" : "").png"
      let expected = try Tiles(DemoWorkspace.snapshot())(
        layer.replacing("?", with: "/\(file)?")
      ).body
      guard case .picture(let picture)? = scene.items.first else {
        #expect(expected == TransparentTile.png(scale: Int(ratio)))
        continue
      }
      let pixels = picture.pixels
      #expect(
        try PNGEncoder.encodePalette(
          width: pixels.columns, height: pixels.rows, indices: pixels.indices,
          palette: pixels.palette) == expected)
    }
  }

  // MARK: Joints

  private static func withoutNames(_ scene: Scene) -> Scene {
    var scene = scene
    scene.items.removeAll { if case .label = $0 { true } else { false } }
    return scene
  }

  @Test("are, names and dashes aside, the tiles side by side", arguments: [8, 10, 13])
  func sideBySide(zoom: Int) throws {
    let corner = try Self.tile(zoom)
    let view = try MapViewTests.view(of: corner, columns: 2, rows: 2)
    let whole = try SceneRaster.pixels(
      Self.withoutNames(try Self.scene(view, ["coverage?by=phase"])), scale: 1)
    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      let tile = try #require(TileID(zoom: zoom, x: corner.x + dx, y: corner.y + dy))
      let own = try SceneRaster.pixels(
        Self.withoutNames(
          try Self.scene(MapViewTests.view(of: tile), ["coverage?by=phase"])), scale: 1)
      var differing = 0
      for row in 0..<256 {
        for column in 0..<256
        where own[row * 256 + column] != whole[(row + 256 * dy) * 512 + column + 256 * dx] {
          differing += 1
        }
      }
      // Dashes begin where a line is cut.
      #expect(differing < 65536 / 50)
    }
  }

  @Test("show no joint of tiles inside an area, at any scale", arguments: 0..<6)
  func joints(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let snapshot = try DemoWorkspace.snapshot()
    let area = try #require(snapshot.layer(.regency).areas.first)
    let side = 0.02 + random.uniform(0...0.01)
    let west = area.label.longitude - side / 2 + random.uniform(-0.002...0.002)
    let extent = Envelope(
      minX: west, minY: area.label.latitude - side / 2, maxX: west + side,
      maxY: area.label.latitude + side / 2)
    let view = try MapView(
      .geographic, extent: extent, width: 700 + Int(random.next() % 300),
      height: 500 + Int(random.next() % 300))
    let scene = Self.withoutNames(try Self.scene(view, ["villages?level=regency"]))
    let pixels = try SceneRaster.pixels(scene, scale: 1)
    #expect(Set(pixels).count == 1 && pixels[0].alpha > 0)
  }

  @Test("name each area once, and wholly inside", arguments: [(8, 3), (10, 4), (12, 5)])
  func names(zoom: Int, tiles: Int) throws {
    let view = try MapViewTests.view(of: try Self.tile(zoom), columns: tiles, rows: tiles)
    let scene = try Self.scene(view, ["villages?"])
    let labels = scene.items.compactMap { item -> SceneLabel? in
      if case .label(let label) = item { label } else { nil }
    }
    let boxes = labels.map(LabelPlacement.box)
    #expect(zoom < 12 || labels.count > 5)
    for (index, box) in boxes.enumerated() {
      #expect(box.minX >= 0 && box.minY >= 0)
      #expect(box.maxX <= scene.width && box.maxY <= scene.height)
      for other in boxes[..<index] {
        #expect(
          box.maxX <= other.minX || other.maxX <= box.minX || box.maxY <= other.minY
            || other.maxY <= box.minY)
      }
    }
  }

  @Test("of several layers put no name on a symbol, and no two names on each other")
  func namesAndSymbols() throws {
    let view = try MapViewTests.view(of: try Self.tile(12), columns: 3, rows: 3)
    let names = try Self.scene(view, ["villages?"]).items.count { $0.label != nil }
    let scene = try Self.scene(view, ["villages?", "accommodations?"])
    let circles = scene.items.compactMap { item -> SceneMarker? in
      if case .marker(let marker) = item { marker } else { nil }
    }
    let boxes = scene.items.compactMap(\.label).filter { $0.halo != nil }.map(LabelPlacement.box)
    #expect(circles.count > 20 && boxes.count > 5 && boxes.count < names)
    for box in boxes {
      for circle in circles {
        let nearest = box.clamp(circle.center)
        let distance = max(abs(nearest.x - circle.center.x), abs(nearest.y - circle.center.y))
        #expect(distance >= circle.radius)
      }
    }
  }

  // MARK: Heat

  /// The class of a pixel lies between those of densities a little lower and a little higher.
  @Test("have heat where the density has it, at any scale and in degrees", arguments: 0..<6)
  func heatValues(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let snapshot = try DemoWorkspace.snapshot()
    let box = snapshot.extent
    let isMercator = seed % 2 == 0
    let meters = WebMercator.meters(of: box)
    let view = try MapView(
      isMercator ? .webMercator : .geographic, extent: isMercator ? meters : box,
      width: 200 + Int(random.next() % 200), height: 200 + Int(random.next() % 200))
    let layer = "heat?bandwidth=3000&breaks=0.2,0.5,1,2,4"
    let scene = try Self.scene(view, [layer])
    guard case .picture(let picture)? = scene.items.first else {
      Issue.record("there is no heat")
      return
    }
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 3000))
    let limits = [0.2, 0.5, 1, 2, 4]
    let field = try snapshot.field(of: query, for: Self.owner)
    var coloured = 0
    for _ in 0..<150 {
      let column = Int(random.next() % UInt64(view.width))
      let row = Int(random.next() % UInt64(view.height))
      let place = try #require(view.place(column: column, row: row))
      let spot = try SampleGrid(
        over: Envelope(
          minX: place.longitude - 1e-6, minY: place.latitude - 1e-6,
          maxX: place.longitude + 1e-6, maxY: place.latitude + 1e-6), columns: 1, rows: 1)
      let density = Double(field.densities(at: spot, exactly: true).values[0])
      func number(_ value: Double) -> Int { limits.count { $0 <= value } }
      let index = Int(picture.pixels.indices[row * view.width + column])
      #expect((number(density * 0.97 - 0.02)...number(density * 1.03 + 0.02)).contains(index))
      if index > 0 { coloured += 1 }
    }
    #expect(coloured > 5)
  }

  @Test("are refused at scales that a role may not see")
  func limits() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let planner = try Asking.planner("35")
    let heat = try Self.content("heat/0/0/0.png?bandwidth=1000")
    for (zoom, isSeen) in [(13, true), (14, false)] {
      let view = try MapViewTests.view(of: try Self.tile(zoom))
      let request = MapRequest(view, layers: [heat])
      if isSeen {
        _ = try MapRenderer(snapshot).scene(request, for: planner)
      } else {
        #expect(throws: DisclosureRefusal.self) {
          try MapRenderer(snapshot).scene(request, for: planner)
        }
      }
    }
    let tips = try Self.content("tips/0/0/0.png")
    #expect(throws: DisclosureRefusal.self) {
      try MapRenderer(snapshot).png(
        MapRequest(try MapViewTests.view(of: try Self.tile(10)), layers: [tips]), for: planner)
    }
  }

  @Test("are not drawn to the end when nobody waits for them")
  func cancellation() throws {
    let view = try MapViewTests.view(of: try Self.tile(10))
    let request = MapRequest(view, layers: [try Self.content("villages/0/0/0.png")])
    #expect(throws: CancellationError.self) {
      try MapRenderer(DemoWorkspace.snapshot()).png(request, for: Self.owner) { false }
    }
  }
}

extension SceneItem {
  fileprivate var label: SceneLabel? {
    if case .label(let label) = self { label } else { nil }
  }
}
