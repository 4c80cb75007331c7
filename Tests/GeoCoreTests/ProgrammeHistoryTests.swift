import DemoSupport
import Support
import Testing

@testable import GeoCore

@Suite("The history of a village in the programme")
struct ProgrammeHistoryTests {
  static func stage(_ status: ProgrammeStatus, _ since: String, _ until: String?) -> ProgrammeRecord
  {
    var stage = ProgrammeRecord(code: "35.07.01.2001", status: status, since: day(since))
    stage.until = until.map(day)
    return stage
  }

  @Test(
    "begins a stage on its first day and ends it before the day of its end",
    arguments: [
      ("2025-12-31", nil), ("2026-01-01", .calon), ("2026-01-31", .calon), ("2026-02-01", .aktif),
      ("2026-02-27", .aktif), ("2026-02-28", nil), ("2026-05-01", .nonaktif),
      ("2030-01-01", .nonaktif),
    ] as [(String, ProgrammeStatus?)])
  func edges(on text: String, expected: ProgrammeStatus?) {
    let history = ProgrammeHistory([
      Self.stage(.nonaktif, "2026-05-01", nil), Self.stage(.aktif, "2026-02-01", "2026-02-28"),
      Self.stage(.calon, "2026-01-01", "2026-02-01"),
    ])
    #expect(history.stage(on: day(text))?.status == expected)
  }

  @Test("takes the stage that began last, and of two of one day the later entry")
  func overlaps() {
    let history = ProgrammeHistory([
      Self.stage(.calon, "2026-01-01", nil), Self.stage(.ditetapkan, "2026-02-01", "2026-03-01"),
      Self.stage(.aktif, "2026-04-01", nil), Self.stage(.nonaktif, "2026-04-01", nil),
    ])
    #expect(history.stage(on: day("2026-02-10"))?.status == .ditetapkan)
    #expect(history.stage(on: day("2026-03-01"))?.status == .calon)
    #expect(history.stage(on: day("2026-04-01"))?.status == .nonaktif)
  }

  @Test("is that of a village counted by hand, on every day")
  func bruteForce() throws {
    let scene = try CoverageScene(seed: 3)
    let snapshot = try scene.small.snapshot()
    for code in scene.codes {
      for offset in stride(from: 0, to: 1200, by: 3) {
        let today = day("2024-05-01").adding(days: offset)
        let found = snapshot.programmeHistory(of: code)?.stage(on: today)
        let expected = scene.stage(of: code, on: today)
        #expect(found?.status == expected?.status && found?.since == expected?.since)
      }
    }
  }

  @Test("tells a change on the day of a start, of an end, and of both as one")
  func changes() {
    let history = ProgrammeHistory([
      Self.stage(.calon, "2026-01-01", "2026-02-01"),
      Self.stage(.aktif, "2026-02-01", "2026-02-28"),
      Self.stage(.aktif, "2026-03-10", nil), Self.stage(.aktif, "2026-03-20", nil),
    ])
    let year = day("2026-01-01")..<day("2027-01-01")
    let changes = history.changes(of: "x", in: year)
    #expect(
      changes.map { "\($0.day)" } == ["2026-01-01", "2026-02-01", "2026-02-28", "2026-03-10"])
    #expect(changes.map { $0.before?.status } == [nil, .calon, .aktif, nil])
    #expect(changes.map { $0.after?.status } == [.calon, .aktif, nil, .aktif])
    #expect(history.changes(of: "x", in: day("2026-01-02")..<day("2026-02-01")).isEmpty)
  }
}

@Suite("Months of the calendar")
struct CalendarMonthTests {
  @Test(
    "have their days, from the first to the last",
    arguments: [
      ("2026-02", "2026-02-01", "2026-02-28", "2026-01-31"),
      ("2028-02", "2028-02-01", "2028-02-29", "2028-01-31"),
      ("2026-12", "2026-12-01", "2026-12-31", "2026-11-30"),
      ("2026-01", "2026-01-01", "2026-01-31", "2025-12-31"),
    ])
  func days(text: String, first: String, last: String, before: String) throws {
    let month = try #require(CalendarMonth(text))
    #expect("\(month.firstDay)" == first && "\(month.lastDay)" == last)
    #expect("\(month.dayBefore)" == before && "\(month)" == text)
    #expect(month.days.contains(month.lastDay) && !month.days.contains(month.end))
  }

  @Test(
    "are of one form",
    arguments: ["", "2026", "2026-13", "2026-00", "2026-1", "2026-10-01", "9999-12", "x026-10"])
  func malformed(text: String) { #expect(CalendarMonth(text) == nil) }

  @Test("are counted back to the same day, or the last of a shorter month")
  func back() {
    #expect("\(day("2026-10-31").months(before: 6))" == "2026-04-30")
    #expect("\(day("2026-10-31").months(before: 12))" == "2025-10-31")
    #expect("\(day("2024-02-29").months(before: 12))" == "2023-02-28")
    #expect("\(day("2026-03-30").months(before: 1))" == "2026-02-28")
    #expect("\(day("2026-01-15").months(before: 1))" == "2025-12-15")
    #expect("\(day("0001-01-01").months(before: 12))" == "0001-01-01")
  }
}
