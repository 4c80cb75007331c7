import DemoSupport
import MapRendering
import Support
import Testing

@testable import GeoCore

@Suite("Tiles of hotspots and clusters")
struct HotspotTileTests {
  private static func layers(
    _ snapshot: DatasetSnapshot, _ layer: String, zoom: Int, _ query: String
  ) throws -> [VectorTileReader.Layer] {
    try Tiles.covering(snapshot.extent, zoom: zoom).flatMap { tile in
      try VectorTileReader.layers(of: Tiles(snapshot)("\(layer)/\(tile.path).mvt?\(query)").body)
    }
  }

  private static func areas(
    _ snapshot: DatasetSnapshot, _ layer: String, _ query: String
  ) throws -> [String: VectorTileReader.Feature] {
    var found: [String: VectorTileReader.Feature] = [:]
    for part in try layers(snapshot, layer, zoom: 11, query) where part.name == layer {
      for feature in part.features { found[try #require(feature.text("code"))] = feature }
    }
    return found
  }

  private static let months = "datetime=2026-01-01/2026-06-01"

  @Test("bear of every village the class, z, p and q that the table has")
  func hotspots() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let query = "permutations=9999&\(Self.months)"
    let table = try snapshot.hotspots(
      try HotspotBoard.query(query, snapshot), for: HotspotBoard.owner)
    let features = try Self.areas(snapshot, "hotspots", query)
    #expect(features.count == table.lines.count)
    for line in table.lines {
      let feature = try #require(features[line.code])
      let hotspot = try #require(line.hotspot)
      #expect(feature.text("class") == hotspot.hotspotClass.rawValue)
      #expect(feature.number("z") == hotspot.z && feature.number("q") == hotspot.rate)
      #expect(feature.number("p") == hotspot.simulated && feature.number("value") == hotspot.value)
    }
    #expect(Set(features.values.compactMap { $0.text("class") }).count > 1)
  }

  @Test("show no class beyond the false discovery rate asked for, and neither does the legend")
  func alpha() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let query = "permutations=9999&\(Self.months)&alpha=0.01"
    let classes = try Self.areas(snapshot, "hotspots", query).values.map { $0.text("class") }
    #expect(Set(classes).isSubset(of: ["hot99", "none", "cold99"]))
    let content = try TileRequest.Content(.hotspots, .parse(query), zone: snapshot.zone)
    let legend = try snapshot.legend(
      of: content, language: .indonesian, for: HotspotBoard.owner)
    #expect(legend.classes.count == 3 && legend.count == 42 && legend.suppressedLabel == nil)
    #expect(legend.note?.contains("bukan ukuran pelanggaran") == true)
    #expect(throws: RequestError.self) {
      _ = try TileRequest.Content(.hotspots, .parse("alpha=0.2"), zone: snapshot.zone)
    }
  }

  @Test("show plain areas, and say why, where nothing can be told")
  func problem() throws {
    let small = try SmallWorkspace(columns: 2, rows: 2)
    let snapshot = try small.snapshot()
    let features = try Self.areas(snapshot, "hotspots", "")
    #expect(features.count == 4 && features.values.allSatisfy { $0.text("class") == nil })
    for layer in [TileLayer.hotspots, .clusters] {
      let content = try TileRequest.Content(layer, .parse(""), zone: snapshot.zone)
      let legend = try snapshot.legend(of: content, language: .english, for: HotspotBoard.owner)
      #expect(layer == .clusters || legend.note?.contains("too few or too even") == true)
    }
    #expect(try Tiles(snapshot)("clusters/9/404/269.mvt").isEmpty)
  }

  @Test(
    "have each cluster of single reports as a point in one tile and its area in all that it touches"
  )
  func clusters() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let query = "radius=400&min_points=6"
    let found = try snapshot.reportClusters(
      try ClusterQuery(.parse(query), zone: snapshot.zone), for: HotspotBoard.owner)
    #expect(found.clusters.count > 2)
    for zoom in [8, 11, 13] {
      let layers = try Self.layers(snapshot, "clusters", zoom: zoom, query)
      let points = layers.filter { $0.name == "clusters" }.flatMap(\.features)
      #expect(
        points.compactMap { $0.number("count") }.sorted(by: >)
          == found.clusters.map { Double($0.count) })
      #expect(Set(points.compactMap { $0.number("rank") }).count == found.clusters.count)
    }
    let hulls = try Self.layers(snapshot, "clusters", zoom: 13, query)
      .filter { $0.name == "cluster_hulls" }.flatMap(\.features)
    let broad = found.clusters.filter { $0.hull.count > 2 }.count
    #expect(Set(hulls.compactMap { $0.number("rank") }).count == broad)
  }

  @Test("have the areas of clusters in space and time")
  func scan() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let scan = try snapshot.scan(
      try HotspotBoard.query("permutations=199", snapshot), for: HotspotBoard.owner)
    let features = try Self.areas(snapshot, "clusters", "method=scan&permutations=199")
    #expect(features.count == 42)
    for (code, feature) in features {
      let cluster = scan.clusters.first { $0.found.p <= 0.1 && $0.codes.contains(code) }
      let name = cluster.map { $0.found.p <= 0.05 ? "cluster" : "maybe" }
      #expect(feature.text("class") == name)
      #expect(feature.number("cases") == cluster.map { Double($0.found.cases) })
      #expect(feature.number("p") == cluster?.found.p)
    }
    #expect(features.values.contains { $0.text("class") == "cluster" })
  }

  @Test("are drawn in all formats, also as a part of maps")
  func formats() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let tile = try #require(TileID(containing: snapshot.extent.center, zoom: 11)).path
    for layer in ["hotspots", "clusters", "clusters?method=scan"] {
      let parts = layer.split(separator: "?").map(String.init)
      let query = parts.count > 1 ? "?\(parts[1])" : ""
      let svg = try Tiles(snapshot)("\(parts[0])/\(tile).svg\(query)")
      #expect(!svg.isEmpty && DrawingReader.read(svg.body) != nil)
      let png = try Tiles(snapshot)("\(parts[0])/\(tile)@2x.png\(query)")
      #expect(!png.isEmpty && png.body.count > 500)
    }
  }

  @Test("change their mark when a report moves what they show, and not else")
  func marks() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    let request = try TileRequest(path: "hotspots/9/404/269.png", zone: snapshot.zone)
    let again = try TileRequest(path: "hotspots/9/404/269.png", zone: snapshot.zone)
    let before = try snapshot.state(of: request, for: HotspotBoard.owner)
    #expect(try snapshot.state(of: again, for: HotspotBoard.owner) == before)
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)]) { _, tip in
      tip.id = "one-more"
    }
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: snapshot.today)
    let after = try #require(holder.snapshot).state(of: request, for: HotspotBoard.owner)
    #expect(after.mark != before.mark)
  }

  @Test("find clusters by default in the way that a role may see")
  func methods() throws {
    func method(_ text: String, _ role: Role) throws -> ClusterParameters {
      try ClusterParameters(.parse(text), zone: .wib, for: role)
    }
    for role in [Role.owner, .officer] {
      guard case .points = try method("", role) else { return #expect(Bool(false), "\(role)") }
    }
    for role in [Role.planner, .partner] {
      guard case .scan(let query) = try method("", role) else {
        return #expect(Bool(false), "\(role)")
      }
      #expect(query.level == (role == .partner ? .district : .village))
    }
    let entry = TileLayer.clusters.entry
    #expect(entry.subject(of: try .parse(""), for: .planner) == .tipDensity)
    #expect(entry.subject(of: try .parse("method=dbscan"), for: .planner) == .tips)
    #expect(entry.subject(of: try .parse("method=scan"), for: .officer) == .tipDensity)
    #expect(entry.subject(of: try .parse("method=what"), for: .planner) == .tips)
    guard case .scan = try method("seed=3", .owner),
      case .points = try method("radius=99", .planner)
    else { return #expect(Bool(false)) }
    #expect(entry.subject(of: try .parse("radius=99"), for: .planner) == .tips)
    for text in [
      "method=scan&radius=100", "method=dbscan&seed=3", "method=what", "radius=100&seed=3",
    ] {
      #expect(throws: RequestError.self) { try method(text, .owner) }
    }
    #expect(throws: DisclosureRefusal.self) { try method("by=village", .partner) }
  }
}
