import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("The monthly report")
struct MonthlyReportTests {
  static func query(_ text: String) throws -> MonthlyReportQuery {
    try MonthlyReportQuery(try QueryParameters.parse(text))
  }

  @Test(
    "has every number that counting by hand finds",
    arguments: [21, 22] as [UInt64], ["2025-02", "2025-12", "2026-06"])
  func bruteForce(seed: UInt64, text: String) throws {
    let scene = try CoverageScene(seed: seed)
    let snapshot = try scene.small.snapshot()
    let month = try #require(CalendarMonth(text))
    for area in ["35", "36.01", "36.71"] {
      let codes = scene.codes.filter { $0.hasPrefix(area) }
      let report = try snapshot.monthlyReport(
        Self.query("area=\(area)&month=\(text)"), for: Asking.owner)
      checkChanges(report, codes, scene, month)
      checkSessions(report, codes, scene, month)
      checkIdle(report, codes, scene, month)
      #expect(
        report.coverage.covered
          == codes.count { code in
            scene.stage(of: code, on: month.lastDay)?.status == .aktif
          })
      #expect(report.coverageChange.before.day == month.dayBefore)
      #expect(
        report.coverageChange.before.covered
          == codes.count { code in
            scene.stage(of: code, on: month.dayBefore)?.status == .aktif
          })
      let parts = Set(codes.map { $0.prefix(area.count == 2 ? 5 : 8) })
      #expect(report.parts.map(\.code) == parts.map(String.init).sorted())
      #expect(report.parts.reduce(0) { $0 + $1.figures.villages } == codes.count)
    }
  }

  /// Day after day of the month.
  private func checkChanges(
    _ report: MonthlyReport, _ codes: [String], _ scene: CoverageScene, _ month: CalendarMonth
  ) {
    var expected: [String] = []
    var before = month.dayBefore
    while before < month.lastDay {
      let day = before.adding(days: 1)
      for code in codes {
        let (a, b) = (scene.stage(of: code, on: before), scene.stage(of: code, on: day))
        guard a?.status != b?.status else { continue }
        expected.append(
          "\(day) \(code) \(a?.status.rawValue ?? "") \(b?.status.rawValue ?? "")")
      }
      before = day
    }
    let found = report.changes.map {
      "\($0.day) \($0.code) \($0.before?.status.rawValue ?? "") \($0.after?.status.rawValue ?? "")"
    }
    #expect(found == expected)
  }

  private func checkSessions(
    _ report: MonthlyReport, _ codes: [String], _ scene: CoverageScene, _ month: CalendarMonth
  ) {
    let held = scene.sessions.filter { session in
      month.days.contains(session.date)
        && scene.village(of: session).map(codes.contains) ?? false
    }
    #expect(report.allSessions.sessions == held.count)
    #expect(report.allSessions.villages == Set(held.compactMap(scene.village)).count)
    for kind in ActivityKind.allCases {
      let some = held.filter { $0.kind == kind }
      #expect(report.sessions[kind]?.sessions == some.count)
      #expect(report.sessions[kind]?.participants == some.compactMap(\.participants).reduce(0, +))
    }
  }

  private func checkIdle(
    _ report: MonthlyReport, _ codes: [String], _ scene: CoverageScene, _ month: CalendarMonth
  ) {
    for (months, found) in [(6, report.idleSixMonths), (12, report.idleTwelveMonths)] {
      let limit = month.lastDay.months(before: months)
      let expected = codes.filter { code in
        guard let stage = scene.stage(of: code, on: month.lastDay), stage.status == .aktif,
          stage.since <= limit
        else { return false }
        return !scene.sessions.contains {
          scene.village(of: $0) == code && $0.date > limit && $0.date <= month.lastDay
        }
      }
      #expect(found.map(\.code) == expected)
    }
  }

  @Test("counts what happens on the first and on the last day, and nothing of the days around")
  func edges() throws {
    let small = try SmallWorkspace()
    let days = ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"]
    try small.workspace.write { transaction in
      for (number, text) in days.enumerated() {
        let code = SmallWorkspace.code(number % 3, number / 3)
        var session = ActivityRecord(id: "K-\(number)", kind: .rapat, date: day(text))
        session.code = code
        try transaction.insert(session)
        try transaction.insert(ProgrammeRecord(code: code, status: .aktif, since: day(text)))
      }
    }
    let report = try small.snapshot().monthlyReport(
      Self.query("area=35.07&month=2026-10"), for: Asking.owner)
    #expect(report.changes.map { "\($0.day)" } == ["2026-10-01", "2026-10-31"])
    #expect(report.allSessions.sessions == 2 && report.coverage.covered == 3)
    #expect(report.coverageChange.before.covered == 1 && report.coverageChange.gained == 2)
    #expect(report.isComplete == (DemoWorkspace.today >= day("2026-11-01")))
  }

  @Test("tells changes also of villages without a border")
  func withoutBorder() throws {
    let small = try SmallWorkspace()
    try small.workspace.write {
      try $0.insert(
        ProgrammeRecord(code: "35.07.09.2001", status: .calon, since: day("2026-03-03")))
    }
    let report = try small.snapshot().monthlyReport(
      Self.query("area=35.07&month=2026-03"), for: Asking.owner)
    #expect(report.changes.map(\.code) == ["35.07.09.2001"] && report.coverage.villages == 6)
  }

  @Test(
    "counts a house by its report of the month, or a later one",
    arguments: [
      (ReportingState.yes, "2026-10-01", false, MonthlyReporting.reported),
      (.yes, "2026-11-20", false, .reported), (.yes, "2026-09-30", false, .silent),
      (.yes, nil, false, .silent), (.unknown, nil, false, .silent),
      (.no, nil, false, .notReporting),
      (.no, "2026-10-05", false, .notReporting), (.no, nil, true, .reported),
      (.unknown, nil, true, .reported),
    ] as [(ReportingState, String?, Bool, MonthlyReporting)])
  func states(
    state: ReportingState, last: String?, isCounted: Bool, expected: MonthlyReporting
  ) throws {
    var house = AccommodationRecord(id: "A", name: "A")
    house.reporting = state
    house.lastReport = last.map(day)
    let month = try #require(CalendarMonth("2026-10"))
    #expect(house.reporting(in: month, isCounted: isCounted) == expected)
  }

  @Test("lists the houses of the demo that did not report, to whom single houses are told")
  func houses() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let query = try Self.query("area=99.01&month=2026-05")
    let month = query.month
    let counted = Set(snapshot.guests.filter { $0.month == "2026-05" }.map(\.accommodation))
    let located = snapshot.accommodations.filter { house in
      house.place.map { snapshot.villages.area(containing: $0) != nil } ?? false
    }
    let states = located.map { $0.reporting(in: month, isCounted: counted.contains($0.id)) }
    for disclosure in [Asking.owner, try Asking.officer("99.01")] {
      let gaps = try snapshot.monthlyReport(query, for: disclosure).gaps
      for state in MonthlyReporting.allCases {
        #expect(gaps.counts?[state] == states.count { $0 == state })
      }
      let silent = zip(located, states).filter { $0.1 != .reported }.map(\.0.id)
      #expect(gaps.houses?.map(\.record.id).sorted() == silent.sorted())
      #expect(silent.count > 10)
    }
    let planner = try snapshot.monthlyReport(query, for: Asking.planner("99")).gaps
    #expect(planner.houses == nil && planner.counts?[.silent] == states.count { $0 == .silent })
    let admin = try snapshot.monthlyReport(query, for: Asking.role(.admin)).gaps
    #expect(admin.counts == nil && admin.basis == .role)
    let officer = try snapshot.monthlyReport(query, for: Asking.officer("99.01", purpose: nil)).gaps
    #expect(officer.counts == nil && officer.basis == .purposeMissing)
  }

  @Test("tells a planner nothing of fewer than three houses, nor of a part of those told together")
  func smallNumbers() throws {
    let few = try RoomFigureTests.board([[10], [20]]).snapshot()
    let planner = try Asking.planner("35")
    let gaps = try few.monthlyReport(Self.query("area=35.07&month=2026-05"), for: planner).gaps
    #expect(gaps.counts == nil && gaps.basis == .smallNumber)
    let codes = { (column: Int) in "35.07.0\(column + 1).2001" }
    let two = try RoomFigureTests.board([[10, 10, 10, 10], [20]], codes: codes).snapshot()
    let whole = try two.monthlyReport(Self.query("area=35.07&month=2026-05"), for: planner).gaps
    #expect(whole.counts?[.silent] == 5)
    for part in ["35.07.01", "35.07.02"] {
      let gaps = try two.monthlyReport(Self.query("area=\(part)&month=2026-05"), for: planner).gaps
      #expect(gaps.counts == nil && gaps.basis == .smallNumber)
    }
  }

  @Test("of an office is that of all its area, and names it")
  func offices() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let report = try snapshot.monthlyReport(
      Self.query("office=UKK-LAYANG&month=2026-06"), for: Asking.owner)
    let area = try snapshot.monthlyReport(
      Self.query("area=99.01.04&month=2026-06"), for: Asking.owner)
    let json = try JSONObject(report.json)
    #expect(json.object("office")?.text("id") == "UKK-LAYANG" && json.texts("area") == ["99.01.04"])
    #expect(report.coverage.villages == area.coverage.villages)
    #expect(report.changes.map(\.code) == area.changes.map(\.code) && !area.changes.isEmpty)
  }

  @Test("is for those responsible for the whole area")
  func access() throws {
    let snapshot = try DemoWorkspace.snapshot()
    for area in ["99", "99.01", "99.01.04"] {
      let query = try Self.query("area=\(area)&month=2026-06")
      for disclosure in [Asking.owner, try Asking.planner("99"), try Asking.role(.admin)] {
        #expect(try snapshot.monthlyReport(query, for: disclosure).coverage.villages > 0)
      }
      for disclosure in [try Asking.planner("99.01.05"), try Asking.officer("35")] {
        #expect(throws: DisclosureRefusal.outsideArea(code: area, disclosure.role)) {
          try snapshot.monthlyReport(query, for: disclosure)
        }
      }
      for disclosure in [
        Asking.anonymous, try Asking.role(.partner), try Asking.role(.auditor),
      ] {
        #expect(throws: DisclosureRefusal.role(disclosure.role, .reports)) {
          try snapshot.monthlyReport(query, for: disclosure)
        }
      }
    }
    #expect(throws: DisclosureRefusal.outsideArea(code: "99.01", .planner)) {
      try snapshot.monthlyReport(
        Self.query("office=KANIM-PERAGA&month=2026-06"), for: Asking.planner("99.01.04"))
    }
  }

  @Test(
    "refuses what means nothing, naming it",
    arguments: [
      ("area", "month=2026-10"), ("area", "area=35.07&office=K&month=2026-10"),
      ("area", "area=Jawa&month=2026-10"), ("area", "area=11&month=2026-10"),
      ("office", "office=none&month=2026-10"), ("month", "area=35.07"),
      ("month", "area=35.07&month=2026-13"), ("month", "area=35.07&month=2026-10-01"),
    ])
  func badQueries(name: String, text: String) throws {
    let snapshot = try SmallWorkspace().snapshot()
    let error = #expect(throws: RequestError.self) {
      do {
        _ = try snapshot.monthlyReport(Self.query(text), for: Asking.owner)
      } catch let error as RequestError {
        throw error
      }
    }
    guard case .badValue(let parameter, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(parameter == name)
  }

  @Test("is the same in JSON and, number by number, in CSV")
  func texts() throws {
    let snapshot = try DemoWorkspace.snapshot()
    let report = try snapshot.monthlyReport(
      Self.query("area=99.01&month=2026-05"), for: Asking.owner)
    let json = try JSONObject(report.json)
    let lines = report.csv.split(separator: "\r\n").map {
      $0.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines[0] == ["section", "code", "name", "key", "value"])
    func value(_ section: String, _ key: String) -> Double? {
      lines.first { $0[0] == section && $0[3] == key }.flatMap { Double($0[4]) }
    }
    let total = try #require(json.object("coverage")?.object("total"))
    for key in ["villages", "active", "residents", "rooms", "active_change", "median_minutes"] {
      #expect(value("coverage", key) == total.number(key) && total.number(key) != nil)
    }
    let sessions = try #require(json.object("sessions"))
    #expect(value("sessions", "sessions") == sessions.number("sessions"))
    #expect(
      value("sessions", "edukasi.participants")
        == sessions.list("by_kind").first?.number("participants"))
    #expect(
      json.list("programme_changes").count
        == lines.count { $0[0] == "programme_change" && $0[3].hasSuffix(".to") })
    let houses = try #require(json.object("accommodations")).list("without_report")
    #expect(houses.count == lines.count { $0[0] == "without_report" && $0[3] == "state" })
    #expect(
      json.list("idle_6_months").count
        == lines.count { $0[0] == "idle_6_months" && $0[3] == "active_since" })
    #expect(json.object("coverage")?.list("parts").count == 8)
  }
}
