import DemoSupport
import GeoCore
import Support
import Testing

@Suite("The density table of villages")
struct VillageTableTests {
  static let owner = Disclosure.owner(purpose: "tests")

  static func query(_ text: String = "") throws -> HeatQuery {
    try HeatParameters(try QueryParameters.parse(text), zone: .wib).query
  }

  struct Filter: Sendable, CustomTestStringConvertible {
    var query: String
    var accepts: @Sendable (TipRecord) -> Bool
    var testDescription: String { query.isEmpty ? "no filter" : query }
  }

  static let filters = [
    Filter(query: "") { $0.origin == .publicReport },
    Filter(query: "category=tppo,overstay") {
      $0.origin == .publicReport && [.tppo, .overstay].contains($0.category)
    },
    Filter(query: "origin=patrol,inspection") { [.patrol, .inspection].contains($0.origin) },
    Filter(query: "min_precision=street") { $0.origin == .publicReport && $0.level <= .street },
    Filter(query: "min_precision=kabupaten") { $0.origin == .publicReport },
    Filter(query: "channel=community_watch,unheard") {
      $0.origin == .publicReport && $0.channel == "community_watch"
    },
    Filter(query: "datetime=2026-01-01/2026-02-01") {
      // In WIB: from 2025-12-31T17:00Z on, before 2026-01-31T17:00Z.
      $0.origin == .publicReport
        && (1_767_200_400..<1_769_878_800).contains($0.occurredAt.secondsSince1970)
    },
  ]

  @Test("counts each tip once, where looking at every village finds it", arguments: filters)
  func countsMatchBruteForce(filter: Filter) throws {
    let snapshot = try DemoWorkspace.snapshot()
    let workspace = try DemoWorkspace.open()
    defer { workspace.close() }
    var expected: [String: Int] = [:]
    try workspace.readTipRecords(for: Self.owner) { tip in
      guard let place = tip.place, tip.status == .new || tip.status == .verified,
        tip.level <= .desa, filter.accepts(tip),
        let village = snapshot.villages.areas.first(where: {
          $0.envelope.contains(place) && $0.geometry.contains(place)
        })
      else { return }
      expected[village.code.text, default: 0] += 1
    }
    // Every fifth village, since the field that comes with the counts takes its time.
    let positions = Array(stride(from: 0, to: snapshot.villages.areas.count, by: 5))
    let rows = try snapshot.villageDensities(
      of: Self.query(filter.query + "&bandwidth=20000"), villages: positions, for: Self.owner)
    #expect(rows.map(\.code) == positions.map { snapshot.villages.areas[$0].code.text })
    for row in rows { #expect(row.count == expected[row.code] ?? 0) }
    #expect(rows.contains { $0.count > 0 })
  }

  @Test("shares out a mass that is that of the tips, uncertain ones included")
  func weightsAreConserved() throws {
    let small = try SmallWorkspace()
    let places = [(0.5, 0.5), (1.5, 0.5), (1.5, 0.5), (2.5, 1.5), (0.2, 1.2)].map {
      SmallWorkspace.place($0.0, $0.1)
    }
    try small.addTips(at: places) { number, tip in
      // The third is known to its village only.
      if number == 2 { tip.level = .desa }
    }
    let rows = try small.snapshot().villageDensities(of: Self.query(), for: Self.owner)
    #expect(rows.map(\.count) == [1, 2, 0, 1, 0, 1])
    for row in rows { #expect(abs(row.weight - Double(row.count)) < 1e-9) }
    #expect(rows[1].impreciseShare == 0.5)
    #expect(rows[0].impreciseShare == 0)
  }

  @Test("spreads a tip over its disc, also beyond the border of the village")
  func discsCrossBorders() throws {
    let small = try SmallWorkspace()
    // On the border between the first two villages, with a disc of a kilometre.
    try small.addTips(at: [SmallWorkspace.place(0.999, 0.5)]) { _, tip in
      tip.level = .dusun
      tip.radiusMeters = 1000
    }
    let rows = try small.snapshot().villageDensities(
      of: Self.query("bandwidth=500"), for: Self.owner)
    #expect(rows[0].count == 1 && rows[1].count == 0)
    #expect(rows[0].weight > 0.2 && rows[1].weight > 0.2)
    #expect(abs(rows.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
  }

  @Test("leaves out what triage found to be nothing, and what is known to the district only")
  func leavesOut() throws {
    let small = try SmallWorkspace()
    let place = SmallWorkspace.place(0.5, 0.5)
    try small.addTips(at: Array(repeating: place, count: 6)) { number, tip in
      tip.status = [.new, .verified, .unfounded, .duplicate, .new, .new][number]
      tip.level = [.point, .point, .point, .point, .kecamatan, .kabupaten][number]
    }
    let rows = try small.snapshot().villageDensities(of: Self.query(), for: Self.owner)
    #expect(rows.map(\.count) == [2, 0, 0, 0, 0, 0])
  }

  @Test("relates counts to residents where their number is known")
  func rates() throws {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5), SmallWorkspace.place(1.5, 0.5)])
    try small.workspace.write { transaction in
      for (column, residents, year) in [(0, 5000, 2025), (0, 4000, 2026), (1, 0, 2026)] {
        try transaction.insert(
          PopulationRecord(
            code: SmallWorkspace.code(column, 0), residents: residents,
            asOf: CivilDate(year: year, month: 1, day: 1)))
      }
    }
    let rows = try small.snapshot().villageDensities(of: Self.query(), for: Self.owner)
    #expect(rows[0].residents == 4000 && rows[0].ratePer10000 == 2.5)
    #expect(rows[1].residents == 0 && rows[1].ratePer10000 == nil)
    #expect(rows[2].residents == nil && rows[2].ratePer10000 == nil)
    #expect(rows[0].smoothedRate != nil)
    for row in rows[1...] { #expect(row.smoothedRate == nil) }
  }

