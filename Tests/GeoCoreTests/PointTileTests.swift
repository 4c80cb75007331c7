import DemoSupport
import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing
import Support
import Testing

@testable import GeoCore

@Suite("Tiles of points")
struct PointTileTests {
  private typealias Feature = VectorTileReader.Feature

  /// The features of a layer over all tiles of a zoom that touch a box.
  private static func features(
    _ layer: String, zoom: Int, over box: Envelope, of snapshot: DatasetSnapshot,
    _ query: String = "", for disclosure: Disclosure = PointBoard.owner
  ) throws -> [Feature] {
    try Tiles.covering(box, zoom: zoom).flatMap { tile in
      let body = try snapshot.tile("\(layer)/\(tile.path).mvt\(query)", for: disclosure).body
      let layers = try VectorTileReader.layers(of: body)
      #expect(layers.allSatisfy { $0.name == layer && $0.extent == 4096 })
      return layers.flatMap(\.features)
    }
  }

  private static func count(_ features: [Feature]) -> Int {
    features.reduce(0) { $0 + Int($1.number("count") ?? 0) }
  }

  private static let layers: [(layer: PointLayer, count: Int)] = [
    (.accommodations, 400), (.servicePoints, 6), (.offices, 2), (.activities, 180),
  ]

  // MARK: Vector tiles

  @Test("hold every point once at every zoom", arguments: [0, 3, 7, 9, 11])
  func everyPointOnce(zoom: Int) throws {
    let snapshot = try DemoWorkspace.snapshot()
    for (layer, count) in Self.layers {
      let found = try Self.features(
        layer.rawValue, zoom: zoom, over: snapshot.extent, of: snapshot)
      #expect(Self.count(found) == count, "\(layer)")
      #expect(Set(found.compactMap(\.id)).count == found.count)
      for feature in found {
        #expect(feature.type == 1 && feature.paths.count == 1)
        let point = try #require(feature.paths.first?.first)
        #expect((0...4096).contains(point.x) && (0...4096).contains(point.y))
      }
    }
  }

