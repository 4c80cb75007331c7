import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("The coverage table")
struct CoverageTableTests {
  static func query(_ text: String) throws -> CoverageQuery {
    try CoverageQuery(try QueryParameters.parse(text))
  }

  static func prefix(_ code: String, _ level: AdministrativeLevel) -> String {
    String(code.prefix([.province: 2, .regency: 5, .district: 8, .village: 13][level] ?? 0))
  }

  /// The first day of the twelve months that end with a day, by hand.
  static func yearBegins(_ last: CivilDate) -> CivilDate {
    let clamped = last.month == 2 && last.day == 29 ? 28 : last.day
    let same = CivilDate(year: last.year - 1, month: last.month, day: clamped) ?? last
    return CivilDate(daysSince1970: same.daysSince1970 + 1)
  }

  @Test(
    "has every number that counting by hand finds", arguments: [1, 2, 3] as [UInt64],
    [AdministrativeLevel.district, .regency, .province])
  func bruteForce(seed: UInt64, level: AdministrativeLevel) throws {
    let scene = try CoverageScene(seed: seed)
    let snapshot = try scene.small.snapshot()
    for text in ["2025-03-31", "2026-06-15", "2024-05-01", "2026-12-31"] {
      let table = try snapshot.coverageTable(
        Self.query("by=\(level.rawValue)&asof=\(text)&far_minutes=5"), for: Asking.owner)
      let groups = Dictionary(grouping: scene.codes) { Self.prefix($0, level) }
      #expect(table.rows.map(\.code) == groups.keys.sorted())
      for row in table.rows {
        let codes = try #require(groups[row.code])
        check(row.figures, codes, scene, snapshot, on: day(text))
      }
    }
  }