  @Test("has its peak where the tips are")
  func peaks() throws {
    let small = try SmallWorkspace()
    let place = SmallWorkspace.place(1.3, 0.6)
    try small.addTips(at: Array(repeating: place, count: 8))
    let query = try Self.query("bandwidth=500")
    let row = try #require(
      try small.snapshot().villageDensities(of: query, villages: [1], for: Self.owner).first)
    let expected = 8 * query.parameters.peakOfOneReport
    #expect(abs(row.density.peakPerSquareKilometer / expected - 1) < 0.01)
    let peak = try #require(row.density.peak)
    #expect(GroundMetric(latitude: -8).distanceMeters(peak, place) < 60)
    // All the mass lies inside, so the mean is the mass over the area.
    #expect(abs(row.density.meanPerSquareKilometer * row.squareKilometers / 8 - 1) < 0.01)
  }

  @Test("counts accommodations and guests by the same rules")
  func otherSources() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let places = snapshot.accommodations.compactMap(\.place)
    let inside = places.filter { snapshot.villages.area(containing: $0) != nil }.count
    let rows = try snapshot.villageDensities(
      of: Self.query("source=accommodations&bandwidth=20000"), for: Self.owner)
    #expect(rows.reduce(0) { $0 + $1.count } == inside)
    let guests = try snapshot.villageDensities(
      of: Self.query("source=guests&bandwidth=20000&datetime=2026-01-01/2026-02-01"),
      for: Self.owner)
    #expect(guests.reduce(0) { $0 + $1.weight } > 0)
  }
}

@Suite("The density table of villages: rates, borders, order")
struct VillageTableOptionTests {
  /// Villages in a row, the first with an indicative border, each with tips and residents.
  static func scene(tips: [Int] = [9, 0, 4, 1], residents: [Int] = [900, 5000, 1200, 3000]) throws
    -> SmallWorkspace
  {
    let small = try SmallWorkspace(columns: tips.count, rows: 1)
    for (column, count) in tips.enumerated() {
      let place = SmallWorkspace.place(Double(column) + 0.5, 0.5)
      try small.addTips(at: Array(repeating: place, count: count))
    }
    try small.workspace.write { transaction in
      for (column, count) in residents.enumerated() {
        try transaction.insert(
          PopulationRecord(code: SmallWorkspace.code(column, 0), residents: count, asOf: nil))
      }
    }
    return small
  }

  static func table(
    _ small: SmallWorkspace, _ options: VillageTableOptions = VillageTableOptions(),
    query: String = "", villages: [Int]? = nil
  ) throws -> [VillageDensity] {
    try small.snapshot().villageDensities(
      of: VillageTableTests.query(query), villages: villages, options,
      for: VillageTableTests.owner)
  }

