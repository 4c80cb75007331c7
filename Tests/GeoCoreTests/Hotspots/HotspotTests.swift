import DemoSupport
import Foundation
import GeoCore
import Support
import Testing

@Suite("Hotspots, scans and trends of a workspace")
struct HotspotTests {
  @Test("compare every village with those that border on it")
  func neighbors() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let hotspots = try snapshot.hotspots(
      try HotspotBoard.query("", snapshot), for: HotspotBoard.owner)
    #expect(hotspots.lines.count == 42 && hotspots.count == 42)
    for line in hotspots.lines {
      let expected = (0..<HotspotBoard.rows).flatMap { row in
        (0..<HotspotBoard.columns).map { ($0, row) }
      }.filter { column, row in
        let own = (0..<HotspotBoard.rows).flatMap { r in (0..<HotspotBoard.columns).map { ($0, r) }
        }
        .first { SmallWorkspace.code($0.0, $0.1) == line.code }
        guard let own, own != (column, row) else { return false }
        return abs(own.0 - column) <= 1 && abs(own.1 - row) <= 1
      }.map { SmallWorkspace.code($0.0, $0.1) }
      #expect(line.neighbors == expected.sorted())
    }
    let counts = try snapshot.villageDensities(
      of: try HotspotBoard.query("", snapshot).counted, for: HotspotBoard.owner)
    #expect(
      hotspots.lines.map { $0.hotspot?.value } == counts.map { $0.figures.map { Double($0.count) } }
    )
  }

  @Test("a block with more reports is hot, and the far corner is not")
  func hot() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let query = try HotspotBoard.query("permutations=9999&datetime=2026-01-01/2026-06-01", snapshot)
    let hotspots = try snapshot.hotspots(query, for: HotspotBoard.owner)
    let classes = Dictionary(
      uniqueKeysWithValues: hotspots.lines.map { ($0.code, $0.hotspot?.hotspotClass) })
    for (column, row) in HotspotBoard.planted {
      #expect(classes[SmallWorkspace.code(column, row)]??.isHot == true)
    }
    #expect(classes[SmallWorkspace.code(0, 0)]??.isHot == false)
    #expect(hotspots.generation == snapshot.generation)
    let again = try snapshot.hotspots(query, for: HotspotBoard.owner)
    #expect(again.lines.map(\.hotspot) == hotspots.lines.map(\.hotspot))
  }

  @Test("the scan finds where and when reports were added")
  func scan() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let scan = try snapshot.scan(try HotspotBoard.query("", snapshot), for: HotspotBoard.owner)
    #expect(scan.areaCount == 42 && scan.months.count >= 23)
    let first = try #require(scan.clusters.first)
    #expect(
      Set(first.codes).isSuperset(of: HotspotBoard.planted.map { SmallWorkspace.code($0.0, $0.1) }))
    #expect(first.codes.count <= 8)
    #expect(first.found.p <= 0.002)
    let months = try #require(ReportingMonth("2026-01"))...(try #require(ReportingMonth("2026-05")))
    #expect(months.contains(first.months.lowerBound) && months.contains(first.months.upperBound))
    #expect(scan.clusters.dropFirst().allSatisfy { $0.found.p > 0.01 })
    // Reports of months that go on are left out.
    #expect(scan.reportCount <= 42 * 18 + 4 * 24)
  }

  @Test("trends tell villages month by month")
  func trends() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let trends = try snapshot.trends(try HotspotBoard.query("", snapshot), for: HotspotBoard.owner)
    #expect(trends.lines.count == 42)
    let total = trends.lines.reduce(0) { $0 + ($1.figures?.count ?? 0) }
    #expect(
      total
        == (try snapshot.scan(try HotspotBoard.query("", snapshot), for: HotspotBoard.owner)
          .reportCount))
    let planted = trends.lines.first { $0.code == SmallWorkspace.code(4, 3) }
    #expect((planted?.figures?.count ?? 0) > 30)
  }

  @Test("tables have a line an area, in every format")
  func texts() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let hotspots = try snapshot.hotspots(
      try HotspotBoard.query("weights=knn:3", snapshot), for: HotspotBoard.owner)
    let text = AreaHotspotsText(hotspots, snapshot: snapshot)
    let lines = text.jsonLines.split(separator: "\n")
    #expect(lines.count == 42)
    let first = try JSONObject(String(lines[0]))
    for name in ["value", "z", "p", "p_sim", "q"] { #expect(first.number(name) != nil) }
    #expect(first.text("class") != nil && first.text("code") == SmallWorkspace.code(0, 0))
    let csv = text.text(as: .csv).split(separator: "\r\n")
    #expect(csv.count == 43)
    // A comma in a field would make one column too many.
    #expect(
      csv.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 11 })
    #expect(try JSONObject(text.text(as: .geojson)).list("features").count == 42)
    let scan = try snapshot.scan(
      try HotspotBoard.query("permutations=99", snapshot), for: HotspotBoard.owner)
    #expect(
      try JSONObject(ReportScanText(scan, snapshot: snapshot).text(as: .geojson)).list("features")
        .count == scan.clusters.count)
    let trends = try snapshot.trends(try HotspotBoard.query("", snapshot), for: HotspotBoard.owner)
    #expect(
      AreaTrendsText(trends, snapshot: snapshot).text(as: .csv).split(separator: "\r\n").count == 43
    )
  }

  @Test(
    "parameters that are none are refused by name",
    arguments: [
      ("weights=rook", "weights"), ("weights=knn:0", "weights"), ("weights=distance:9", "weights"),
      ("weights=knn:8:9", "weights"), ("permutations=10", "permutations"), ("seed=-1", "seed"),
      ("measure=weight", "measure"), ("by=hamlet", "by"), ("within=abc", "within"),
      ("within=0.5", "within"),
    ])
  func refuses(text: String, parameter: String) throws {
    #expect {
      try HotspotQuery(try QueryParameters.parse(text), zone: .wib)
    } throws: { error in
      guard case .badValue(let name, _, _) = error as? RequestError else { return false }
      return name == parameter
    }
  }

  @Test("what cannot be told says why")
  func explains() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    func reason(_ text: String, _ body: (HotspotQuery) throws -> Void) throws -> String? {
      do {
        try body(try HotspotBoard.query(text, snapshot))
        return nil
      } catch let error as AnalysisError { return error.code }
    }
    #expect(
      try reason("datetime=1999-01-01/2000-01-01") {
        _ = try snapshot.hotspots($0, for: HotspotBoard.owner)
      }
        == "equal-values")
    #expect(
      try reason("within=35.07.01.2001") { _ = try snapshot.hotspots($0, for: HotspotBoard.owner) }
        == "too-few-areas")
    #expect(
      try reason("measure=rate") { _ = try snapshot.hotspots($0, for: HotspotBoard.owner) }
        == "too-few-areas")
    #expect(
      try reason("datetime=2026-03-01/2026-03-20") {
        _ = try snapshot.scan($0, for: HotspotBoard.owner)
      }
        == "too-few-periods")
    #expect(throws: CancellationError.self) {
      try snapshot.hotspots(try HotspotBoard.query("", snapshot), for: HotspotBoard.owner) { false }
    }
  }

  @Test("an officer sees the villages of his area, and nothing without a purpose")
  func officer() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let codes = ["35.07.01.2204", "35.07.01.2304", "35.07.01.2305", "35.07.01.2306"]
    let principal = try Principal(
      name: "o", role: .officer, area: AreaOfResponsibility(codes: codes))
    let query = try HotspotBoard.query("", snapshot)
    #expect(throws: DisclosureRefusal.purposeMissing) {
      try snapshot.hotspots(query, for: Disclosure(principal, purpose: nil))
    }
    let own = Disclosure(principal, purpose: try Purpose("checking reports"))
    let hotspots = try snapshot.hotspots(query, for: own)
    #expect(hotspots.lines.map(\.code) == codes)
    #expect(hotspots.lines.allSatisfy { line in line.neighbors.allSatisfy(codes.contains) })
  }

  @Test("a planner sees what is published and nothing else; a partner no villages")
  func published() throws {
    let (small, snapshot) = try HotspotBoard.snapshot()
    defer { withExtendedLifetime(small) {} }
    let area = try AreaOfResponsibility(codes: ["35"])
    let planner = Disclosure(try Principal(name: "p", role: .planner, area: area), purpose: nil)
    let query = try HotspotBoard.query("", snapshot)
    // Nothing has been closed yet, so nothing is told.
    #expect(throws: AnalysisError.self) { try snapshot.scan(query, for: planner) }
    #expect(throws: DisclosureRefusal.self) {
      try HotspotQuery(try QueryParameters.parse("by=village"), zone: .wib, for: .partner)
    }
    #expect(
      try HotspotQuery(try QueryParameters.parse(""), zone: .wib, for: .partner).level == .district)
    #expect(throws: DisclosureRefusal.self) {
      try snapshot.hotspots(query, for: Disclosure(.anonymous, purpose: nil))
    }
  }

  @Test("single reports that lie close together make a cluster, for those who see single reports")
  func clusters() throws {
    let small = try SmallWorkspace(columns: 3, rows: 2)
    var random = SeededRandom(seed: 91)
    let heap = (0..<20).map { _ in
      SmallWorkspace.place(1.5 + random.uniform(-0.02...0.02), 0.5 + random.uniform(-0.02...0.02))
    }
    let far = [(0.2, 0.2), (0.2, 1.8), (2.8, 1.8), (2.8, 0.2)].map {
      SmallWorkspace.place($0.0, $0.1)
    }
    try small.addTips(at: heap + far) { number, tip in
      if number % 4 == 0 { tip.category = .pmi }
      if number == 23 { tip.level = .desa }
    }
    let snapshot = try small.snapshot()
    let query = try ClusterQuery(try QueryParameters.parse("radius=200&min_points=4"), zone: .wib)
    let found = try snapshot.reportClusters(query, for: HotspotBoard.owner)
    let cluster = try #require(found.clusters.first)
    #expect(found.clusters.count == 1 && found.alone == 3 && found.imprecise == 1)
    #expect(cluster.count == 20)
    #expect(cluster.villages.map(\.code) == [SmallWorkspace.code(1, 0)])
    #expect(cluster.categories.map { "\($0.category) \($0.count)" } == ["tppo 15", "pmi 5"])
    #expect(cluster.hull.count >= 3)
    let text = ReportClustersText(found).text(as: .geojson)
    #expect(try JSONObject(text).list("features").count == 1)
    let bare = try ClusterQuery(
      try QueryParameters.parse("method=hdbscan&min_cluster_size=8&min_points=3"), zone: .wib)
    let free = try snapshot.reportClusters(bare, for: HotspotBoard.owner)
    #expect(free.alone + free.clusters.reduce(0) { $0 + $1.count } == 23)
    #expect(ReportClustersText(free).text(as: .csv).contains("min_points,method,min_cluster_size"))
    let other = try AreaOfResponsibility(codes: ["35"])
    #expect(throws: DisclosureRefusal.self) {
      try snapshot.reportClusters(
        query,
        for: Disclosure(try Principal(name: "p", role: .planner, area: other), purpose: nil))
    }
    let elsewhere = try AreaOfResponsibility(codes: [SmallWorkspace.code(0, 0)])
    let officer = Disclosure(
      try Principal(name: "o", role: .officer, area: elsewhere), purpose: try Purpose("checking"))
    let seen = try snapshot.reportClusters(query, for: officer)
    #expect(seen.clusters.isEmpty && seen.alone == 1)
  }

  @Test("a method of clusters has its own parameters, and the other's are refused")
  func clusterMethods() throws {
    func query(_ text: String) throws -> ClusterQuery {
      try ClusterQuery(try QueryParameters.parse(text), zone: .wib)
    }
    #expect(try query("").grouping == .dbscan)
    #expect(try query("min_cluster_size=30").grouping == .hdbscan)
    #expect(try query("method=hdbscan&min_cluster_size=30").minimumSize == 30)
    for text in [
      "method=optics", "method=hdbscan&radius=300", "method=dbscan&min_cluster_size=9",
      "min_cluster_size=9&radius=300", "min_cluster_size=1", "min_cluster_size=x",
      "min_cluster_size=",
    ] {
      #expect(throws: RequestError.self, "\(text)") { try query(text) }
    }
  }
}
