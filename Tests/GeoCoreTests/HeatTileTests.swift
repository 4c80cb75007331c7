import DemoSupport
import GeoCore
import Support
import Testing

@Suite("Tiles of heat")
struct HeatTileTests {
  static let owner = Disclosure.owner(purpose: "tests")

  /// The tile of a zoom around a place of the board.
  static func tile(_ column: Double, _ row: Double, zoom: Int) throws -> TileID {
    try #require(TileID(containing: SmallWorkspace.place(column, row), zoom: zoom))
  }

  @Test("look different where there are tips, where there are none, and where nothing is known")
  func threeLooks() throws {
    let small = try SmallWorkspace()
    let here = try Self.tile(0.5, 0.5, zoom: 13)
    let unknown = try Tiles(small.snapshot())("heat/\(here.path).png")
    try small.addTips(at: Array(repeating: SmallWorkspace.place(0.5, 0.5), count: 5))
    let tiles = Tiles(try small.snapshot())
    let some = try tiles("heat/\(here.path).png")
    let far = try #require(TileID(zoom: 13, x: here.x + 200, y: here.y))
    let zero = try tiles("heat/\(far.path).png")
    #expect(zero.body == TransparentTile.png256 && zero.isEmpty)
    #expect(!unknown.isEmpty && unknown.body != zero.body)
    #expect(!some.isEmpty && some.body != zero.body && some.body != unknown.body)
  }

  @Test(
    "of a source that the workspace does not hold are hatched, not empty",
    arguments: HeatSource.allCases)
  func missingSources(source: HeatSource) throws {
    let small = try SmallWorkspace()
    let here = try Self.tile(0.5, 0.5, zoom: 12)
    let picture = try Tiles(small.snapshot())("heat/\(here.path).png?source=\(source.rawValue)")
    #expect(!picture.isEmpty && picture.body != TransparentTile.png256)
    let vector = try Tiles(small.snapshot())("heat/\(here.path).mvt?source=\(source.rawValue)")
    #expect(vector.isEmpty && vector.body.isEmpty)
  }

