import DemoSupport
import DensityEstimation
import MapRendering
import Support
import Testing

@testable import GeoCore

/// Everything that a role can get, as text and bytes.
private struct Answers: Equatable {
  var parts: [String: [UInt8]] = [:]

  init(_ snapshot: DatasetSnapshot, for disclosure: Disclosure, bandwidth: Int) throws {
    let query = "bandwidth=\(bandwidth)"
    for path in Self.tiles(around: SmallWorkspace.place(3, 2)) {
      let request = try TileRequest(path: "heat/\(path)?\(query)", zone: snapshot.zone)
      parts[path] = try TileRenderer(snapshot).render(request, for: disclosure).body
    }
    let parameters = try HeatParameters(try QueryParameters.parse(query), zone: snapshot.zone)
    parts["legend"] = Array(
      try snapshot.heatLegend(of: parameters, language: .english, for: disclosure).json.utf8)
    let rows = try snapshot.villageDensities(of: parameters.query, for: disclosure)
    parts["table"] = Array(VillageDensityText(rows: rows, snapshot: snapshot).text(as: .csv).utf8)
    for row in rows.prefix(5) {
      let profile = try VillageProfile(
        code: row.code, query: parameters.query, in: snapshot, for: disclosure)
      parts["profile \(row.code)"] = Array(profile.json.utf8)
    }
    try addStatistics(snapshot, for: disclosure)
    try addPlan(snapshot, for: disclosure)
    parts["period"] = Array("\(String(describing: try snapshot.tipPeriod(for: disclosure)))".utf8)
  }

  /// Hotspots, clusters and trends, or what stands in their way.
  private mutating func addStatistics(
    _ snapshot: DatasetSnapshot, for disclosure: Disclosure
  ) throws {
    let query = try HotspotQuery(
      try QueryParameters.parse("permutations=199"), zone: snapshot.zone, for: disclosure.role)
    func told(_ text: () throws -> String) throws -> [UInt8] {
      do {
        return Array(try text().utf8)
      } catch let error as AnalysisError { return Array(error.code.utf8) }
    }
    parts["hotspots"] = try told {
      AreaHotspotsText(try snapshot.hotspots(query, for: disclosure), snapshot: snapshot).jsonLines
    }
    parts["scan"] = try told {
      ReportScanText(try snapshot.scan(query, for: disclosure), snapshot: snapshot).text(as: .csv)
    }
    parts["trends"] = try told {
      AreaTrendsText(try snapshot.trends(query, for: disclosure), snapshot: snapshot).text(as: .csv)
    }
  }

  /// A plan and the map of priorities, or that they are refused.
  private mutating func addPlan(_ snapshot: DatasetSnapshot, for disclosure: Disclosure) throws {
    var scenario = PlanScenario(slots: 3)
    scenario.draws = 20
    do {
      let plan = try snapshot.plan(scenario, for: disclosure)
      parts["plan"] = Array(
        VillagePlanText(plan, snapshot: snapshot, language: .english).text(as: .csv).utf8)
      let request = try TileRequest(
        path: "priority/" + Self.tiles(around: SmallWorkspace.place(3, 2))[5], zone: snapshot.zone)
      parts["priority"] = try TileRenderer(snapshot).render(request, for: disclosure).body
    } catch let refusal as DisclosureRefusal {
      parts["plan"] = Array(refusal.code.utf8)
      parts["priority"] = parts["plan"]
    } catch let error as PlanningError {
      parts["plan"] = Array(error.code.utf8)
    }
  }

  private static func tiles(around place: Coordinate) -> [String] {
    [6, 9, 11].flatMap { zoom in
      let x = Int((place.longitude + 180) / 360 * Double(1 << zoom))
      // Near enough to the equator for the tile that the board lies in.
      let y = GridPoint(place).map { Int($0.y >> UInt32(32 - zoom)) } ?? 0
      return ["png", "svg", "mvt"].map { "\(zoom)/\(x)/\(y).\($0)" }
    }
  }
}