  private func check(
    _ figures: CoverageFigures, _ codes: [String], _ scene: CoverageScene,
    _ snapshot: DatasetSnapshot, on day: CivilDate
  ) {
    let status = codes.map { scene.stage(of: $0, on: day)?.status }
    let active = zip(codes, status).filter { $0.1 == .aktif }.map(\.0)
    #expect(figures.villages == codes.count && figures.covered == active.count)
    for one in ProgrammeStatus.allCases {
      #expect(figures.statuses[one] ?? 0 == status.count { $0 == one })
    }
    let known = codes.compactMap { scene.residents[$0] }
    #expect(figures.residents == (known.isEmpty ? nil : known.reduce(0, +)))
    if !known.isEmpty {
      #expect(
        figures.residentsCovered == active.compactMap { scene.residents[$0] }.reduce(0, +))
    }
    #expect(figures.villagesWithoutResidents == codes.count - known.count)
    func rooms(_ codes: [String]) -> Int {
      scene.houses.filter { codes.contains($0.code) }.compactMap(\.record.rooms).reduce(0, +)
    }
    #expect(figures.rooms == RoomFigure(rooms: rooms(codes), basis: .exact))
    #expect(figures.roomsCovered == RoomFigure(rooms: rooms(active), basis: .exact))
    let held = scene.sessions.filter { session in
      scene.village(of: session).map(codes.contains) ?? false && session.date <= day
    }
    let year = held.filter { $0.date >= Self.yearBegins(day) }
    #expect(figures.sessions == year.count && figures.lastSession == held.map(\.date).max())
    #expect(figures.participants == year.compactMap(\.participants).reduce(0, +))
    let minutes = codes.compactMap { code in
      try? snapshot.coverage(ofVillage: code, on: day).travelTime?.minutes
    }.sorted()
    // Nearest rank: the least number that at least so many do not exceed.
    for (share, found) in [(0.5, figures.medianMinutes), (0.9, figures.ninetiethPercentileMinutes)]
    {
      let rank = minutes.first { limit in
        Double(minutes.count { $0 <= limit }) >= share * Double(minutes.count) - 1e-9
      }
      #expect(found == rank)
    }
    #expect(figures.farVillages == minutes.count { $0 > 5 })
  }

  @Test("has a line for each village, with its stage, last sessions and way to service")
  func villages() throws {
    let scene = try CoverageScene(seed: 4)
    let snapshot = try scene.small.snapshot()
    let today = day("2026-03-31")
    let table = try snapshot.coverageTable(
      Self.query("by=village&asof=2026-03-31&compare=2025-03-31"), for: Asking.owner)
    #expect(table.villages.map(\.code) == scene.codes && table.rows.isEmpty)
    for row in table.villages {
      let stage = scene.stage(of: row.code, on: today)
      #expect(row.coverage.stage?.status == stage?.status)
      #expect(row.coverage.stage?.since == stage?.since)
      #expect(row.before?.stage?.status == scene.stage(of: row.code, on: day("2025-03-31"))?.status)
      for kind in ActivityKind.allCases {
        let last = scene.sessions.filter {
          $0.kind == kind && $0.date <= today && scene.village(of: $0) == row.code
        }.map(\.date).max()
        #expect(row.coverage.lastSessions[kind] == last)
      }
      let last = row.coverage.lastSession
      #expect(
        row.coverage.daysSinceLastSession
          == last.map { today.daysSince1970 - $0.daysSince1970 })
      #expect(row.coverage.residents == scene.residents[row.code])
    }
    #expect(table.villages.contains { $0.coverage.lastSessions.count > 1 })
  }

  @Test("tells what changed between two days as the difference of their tables")
  func changes() throws {
    let scene = try CoverageScene(seed: 5)
    let snapshot = try scene.small.snapshot()
    let (first, last) = ("2025-06-30", "2026-06-30")
    func rows(_ more: String) throws -> [CoverageTable.Row] {
      try snapshot.coverageTable(Self.query("by=regency&" + more), for: Asking.owner).rows
    }
    let compared = try rows("asof=\(last)&compare=\(first)")
    for ((row, a), b) in zip(zip(compared, try rows("asof=\(first)")), try rows("asof=\(last)")) {
      let change = try #require(row.change)
      #expect(change.statuses[.aktif] == b.figures.covered - a.figures.covered)
      #expect(change.gained - change.lost == b.figures.covered - a.figures.covered)
      #expect(change.sessions == b.figures.sessions - a.figures.sessions)
      let codes = scene.codes.filter { $0.hasPrefix(row.code) }
      let gained = codes.filter {
        scene.stage(of: $0, on: day(first))?.status != .aktif
          && scene.stage(of: $0, on: day(last))?.status == .aktif
      }
      #expect(change.gained == gained.count)
      #expect(a.change == nil)
    }
    #expect(compared.contains { ($0.change?.gained ?? 0) > 0 })
  }

  @Test("has the lines of one area only where asked for", arguments: ["35.07", "3601", "36.71.04"])
  func within(code: String) throws {
    let scene = try CoverageScene(seed: 6)
    let snapshot = try scene.small.snapshot()
    let dotted = try AreaCode(code).text
    let table = try snapshot.coverageTable(
      Self.query("by=village&within=\(code)"), for: Asking.owner)
    #expect(table.villages.map(\.code) == scene.codes.filter { $0.hasPrefix(dotted + ".") })
    #expect(table.count > 0)
  }

  @Test("counts nobody's residents as unknown, not as zero")
  func withoutResidents() throws {
    let small = try SmallWorkspace()
    let figures = try #require(
      try small.snapshot().coverageTable(CoverageQuery(), for: Asking.owner).rows.first?.figures)
    #expect(figures.residents == nil && figures.residentsCovered == nil)
    #expect(figures.residentsShare == nil && figures.villagesWithoutResidents == 6)
    #expect(figures.coveredShare == 0 && figures.rooms.rooms == 0 && figures.roomsShare == nil)
    let empty = try SmallWorkspace(columns: 0, rows: 0).snapshot()
    #expect(try empty.coverageTable(CoverageQuery(), for: Asking.owner).count == 0)
  }

  @Test(
    "refuses what means nothing, naming it",
    arguments: [
      ("by", "by=island"), ("asof", "asof=2026-13-01"), ("asof", "asof=yesterday"),
      ("compare", "compare=2026"), ("within", "within=Jawa"), ("within", "within=11"),
      ("far_minutes", "far_minutes=-1"), ("far_minutes", "far_minutes=long"),
      ("compare", "asof=2026-01-01&compare=2026-01-01"),
      ("compare", "asof=2026-01-01&compare=2026-02-01"),
    ])
  func badQueries(name: String, text: String) throws {
    let snapshot = try SmallWorkspace().snapshot()
    let error = #expect(throws: RequestError.self) {
      try snapshot.coverageTable(Self.query(text), for: Asking.owner)
    }
    guard case .badValue(let parameter, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(parameter == name)
  }

  @Test("of the demo counts its rows")
  func demo() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let workspace = try DemoWorkspace.open()
    defer { workspace.close() }
    var latest: [String: ProgrammeRecord] = [:]
    try workspace.readProgramme { stage in
      guard stage.since <= DemoWorkspace.today,
        stage.until.map({ DemoWorkspace.today < $0 }) ?? true
      else { return }
      if let known = latest[stage.code], known.since > stage.since { return }
      latest[stage.code] = stage
    }
    let active = latest.values.filter { $0.status == .aktif }.map(\.code)
    let table = try snapshot.coverageTable(Self.query("by=district"), for: Asking.owner)
    #expect(table.rows.reduce(0) { $0 + $1.figures.villages } == 120)
    for row in table.rows {
      #expect(row.figures.covered == active.count { $0.hasPrefix(row.code) })
      #expect(!row.name.isEmpty && row.figures.medianMinutes != nil)
    }
    #expect(!active.isEmpty)
    for area in snapshot.villages.areas { #expect(area.status == latest[area.code.text]?.status) }
    // Every village is as far as looking at all service points finds it.
    for area in snapshot.villages.areas {
      let all = snapshot.servicePoints.compactMap(\.place).map {
        GroundMetric.distanceMeters(between: area.label, and: $0)
      }
      let coverage = try snapshot.coverage(ofVillage: area.code.text, on: DemoWorkspace.today)
      #expect(coverage.nearestService?.meters == all.min())
    }
  }
}

