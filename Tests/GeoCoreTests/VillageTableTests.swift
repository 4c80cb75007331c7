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
    #expect(lines[0].hasPrefix("code,name,count,weight,area_km2,mean_per_km2,peak_per_km2,"))
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