@Suite("What follows from published numbers")
struct PublishedAnswersTests {
  private static let planner = Disclosure(
    principal("p", .planner, ["35.07"]), purpose: nil)
  private static let partner = Disclosure(
    principal("t", .partner, ["35.07"]), purpose: nil)

  private static func principal(_ name: String, _ role: Role, _ codes: [String]) -> Principal {
    (try? Principal(name: name, role: role, area: AreaOfResponsibility(codes: codes)))
      ?? .anonymous
  }

  private static func officer(_ codes: [String]) -> Disclosure {
    Disclosure(principal("o", .officer, codes), purpose: try? Purpose("checking reports"))
  }

  /// A month in which the villages of a board have 7 + column tips each in the first row, and 1 or 2 in
  /// the others.
  private static func publish(_ small: SmallWorkspace) throws {
    let month = try #require(ReportingMonth("2026-01"))
    let codes = (0..<4).flatMap { row in (0..<6).map { SmallWorkspace.code($0, row) } }
    var counts = AtomCounts(
      month: month, register: try AtomRegister(villages: codes),
      categories: TipCategory.allCases.map(\.rawValue))
    for row in 0..<4 {
      for column in 0..<6 {
        try counts.add(
          row == 0 ? 7 + column : 1 + (row + column) % 2, village: SmallWorkspace.code(column, row),
          week: month.weeks[column % 4], category: row == 1 ? "pmi" : "tppo")
      }
    }
    let table = AtomTable(closing: counts, rules: .published)
    let day = try #require(CivilDate("2026-02-20"))
    try small.workspace.write {
      try $0.publish(table.rows, month: month, on: day, rules: .published)
    }
  }

  private static func board(tips: [Coordinate]) throws -> SmallWorkspace {
    let small = try SmallWorkspace(columns: 6, rows: 4)
    try publish(small)
    try small.addTips(at: tips)
    return small
  }