  @Test("tell of groups how many there are of each class, and at which zoom they fall apart")
  func groups() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let found = try Self.features(
      "accommodations", zoom: 9, over: snapshot.extent, of: snapshot)
    let groups = found.filter { $0.number("count") != 1 }
    #expect(groups.count > 3)
    for group in groups {
      let count = try #require(group.number("count"))
      let zoom = try #require(group.number("expansion_zoom"))
      #expect(zoom > 9 && zoom <= 17 && group.text("id") == nil)
      for prefix in ["reporting_", "kind_"] {
        let sum = group.tags.keys.filter { $0.hasPrefix(prefix) }
          .reduce(0) { $0 + (group.number($1) ?? 0) }
        #expect(sum == count)
      }
    }
  }

  @Test("tell of a single accommodation what the workspace does, and nothing else")
  func singleHouses() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let known = Dictionary(
      uniqueKeysWithValues: snapshot.accommodations.map { ($0.id, $0) })
    let box = try #require(snapshot.villages.areas.first { $0.name == "Pasarwangi" }).envelope
    let found = try Self.features("accommodations", zoom: 17, over: box, of: snapshot)
    #expect(found.count > 5)
    for feature in found {
      let house = try #require(known[feature.text("id") ?? ""])
      #expect(feature.number("count") == 1 && feature.text("name") == house.name)
      #expect(feature.text("kind") == house.kind.rawValue)
      #expect(feature.text("reporting") == house.reporting.rawValue)
      #expect(feature.text("last_report") == house.lastReport?.description)
      #expect(feature.number("rooms") == house.rooms.map(Double.init))
    }
  }

  @Test("bear the attributes that TileJSON tells of, and no others", arguments: PointLayer.allCases)
  func attributes(layer: PointLayer) throws {
    let snapshot = try DemoWorkspace.snapshot()
    let properties = try #require(TileLayer(layer).entry.vectorLayers.first).properties
    let types = Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0.tileType) })
    #expect(types.count == properties.count)
    let box = try #require(snapshot.villages.areas.first { $0.name == "Pasarwangi" }).envelope
    let found =
      try Self.features(layer.rawValue, zoom: 6, over: snapshot.extent, of: snapshot)
      + Self.features(layer.rawValue, zoom: 18, over: box, of: snapshot)
    for feature in found {
      for (name, value) in feature.tags {
        if case .number = value {
          #expect(types[name] == "Number", "\(name)")
        } else {
          #expect(types[name] == "String", "\(name)")
        }
      }
    }
  }

  @Test("are narrowed by their parameters")
  func parameters() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let houses = snapshot.accommodations
    func count(_ layer: String, _ query: String) throws -> Int {
      Self.count(
        try Self.features(layer, zoom: 8, over: snapshot.extent, of: snapshot, "?\(query)"))
    }
    #expect(
      try count("accommodations", "reporting=no") == houses.count { $0.reporting == .no })
    #expect(
      try count("accommodations", "reporting=no,unknown&kind=villa,homestay")
        == houses.count {
          $0.reporting != .yes && [.villa, .homestay].contains($0.kind)
        })
    #expect(try count("service-points", "kind=tpi") == 1)
    let sessions = snapshot.activities.records
    #expect(
      try count("activities", "kind=rapat") == sessions.count { $0.kind == .rapat })
    let year = try #require(CivilDate("2026-01-01"))
    #expect(
      try count("activities", "datetime=2026-01-01/..") == sessions.count { $0.date >= year })
    #expect(
      try count("tips", "category=overstay&origin=patrol")
        <= count("tips", "category=overstay"))
  }

  @Test(
    "refuse parameters that are not theirs, naming them",
    arguments: [
      ("accommodations/9/404/269.png?kind=castle", "kind"),
      ("accommodations/9/404/269.png?reporting=", "reporting"),
      ("accommodations/9/404/269.png?datetime=2026", "datetime"),
      ("service-points/9/404/269.mvt?kind=hotel", "kind"),
      ("service-points/9/404/269.mvt?reporting=no", "reporting"),
      ("offices/9/404/269.mvt?kind=tpi", "kind"),
      ("activities/9/404/269.svg?kind=edukasi,pesta", "kind"),
      ("activities/9/404/269.svg?datetime=besok", "datetime"),
      ("tips/9/404/269.svg?category=x", "category"),
      ("tips/9/404/269.svg?bandwidth=9", "bandwidth"),
    ])
  func badParameters(path: String, word: String) {
    #expect {
      try TileRequest(path: path, zone: .wib)
    } throws: { error in
      ["bad-parameter", "unknown-parameter"].contains((error as? RequestError)?.code)
        && "\(error)".contains("'\(word)'")
    }
  }

  @Test("of nothing are empty in every format", arguments: PointLayer.allCases)
  func empty(layer: PointLayer) throws {
    let snapshot = try PointBoard().small.snapshot()
    for path in ["0/0/0", "11/1665/1068", "20/852000/548000"] {
      for format in ["mvt", "png", "svg"] {
        let tile = try snapshot.tile("\(layer.rawValue)/\(path).\(format)")
        #expect(tile.isEmpty && tile.body.isEmpty == (format == "mvt"))
      }
    }
    #expect(try snapshot.legend(layer).count == 0)
  }

  // MARK: Pictures

  /// Something in a picture, and a box that it reaches across for sure.
  private struct Thing: Hashable {
    var text: String
    var minX: Int
    var minY: Int
    var maxX: Int
    var maxY: Int

    /// In eighths of a pixel, moved.
    init(_ text: String, _ box: PlanarRectangle, dx: Double, dy: Double) {
      func eighths(_ value: Double) -> Int { Int((value * 8).rounded()) }
      self.text = text
      (minX, maxX) = (eighths(box.minX + dx), eighths(box.maxX + dx))
      (minY, maxY) = (eighths(box.minY + dy), eighths(box.maxY + dy))
    }

    /// Whether it reaches over the edge between a tile and the next one to the right or below.
    func crosses(_ isBelow: Bool) -> Bool {
      let (edge, end) = (256 * 8, 256 * 8)
      return isBelow
        ? minY < edge && maxY > edge && minX > 0 && maxX < end
        : minX < edge && maxX > edge && minY > 0 && maxY < end
    }
  }

  private static func things(_ scene: Scene, dx: Double, dy: Double) -> Set<Thing> {
    Set(
      scene.items.compactMap { item in
        switch item {
        case .marker(let marker):
          let box = PlanarRectangle(
            minX: marker.center.x, minY: marker.center.y, maxX: marker.center.x,
            maxY: marker.center.y)
          return Thing("\(marker.fill)", box.widened(by: marker.radius), dx: dx, dy: dy)
        case .label(let label):
          let (left, right) =
            switch label.anchor {
            case .start: (0.0, 20.0)
            case .middle: (-2.0, 2.0)
            case .end: (-20.0, 0.0)
            }
          let box = PlanarRectangle(
            minX: label.place.x + left, minY: label.place.y - 6, maxX: label.place.x + right,
            maxY: label.place.y)
          return Thing(label.text, box, dx: dx, dy: dy)
        case .area(let area):
          let corners = area.polygons.flatMap(\.exterior)
          guard let minX = corners.map(\.x).min(), let maxX = corners.map(\.x).max(),
            let minY = corners.map(\.y).min(), let maxY = corners.map(\.y).max()
          else { return nil }
          let box = PlanarRectangle(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
          return Thing(area.title ?? "share", box, dx: dx, dy: dy)
        case .line, .mosaic, .clipped, .picture: return nil
        }
      })
  }

  @Test(
    "go on in the next tile wherever a symbol or a name crosses an edge", arguments: [10, 12, 15])
  func seams(zoom: Int) throws {
    let snapshot = try DemoWorkspace.snapshot()
    let points = try snapshot.admitted(
      .accommodations(AccommodationFilter()), for: PointBoard.owner)
    func scene(_ tile: TileID) throws -> Scene {
      try PointTile(snapshot: snapshot, tile: tile, points: points).scene()
    }
    let middle = try #require(snapshot.villages.areas.first { $0.name == "Pasarwangi" }).label
    let tile = try #require(TileID(containing: middle, zoom: zoom))
    var crossing = 0
    for (dx, dy) in (-2...2).flatMap({ x in (-2...2).map { (x, $0) } }) {
      let own = try #require(TileID(zoom: zoom, x: tile.x + dx, y: tile.y + dy))
      for isBelow in [false, true] {
        let (stepX, stepY) = isBelow ? (0, 1) : (1, 0)
        let next = try #require(TileID(zoom: zoom, x: own.x + stepX, y: own.y + stepY))
        let here = Self.things(try scene(own), dx: 0, dy: 0)
        let there = Self.things(
          try scene(next), dx: Double(256 * stepX), dy: Double(256 * stepY))
        let across = here.union(there).filter { $0.crosses(isBelow) }
        crossing += across.count
        for thing in across { #expect(here.contains(thing) && there.contains(thing), "\(thing)") }
      }
    }
    #expect(crossing > 2)
  }

  @Test("bear names from zoom 14 on that touch neither each other nor a symbol")
  func names() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let middle = try #require(snapshot.villages.areas.first { $0.name == "Pasarwangi" }).label
    for zoom in 12...16 {
      var labels: [SceneLabel] = []
      for tile in try Tiles.covering(
        Envelope(
          minX: middle.longitude - 0.05, minY: middle.latitude - 0.05,
          maxX: middle.longitude + 0.05, maxY: middle.latitude + 0.05), zoom: zoom)
      {
        let points = try snapshot.admitted(
          .accommodations(AccommodationFilter()), for: PointBoard.owner)
        let scene = try PointTile(snapshot: snapshot, tile: tile, points: points).scene()
        let found = scene.items.compactMap { item -> SceneLabel? in
          guard case .label(let label) = item, label.anchor != .middle else { return nil }
          return label
        }
        #expect(LabelPlacement.keepingApart(found, margin: 0).count == found.count)
        labels += found
      }
      #expect(labels.isEmpty == (zoom < 14), "zoom \(zoom): \(labels.count)")
    }
  }

  @Test("are well-formed drawings that tell names and numbers to whoever cannot see them")
  func drawings() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let middle = try #require(snapshot.villages.areas.first { $0.name == "Pasarwangi" }).label
    for (layer, _) in Self.layers {
      for zoom in [9, 15] {
        let tile = try #require(TileID(containing: middle, zoom: zoom))
        let svg = try snapshot.tile("\(layer.rawValue)/\(tile.path).svg")
        let drawing = try #require(DrawingReader.read(svg.body))
        #expect(drawing.root["viewBox"] == "0 0 256 256")
        #expect(svg.isEmpty || drawing.elements["title", default: 0] > 0)
        #expect(svg.body.count < 60_000)
      }
    }
  }
}