  static func options(_ text: String) throws -> VillageTableOptions {
    try VillageTableOptions(try QueryParameters.parse(text))
  }

  /// A square over the common border of the first two squares, drawn for orientation only.
  static func addOverlapping(_ code: String, to small: SmallWorkspace) throws {
    let ring = Ring(
      [(0.5, 0.25), (1.5, 0.25), (1.5, 0.75), (0.5, 0.75), (0.5, 0.25)].map {
        SmallWorkspace.place($0.0, $0.1)
      })
    try small.workspace.write { transaction in
      try transaction.insert(
        VillageRecord(
          code: try AreaCode(code), name: "Tumpang",
          geometry: MultiPolygon([Polygon(exterior: ring)])))
    }
  }

  @Test("gives the mass of overlapping villages to the lowest code, once")
  func overlaps() throws {
    for (code, expected) in [("35.07.01.1001", [1.0, 0, 0]), ("35.07.01.3001", [1, 0, 0])] {
      let small = try SmallWorkspace(columns: 2, rows: 1)
      try Self.addOverlapping(code, to: small)
      try small.addTips(at: [SmallWorkspace.place(0.75, 0.5)])
      let rows = try Self.table(small)
      #expect(rows.map(\.weight) == expected)
      #expect(rows.map { Double($0.count) } == expected)
    }
  }

  /// Two villages with a tip 20 m east of their common border, drawn for orientation only.
  static func doubtfulBorder(_ status: BoundaryStatus) throws -> SmallWorkspace {
    let small = try SmallWorkspace(columns: 0, rows: 0)
    try small.workspace.write { transaction in
      for column in 0..<2 {
        var village = VillageRecord(
          code: try AreaCode(SmallWorkspace.code(column, 0)), name: "Desa",
          geometry: SmallWorkspace.square(column, 0))
        if column == 0 { village.boundaryStatus = status }
        try transaction.insert(village)
      }
    }
    let metric = GroundMetric(latitude: -8)
    let east = 20 / metric.metersPerDegreeLongitude / SmallWorkspace.side
    try small.addTips(at: [SmallWorkspace.place(1 + east, 0.5)])
    return small
  }

  @Test(
    "shares mass across indicative and disputed borders, and counts whole tips",
    arguments: [BoundaryStatus.indikatif, .sengketa])
  func unsettledBorders(status: BoundaryStatus) throws {
    let small = try Self.doubtfulBorder(status)
    let rows = try Self.table(small)
    #expect(rows.map(\.count) == [0, 1])
    // The part of a disc of radius 50 beyond a line 20 from its middle.
    #expect(abs(rows[0].weight - 0.2523) < 1e-3)
    #expect(rows[0].weight + rows[1].weight == 1)
    #expect(try Self.table(small, Self.options("tolerance=0")).map(\.weight) == [0, 1])
    #expect(try Self.table(small, Self.options("tolerance=19")).map(\.weight) == [0, 1])
    let wider = try Self.table(small, Self.options("tolerance=1000"))
    #expect(wider[0].weight > 0.45 && wider[0].weight + wider[1].weight == 1)
  }

  @Test("keeps mass on its side of a definite border")
  func settledBorders() throws {
    #expect(try Self.table(Self.doubtfulBorder(.definitif)).map(\.weight) == [0, 1])
  }

  @Test("has for some villages the lines that it has for all", arguments: ["", "smoothing=local"])
  func someVillages(parameters: String) throws {
    let small = try Self.scene()
    try Self.addOverlapping("35.07.01.3001", to: small)
    let options = try Self.options(parameters)
    let all = try Self.table(small, options)
    let some = try Self.table(small, options, villages: [3, 0])
    for (row, other) in zip(some, [all[3], all[0]]) {
      #expect(row.code == other.code && row.count == other.count)
      #expect(row.weight == other.weight && row.density == other.density)
      #expect(row.smoothedRate == other.smoothedRate)
    }
    for status in [BoundaryStatus.indikatif, .definitif] {
      let doubtful = try Self.doubtfulBorder(status)
      let weights = try Self.table(doubtful).map(\.weight)
      #expect(try Self.table(doubtful, villages: [0, 1]).map(\.weight) == weights)
    }
  }