  private static func cloud(seed: UInt64, _ count: Int, x: ClosedRange<Double>) -> [Coordinate] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      SmallWorkspace.place(random.uniform(x), random.uniform(0...4))
    }
  }

  @Test("is the same for planners and partners whatever the single tips are")
  func tipsDoNotMatter() throws {
    let first = try Self.board(tips: Self.cloud(seed: 1, 40, x: 0...6)).snapshot()
    let second = try Self.board(tips: Self.cloud(seed: 2, 900, x: 2...3)).snapshot()
    for (disclosure, bandwidth) in [
      (Self.planner, 1000), (Self.planner, 500), (Self.partner, 2000),
    ] {
      let a = try Answers(first, for: disclosure, bandwidth: bandwidth)
      let b = try Answers(second, for: disclosure, bandwidth: bandwidth)
      #expect(a == b)
      #expect(a.parts.count == 9 + 2 + 5 + 3 + 2 + 1)
    }
    // The comparison can fail: the owner sees the difference.
    let owner = Disclosure.owner(purpose: "test")
    #expect(
      try Answers(first, for: owner, bandwidth: 1000)
        != Answers(second, for: owner, bandwidth: 1000))
  }

  @Test("is the same for an officer whatever the tips outside his area are")
  func officersAreBlindOutside() throws {
    let inside = Self.cloud(seed: 3, 30, x: 0...1).filter { $0.latitude < -7.98 }
    let first = try Self.board(tips: inside + Self.cloud(seed: 4, 50, x: 2...6)).snapshot()
    let second = try Self.board(tips: inside + Self.cloud(seed: 5, 400, x: 1.5...5)).snapshot()
    let officer = Self.officer([SmallWorkspace.code(0, 0)])
    let a = try Answers(first, for: officer, bandwidth: 800)
    #expect(try a == Answers(second, for: officer, bandwidth: 800))
    let other = try Self.board(tips: Self.cloud(seed: 6, 30, x: 0...1)).snapshot()
    #expect(try a != Answers(other, for: officer, bandwidth: 800))
  }

  @Test("follows live tips in an officer's area")
  func officersSeeChanges() throws {
    let small = try Self.board(tips: Self.cloud(seed: 7, 60, x: 0...6))
    let holder = SnapshotHolder(small.workspace)
    try holder.refresh(today: DemoWorkspace.today)
    let officer = Self.officer(["35.07"])
    let before = try #require(holder.snapshot)
    _ = try Answers(before, for: officer, bandwidth: 1000)
    try small.addTips(at: Self.cloud(seed: 8, 25, x: 1...2))
    try holder.refresh(today: DemoWorkspace.today)
    let live = try #require(holder.snapshot)
    #expect(live.tips.hasChanges)
    // An area of everything: the sum of layers may differ from one index in its last digits.
    let fresh = try small.snapshot()
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))
    let (a, b) = (
      try live.villageDensities(of: query, for: officer),
      try fresh.villageDensities(of: query, for: officer)
    )
    #expect(a.map { $0.figures?.count } == b.map { $0.figures?.count })
    #expect(a.compactMap { $0.figures?.count }.reduce(0, +) == 60 + 25)
    for (a, b) in zip(a, b) { #expect(abs(a.weight - b.weight) < 1e-9) }
  }

  @Test("tells a village's number, zero, or that it is suppressed")
  func looks() throws {
    let snapshot = try Self.board(tips: []).snapshot()
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))
    let rows = try snapshot.villageDensities(of: query, for: Self.planner)
    let told = Dictionary(uniqueKeysWithValues: rows.map { ($0.code, $0) })
    for column in 0..<6 {
      #expect(told[SmallWorkspace.code(column, 0)]?.figures?.count == 7 + column)
      let hidden = try #require(told[SmallWorkspace.code(column, 2)])
      #expect(hidden.isSuppressed && hidden.ratePer10000 == nil)
    }
    let text = VillageDensityText(rows: rows, snapshot: snapshot)
    let lines = text.text(as: .csv).split(separator: "\r\n")
    let suppressed = lines.filter { $0.hasSuffix(",true") }
    #expect(suppressed.count == 18)
    for line in suppressed {
      // Everything but code, name and size is empty.
      #expect(line.split(separator: ",", omittingEmptySubsequences: true).count == 4)
    }
    #expect(text.text(as: .json).contains(#""count":null"#))
    let layer = try #require(snapshot.published.months.first?.villages)
    for row in rows {
      let expected: AtomValue = row.figures.map { .count($0.count) } ?? .suppressed
      #expect(layer.value(of: row.code) == expected)
    }
  }

  @Test("keeps all mass: what is told and what is merged add up to all tips")
  func mass() throws {
    let snapshot = try Self.board(tips: []).snapshot()
    for (disclosure, bandwidth) in [(Self.planner, 500.0), (Self.partner, 2000)] {
      let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: bandwidth))
      let asked = try snapshot.admitted(query, for: disclosure)
      let total = (0..<6).reduce(0) { $0 + 7 + $1 } + 27
      #expect(try snapshot.publishedIndex(of: asked).totalWeight == Double(total))
    }
  }

  @Test("draws the three looks: a class, nothing, and strokes where numbers are merged")
  func hatches() throws {
    let snapshot = try Self.board(tips: []).snapshot()
    let place = SmallWorkspace.place(3, 2)
    let point = try #require(GridPoint(place))
    let path = "heat/11/\(point.x >> 21)/\(point.y >> 21)"
    func body(_ format: String) throws -> [UInt8] {
      let request = try TileRequest(path: "\(path).\(format)?bandwidth=1000", zone: snapshot.zone)
      return try TileRenderer(snapshot).render(request, for: Self.planner).body
    }
    let svg = String(decoding: try body("svg"), as: UTF8.self)
    #expect(svg.contains("class=\"suppressed\"") && svg.contains("heat-"))
    let layers = try VectorTileReader.layers(of: try body("mvt"))
    #expect(layers.map(\.name) == ["heat", "suppressed"])
    let owner = try TileRequest(path: "\(path).svg?bandwidth=1000", zone: snapshot.zone)
    let plain = try TileRenderer(snapshot).render(owner, for: .owner(purpose: "test")).body
    #expect(!String(decoding: plain, as: UTF8.self).contains("suppressed"))
  }

  @Test("is refused beyond the limits of the role, with what is allowed")
  func limits() throws {
    let snapshot = try Self.board(tips: []).snapshot()
    func refusal(_ text: String, _ disclosure: Disclosure) throws -> DisclosureRefusal? {
      let request = try TileRequest(path: text, zone: snapshot.zone)
      do {
        _ = try TileRenderer(snapshot).render(request, for: disclosure)
        return nil
      } catch let refusal as DisclosureRefusal {
        return refusal
      }
    }
    let planner = Self.planner
    #expect(try refusal("heat/11/1664/1068.png?bandwidth=1000", planner) == nil)
    #expect(try refusal("heat/14/0/0.png?bandwidth=1000", planner)?.code == "limit-zoom")
    #expect(try refusal("heat/12/0/0.png?bandwidth=2000", Self.partner)?.code == "limit-zoom")
    for text in [
      "bandwidth=600", "bandwidth=auto", "bandwidth=1000&adaptive=true",
      "bandwidth=1000&breaks=1,2", "bandwidth=1000&origin=patrol", "bandwidth=1000&channel=app",
      "bandwidth=1000&min_precision=rt", "bandwidth=1000&datetime=2026-01-01/2026-02-02",
      "bandwidth=1000&datetime=2025-12-29/2026-02-03",
      "bandwidth=1000&datetime=2025-12-29/2027-01-04",
      "bandwidth=1000&datetime=2025-12-29/2026-02-02T10:00:00",
      "bandwidth=1000&category=pmi&datetime=2026-01-05/2026-01-12",
    ] {
      let found = try refusal("heat/8/0/0.png?\(text)", planner)
      #expect(found?.code == "limit-parameter", "\(text)")
    }
    for text in [
      "datetime=2025-12-29/2026-02-02", "datetime=../2026-02-02", "datetime=2025-12-29/..",
      "datetime=2026-01-05/2026-01-19", "datetime=2024-03-04/..", "category=pmi", "edge=land",
      "kernel=gaussian",
    ] {
      #expect(try refusal("heat/8/0/0.png?bandwidth=1000&\(text)", planner) == nil, "\(text)")
    }
    #expect(try refusal("heat/8/0/0.png?bandwidth=2000&category=pmi", Self.partner) != nil)
    let nearest = try refusal(
      "heat/8/0/0.png?bandwidth=1000&datetime=2026-01-01/2026-02-04", planner)
    #expect("\(try #require(nearest))".contains("2025-12-29/2026-02-02"))
    for role in [Role.auditor, .admin] {
      let other = Disclosure(Self.principal("x", role, ["35"]), purpose: nil)
      #expect(try refusal("heat/8/0/0.png", other)?.code == "role")
    }
    let anonymous = Disclosure(.anonymous, purpose: nil)
    #expect(try refusal("heat/8/0/0.png", anonymous)?.code == "role")
    let unsaid = Disclosure(Self.principal("o", .officer, ["35"]), purpose: nil)
    #expect(try refusal("heat/8/0/0.png", unsaid) == .purposeMissing)
    #expect(try refusal("villages/8/0/0.png", anonymous) == nil)
  }

  @Test("ends at the border of a planner's area")
  func outsideArea() throws {
    let snapshot = try Self.board(tips: []).snapshot()
    let code = SmallWorkspace.code(0, 0)
    let elsewhere = Disclosure(Self.principal("p", .planner, ["36"]), purpose: nil)
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))
    #expect(try snapshot.villageDensities(of: query, for: elsewhere).isEmpty)
    let asked = try snapshot.admitted(query, for: elsewhere)
    #expect(try snapshot.publishedIndex(of: asked).count == 0)
    #expect(throws: DisclosureRefusal.outsideArea(code: code, .planner)) {
      try snapshot.villageDensities(of: query, villages: [0], for: elsewhere)
    }
    let profile = try VillageProfile(code: code, query: query, in: snapshot, for: elsewhere)
    #expect(profile.json.contains(#""density":null"#) && profile.json.contains("outside-area"))
    #expect(throws: DisclosureRefusal.self) {
      try VillageHeat(
        code: code,
        parameters: try HeatParameters(try QueryParameters.parse("bandwidth=1000"), zone: .wib),
        in: snapshot, for: elsewhere)
    }
    let anonymous = try VillageProfile(
      code: code, query: query, in: snapshot, for: Disclosure(.anonymous, purpose: nil))
    #expect(anonymous.json.contains(#""accommodations":null"#))
  }

  @Test("is nothing before the first month is closed")
  func nothingPublished() throws {
    let small = try SmallWorkspace(columns: 6, rows: 4)
    try small.addTips(at: Self.cloud(seed: 9, 50, x: 0...6))
    let snapshot = try small.snapshot()
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))
    #expect(!snapshot.hasData(for: try snapshot.admitted(query, for: Self.planner)))
    #expect(try snapshot.tipPeriod(for: Self.planner) == nil)
  }
}