  @Test("that a filter leaves without tips are empty, not unknown")
  func filteredAway() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)])
    let here = try Self.tile(0.5, 0.5, zoom: 13)
    let picture = try Tiles(small.snapshot())("heat/\(here.path).png?category=overstay")
    #expect(picture.isEmpty && picture.body == TransparentTile.png256)
  }

  @Test("have class limits that belong to the query and to no tile")
  func breaksDoNotDependOnTheTile() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let tiles = Tiles(snapshot)
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 5000))
    let breaks = try snapshot.defaultBreaks(of: query, for: Self.owner)
    let limits = breaks.limits
    #expect(limits == limits.sorted() && Set(limits).count == limits.count)
    for tile in try Tiles.covering(snapshot.extent, zoom: 9) {
      let path = "heat/\(tile.path).png?bandwidth=5000"
      let (plain, explicit) = (try tiles(path), try tiles("\(path)&breaks=\(breaks.parameter)"))
      #expect(plain == explicit)
    }
    let fresh = try DemoWorkspace.open()
    defer { fresh.close() }
    let again = try DatasetSnapshot(of: fresh, today: DemoWorkspace.today)
    _ = try Tiles(again)("heat/14/12945/8635.png?bandwidth=5000")
    #expect(try again.defaultBreaks(of: query, for: Self.owner).limits == limits)
  }

  /// A board of villages with tips and inns scattered over it.
  private static func scattered() throws -> SmallWorkspace {
    var random = SeededRandom(seed: 83)
    let small = try SmallWorkspace()
    let places = (0..<200).map { _ in
      SmallWorkspace.place(random.uniform(0...3), random.uniform(0...2))
    }
    try small.addTips(at: places) { number, tip in
      if number % 9 == 0 { tip.category = .tppm }
    }
    try small.workspace.write { transaction in
      for number in 0..<30 {
        var inn = AccommodationRecord(id: "A-\(number)", name: "Losmen \(number)")
        inn.place = SmallWorkspace.place(random.uniform(0...3), random.uniform(0...1))
        try transaction.insert(inn)
      }
    }
    return small
  }

  @Test("have class limits that follow what is asked for")
  func breaksFollowTheQuery() throws {
    let snapshot = try Self.scattered().snapshot()
    let narrow = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 500))
    let wide = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 2000))
    let (a, b) = (
      try snapshot.defaultBreaks(of: narrow, for: Self.owner),
      try snapshot.defaultBreaks(of: wide, for: Self.owner)
    )
    #expect(a != b)
    var filtered = wide
    filtered.filter.categories = [.tppm]
    #expect(try snapshot.defaultBreaks(of: filtered, for: Self.owner) != b)
    var inns = wide
    inns.source = .accommodations
    #expect(try snapshot.defaultBreaks(of: inns, for: Self.owner) != b)
    let empty = try SmallWorkspace().snapshot()
    #expect(try !empty.defaultBreaks(of: wide, for: Self.owner).limits.isEmpty)
  }

  @Test("have class limits from the means of all villages")
  func breaksComeFromAllVillages() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 5000))
    let means = try snapshot.villageDensities(of: query, for: Self.owner)
      .map(\.density.meanPerSquareKilometer).filter { $0 > 0 }.sorted()
    let limits = try snapshot.defaultBreaks(of: query, for: Self.owner).limits
    #expect(limits.count == 6)
    // Two digits are within five per cent.
    for (limit, quantile) in zip(limits, [0.2, 0.4, 0.6, 0.8, 0.95]) {
      #expect(abs(limit / means[Int((Double(means.count - 1) * quantile).rounded())] - 1) < 0.051)
    }
  }

  @Test("as vectors have one area a class, with its limits")
  func vectorClasses() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let tile = try #require(
      TileID(containing: Coordinate(longitude: 104.59, latitude: -9.568), zoom: 11))
    let body = try Tiles(snapshot)("heat/\(tile.path).mvt?breaks=0.5,1,2,5").body
    let layers = try VectorTileReader.layers(of: body)
    #expect(layers.map(\.name) == ["heat"])
    let features = layers[0].features
    #expect(features.count >= 2 && Set(features.compactMap(\.id)).count == features.count)
    let limits = [0.5, 1, 2, 5]
    for feature in features {
      let band = Int(try #require(feature.number("band")))
      #expect(feature.type == 3)
      #expect(feature.number("lower") == limits[band])
      #expect(feature.number("upper") == (band < 3 ? limits[band + 1] : nil))
      for path in feature.paths { #expect(path.count >= 3) }
    }
  }

  @Test("show one report alone exactly as far as its limits reach")
  func oneReport() throws {
    let small = try SmallWorkspace()
    let place = SmallWorkspace.place(1.5, 1)
    try small.addTips(at: [place])
    let snapshot = try small.snapshot()
    let peak = try DensityParameters().peakOfOneReport
    // A quarter of the peak is reached where (1 − d²)² = ¼: at √½ of the bandwidth.
    let tile = try #require(TileID(containing: place, zoom: 13))
    let body = try Tiles(snapshot)("heat/\(tile.path).mvt?breaks=\(peak / 4)").body
    let feature = try #require(try VectorTileReader.layers(of: body).first?.features.first)
    let unit = 2 * WebMercator.halfExtentMeters / Double(4096 << 13)
    let metric = GroundMetric(latitude: place.latitude)
    var checked = 0
    for point in feature.paths.joined()
    where (1..<4096).contains(point.x) && (1..<4096).contains(point.y) {
      let x = (Double(tile.x) * 4096 + Double(point.x)) * unit - WebMercator.halfExtentMeters
      let y = WebMercator.halfExtentMeters - (Double(tile.y) * 4096 + Double(point.y)) * unit
      let vertex = Coordinate(
        longitude: x / WebMercator.halfExtentMeters * 180,
        latitude: WebMercator.latitude(unitY: 0.5 - y / WebMercator.halfExtentMeters / 2))
      let distance = metric.distanceMeters(vertex, place)
      #expect(abs(distance - 1000 * 0.5.squareRoot()) < 10)
      checked += 1
    }
    #expect(checked > 20)
  }

  @Test("are drawings that parse, with a title a class")
  func drawings() throws {
    let snapshot = try DemoWorkspace.snapshot()
    for tile in try Tiles.covering(snapshot.extent, zoom: 9) {
      let drawn = try Tiles(snapshot)("heat/\(tile.path).svg?bandwidth=5000")
      let drawing = try #require(DrawingReader.read(drawn.body))
      #expect(drawing.root["viewBox"] == "0 0 256 256")
      if !drawn.isEmpty { #expect(drawing.elements["title"] ?? 0 > 0) }
    }
  }

  @Test("double their pixels, and need not be asked exactly to look the same")
  func doubledAndExact() throws {
    let tiles = Tiles(try Self.scattered().snapshot())
    let tile = try Self.tile(1.5, 1, zoom: 12)
    #expect(PictureHeader(try tiles("heat/\(tile.path)@2x.png").body)?.width == 512)
    let exact = try tiles("heat/\(tile.path).png?exact=true")
    #expect(PictureHeader(exact.body)?.width == 256)
    #expect(!exact.isEmpty)
  }

  @Test("are empty outside the data, in every format", arguments: ["png", "svg", "mvt"])
  func emptyTiles(format: String) throws {
    let tile = try Tiles(try DemoWorkspace.snapshot())("heat/10/0/0.\(format)")
    #expect(tile.isEmpty)
    #expect(tile.body.isEmpty == (format == "mvt"))
  }

  @Test("are the same bytes whichever thread draws them")
  func deterministic() async throws {
    let snapshot = try DemoWorkspace.snapshot()
    let paths = try Tiles.covering(snapshot.extent, zoom: 9).map {
      "heat/\($0.path).png?bandwidth=5000"
    }
    let once = try paths.map { try Tiles(snapshot)($0) }
    let workspace = try DemoWorkspace.open()
    defer { workspace.close() }
    let fresh = try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
    let again = try await withThrowingTaskGroup(of: (Int, RenderedTile).self) { group in
      for (index, path) in paths.enumerated().reversed() {
        group.addTask { (index, try Tiles(fresh)(path)) }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for (index, tile) in once.enumerated() { #expect(again[index] == tile) }
  }

  @Test("have a legend with the same classes")
  func legend() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let heat = try HeatParameters(
      try QueryParameters.parse("breaks=1,2,5&bandwidth=500"), zone: snapshot.zone)
    let legend = try snapshot.heatLegend(of: heat, language: .english, for: Self.owner)
    #expect(legend.classes.compactMap(\.lower) == [1, 2, 5])
    #expect(try JSONObject(legend.json).names.isEmpty == false)
    #expect(DrawingReader.read(Array(legend.svg().utf8)) != nil)
  }
}