  @Test("relates counts to the outreach sessions of the period, by code or by place")
  func sessions() throws {
    let small = try Self.scene()
    try small.workspace.write { transaction in
      let sessions: [(column: Int?, day: Int)] = [
        (0, 1), (0, 2), (0, 31), (2, 15), (nil, 3), (nil, 4),
      ]
      for (number, session) in sessions.enumerated() {
        let date = try #require(CivilDate(year: 2026, month: 1, day: session.day))
        let kind = ActivityKind.allCases[number % ActivityKind.allCases.count]
        var record = ActivityRecord(id: "K-\(number)", kind: kind, date: date)
        record.code = session.column.map { SmallWorkspace.code($0, 0) }
        // The first without a code took place in the third village, the second nowhere.
        if session.column == nil {
          record.place = SmallWorkspace.place(session.day == 3 ? 2.5 : 99, 0.5)
        }
        try transaction.insert(record)
      }
    }
    #expect(try Self.table(small).map(\.ratePerSession) == [3, nil, 2, nil])
    // In the zone of the villages, where the tips' midnight in Greenwich is seven in the morning.
    let early = try Self.table(small, query: "datetime=2026-01-01/2026-01-15")
    #expect(early.map(\.ratePerSession) == [4.5, nil, 4, nil])
    let later = try Self.table(small, query: "datetime=2026-02-01/..")
    #expect(later.allSatisfy { $0.ratePerSession == nil && $0.count == 0 })
    let houses = try Self.table(small, query: "source=accommodations")
    #expect(houses.allSatisfy { $0.ratePerSession == nil })
  }

  @Test("draws rates towards the mean of all villages, or of neighbours where asked to")
  func smoothing() throws {
    let small = try Self.scene()
    let observations = zip([9, 0, 4, 1], [900.0, 5000, 1200, 3000]).map {
      EmpiricalBayes.Observation(events: $0, population: $1)
    }
    let global = try Self.table(small).map(\.smoothedRate)
    #expect(global == EmpiricalBayes.global(observations))
    let local = try Self.table(small, Self.options("smoothing=local")).map(\.smoothedRate)
    let expected = EmpiricalBayes.local(observations) { [[1], [0, 2], [1, 3], [2]][$0] }
    #expect(local == expected && local != global)
  }

  @Test(
    "is in the order of the codes, or of the measure asked for",
    arguments: [
      ("", [0, 1, 2, 3]), ("measure=count", [0, 2, 3, 1]), ("measure=rate", [3, 0, 2, 1]),
      ("measure=eb_rate", [3, 0, 2, 1]),
    ])
  func order(parameters: String, expected: [Int]) throws {
    let small = try Self.scene(tips: [9, 0, 4, 1], residents: [900, 5000, 1200, 10])
    let rows = try Self.table(small, Self.options(parameters))
    #expect(rows.map(\.code) == expected.map { SmallWorkspace.code($0, 0) })
  }

  @Test("has villages of one value by code, and those without a value last")
  func ties() throws {
    let small = try Self.scene(tips: [0, 3, 0, 3], residents: [0, 500, 100, 500])
    let codes = try Self.table(small, Self.options("measure=rate")).map(\.code)
    #expect(codes == [1, 3, 2, 0].map { SmallWorkspace.code($0, 0) })
  }

  @Test("is the same to the last letter whatever the number of threads")
  func threads() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let query = try VillageTableTests.query("bandwidth=20000")
    let texts = try [1, 3].map { count in
      var options = try Self.options("smoothing=local&measure=eb_rate")
      options.threads = count
      let rows = try snapshot.villageDensities(of: query, options, for: VillageTableTests.owner)
      return VillageDensityText(rows: rows, snapshot: snapshot).text(as: .csv)
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].utf8.count > 10_000)
  }

  @Test(
    "refuses options that mean nothing, naming them",
    arguments: [
      ("measure", "weight"), ("smoothing", "kriging"), ("tolerance", "-1"), ("tolerance", "1001"),
      ("tolerance", "wide"), ("tolerance", ""),
    ])
  func badOptions(name: String, value: String) throws {
    let error = #expect(throws: RequestError.self) { try Self.options("\(name)=\(value)") }
    guard case .badValue(let parameter, let text, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(parameter == name && text == value)
  }
}