extension PublishedAnswersTests {
  @Test(
    "tells districts whose villages are not told, and to officers nothing that they could subtract")
  func areaCounts() throws {
    let small = try Self.board(tips: Self.cloud(seed: 12, 20, x: 0...1))
    let snapshot = try small.snapshot()
    let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 2000))
    let total = (0..<6).reduce(0) { $0 + 7 + $1 } + 27
    for (disclosure, bandwidth) in [(Self.planner, 1000.0), (Self.partner, 2000)] {
      let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: bandwidth))
      for level in [AdministrativeLevel.district, .regency] {
        let rows = try snapshot.areaCounts(by: level, of: query, for: disclosure)
        #expect(rows.map(\.code) == [level == .district ? "35.07.01" : "35.07"])
        #expect(rows.first?.count == total)
      }
      // The province reaches beyond their area.
      #expect(try snapshot.areaCounts(by: .province, of: query, for: disclosure).isEmpty)
    }
    let inside = try snapshot.areaCounts(
      by: .district, of: query, for: Self.officer(["35.07"]))
    #expect(inside.first?.count == 20)
    let within = try snapshot.areaCounts(
      by: .district, of: query, for: Self.officer([SmallWorkspace.code(0, 0)]))
    #expect(within.first?.isSuppressed == true)
    let elsewhere = try snapshot.areaCounts(
      by: .province, of: query, for: Self.officer(["36"]))
    #expect(elsewhere.first?.count == total)
    let owner = try snapshot.areaCounts(by: .regency, of: query, for: .owner(purpose: "test"))
    #expect(owner.first?.count == 20)
    let text = AreaCountText(rows: within, level: .district, snapshot: snapshot)
    #expect(text.text(as: .csv).hasSuffix(",,,true\r\n"))
    #expect(text.text(as: .json).contains(#""count":null"#))
  }

  @Test("smooths rates with numbers that concern the villages of the area alone")
  func unitsOfOthers() throws {
    let snapshot = try Self.board(tips: []).snapshot()
    func units(_ codes: [String]) throws -> [PublishedMasses.Unit] {
      let planner = Disclosure(Self.principal("p", .planner, codes), purpose: nil)
      let query = HeatQuery(parameters: try DensityParameters(bandwidthMeters: 1000))
      return try snapshot.villageFigures(
        of: try snapshot.admitted(query, for: planner), threads: 1
      ).units
    }
    #expect(try units(["35.07"]).map(\.count).reduce(0, +) == 27)
    // One of the eighteen villages of the merged number: it concerns others, too.
    #expect(try units([SmallWorkspace.code(0, 2)]).isEmpty)
    #expect(try units(["36"]).isEmpty)
  }
}