@Suite("The coverage table as text")
struct CoverageTextTests {
  @Test("is CSV, JSON and GeoJSON of the same figures, with columns of stable names")
  func formats() throws {
    let snapshot = try CoverageScene(seed: 7).small.snapshot()
    for (text, columns) in [
      ("by=district", 23), ("by=district&compare=2025-01-01", 34), ("by=village", 25),
      ("by=village&compare=2025-01-01", 29),
    ] {
      let table = try snapshot.coverageTable(
        CoverageTableTests.query(text + "&asof=2026-01-01"), for: Asking.owner)
      let lines = table.text(as: .csv).split(separator: "\r\n")
      #expect(lines.count == table.count + 1)
      for line in lines {
        #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == columns)
      }
      let rows = try JSONObject.list(table.text(as: .json))
      #expect(rows.count == table.count && rows[0].names.count == columns)
      let features = try JSONObject(table.text(as: .geojson)).list("features")
      #expect(
        features.map { $0.object("properties")?.text("code") } == rows.map { $0.text("code") })
      #expect(rows.allSatisfy { $0.text("asof") == "2026-01-01" })
    }
  }

  @Test("has these columns")
  func header() throws {
    let snapshot = try SmallWorkspace().snapshot()
    func header(_ text: String) throws -> Substring? {
      try snapshot.coverageTable(CoverageTableTests.query(text), for: Asking.owner)
        .text(as: .csv).split(separator: "\r\n").first
    }
    #expect(
      try header("by=regency&compare=2020-01-01") == """
        code,name,asof,villages,candidates,named,active,inactive,active_share,residents,\
        residents_covered,residents_share,residents_unknown_villages,rooms,rooms_covered,\
        rooms_share,rooms_basis,sessions_12m,participants_12m,last_activity,median_minutes,\
        p90_minutes,far_villages,compared_with,candidates_change,named_change,active_change,\
        inactive_change,active_gained,active_lost,active_share_change,residents_covered_change,\
        rooms_covered_change,sessions_12m_change
        """)
    #expect(
      try header("by=village&compare=2020-01-01") == """
        code,name,asof,status,phase,since,decree,office,last_activity,days_since_activity,\
        last_edukasi,last_layanan,last_rapat,last_kunjungan,sessions_12m,participants_12m,\
        service_point,service_point_name,service_point_kind,distance_km,minutes,minutes_basis,\
        residents,rooms,rooms_basis,compared_with,status_before,phase_before,status_changed
        """)
  }
}