@Suite("The density table as text")
struct VillageTextTests {
  static func table() throws -> VillageDensityText {
    let small = try SmallWorkspace()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)])
    try small.workspace.write { transaction in
      let area = SmallWorkspace.square(3, 0)
      try transaction.insert(
        VillageRecord(
          code: try AreaCode("35.07.01.3001"), name: "Suka, \"Maju\"", geometry: area))
      let code = SmallWorkspace.code(0, 0)
      try transaction.insert(PopulationRecord(code: code, residents: 2500, asOf: nil))
      for number in 0..<2 {
        var session = ActivityRecord(id: "K-\(number)", kind: .edukasi, date: DemoWorkspace.today)
        session.code = code
        try transaction.insert(session)
      }
    }
    let snapshot = try small.snapshot()
    let rows = try snapshot.villageDensities(
      of: VillageTableTests.query(), for: VillageTableTests.owner)
    return VillageDensityText(rows: rows, snapshot: snapshot)
  }

  @Test("is CSV with a line a village, quoted where needed")
  func csv() throws {
    let lines = try Self.table().text(as: .csv).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 9 && lines.last == "")
    #expect(
      lines[0] == """
        code,name,count,weight,area_km2,mean_per_km2,peak_per_km2,peak_lon,peak_lat,rate_10k,\
        rate_session,eb_rate_10k,eb_low,eb_high,imprecise_share,suppressed
        """)
    #expect(lines[1].hasPrefix("35.07.01.2001,Desa 0-0,1,1,"))
    #expect(lines[7].hasPrefix(#"35.07.01.3001,"Suka, ""Maju""",0,0,"#))
    let columns = lines[0].split(separator: ",").count
    #expect(lines[1].split(separator: ",", omittingEmptySubsequences: false).count == columns)
  }

  @Test("is JSON and GeoJSON with the same figures")
  func json() throws {
    let table = try Self.table()
    let rows = try JSONObject.list(table.text(as: .json))
    #expect(rows.count == 7)
    #expect(rows[0].text("code") == "35.07.01.2001" && rows[0].number("count") == 1)
    #expect(rows[6].text("name") == "Suka, \"Maju\"")
    // One tip among 2500 residents, and no other village whose residents are known.
    #expect(rows[0].number("rate_10k") == 4 && rows[0].number("eb_rate_10k") == 4)
    let (low, high) = (rows[0].number("eb_low"), rows[0].number("eb_high"))
    #expect(abs((low ?? 0) - 0.101271) < 1e-6 && abs((high ?? 0) - 22.286574) < 1e-5)
    #expect(rows[0].number("rate_session") == 0.5)
    #expect(rows[1].number("eb_rate_10k") == nil && rows[1].number("rate_session") == nil)
    let features = try JSONObject(table.text(as: .geojson)).list("features")
    #expect(features.count == 7)
    for (feature, row) in zip(features, rows) {
      #expect(feature.object("properties")?.text("code") == row.text("code"))
      #expect(
        feature.object("properties")?.number("mean_per_km2") == row.number("mean_per_km2"))
      #expect(feature.object("geometry")?.text("type") == "MultiPolygon")
    }
  }

  @Test("of a single village is its profile")
  func profile() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let query = try VillageTableTests.query()
    let profile = try VillageProfile(
      code: "9901011001", query: query, in: snapshot, for: VillageTableTests.owner)
    let object = try JSONObject(profile.json)
    #expect(object.text("code") == "99.01.01.1001")
    #expect(object.object("district")?.text("code") == "99.01.01")
    #expect(object.object("province")?.text("name") == "Peraga")
    #expect(object.object("density")?.number("bandwidth_m") == 1000)
    let row = try #require(
      try snapshot.villageDensities(of: query, villages: [0], for: VillageTableTests.owner).first)
    #expect(object.object("density")?.number("count") == Double(row.count))
    for code in ["99.01.01.9999", "99.01.01", "x", ""] {
      #expect(throws: RequestError.unknownVillage(code)) {
        try VillageProfile(code: code, query: query, in: snapshot, for: VillageTableTests.owner)
      }
    }
  }
}
