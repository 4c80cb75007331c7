import DemoSupport
import Foundation
import Support
import Testing

@testable import GeoCore

@Suite("Closing reporting months")
struct PeriodClosingTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  /// A tip in a village of the first row, at noon of a day in western Indonesia.
  private static func add(
    _ count: Int, to small: SmallWorkspace, column: Int, on text: String, accepted: String? = nil,
    _ change: (inout TipRecord) -> Void = { _ in }
  ) throws {
    let noon = try #require(Instant(iso8601: "\(text)T12:00:00+07:00", defaultZone: .wib))
    let accepted = try accepted.map {
      try #require(Instant(iso8601: "\($0)T12:00:00+07:00", defaultZone: .wib))
    }
    let place = SmallWorkspace.place(Double(column) + 0.5, 0.5)
    try small.addTips(at: Array(repeating: place, count: count)) { _, tip in
      tip.occurredAt = noon
      tip.acceptedAt = accepted ?? noon
      change(&tip)
    }
  }

  private static func close(_ small: SmallWorkspace, on text: String) throws -> ClosingReport {
    let today = try day(text)
    let snapshot = try DatasetSnapshot(of: small.workspace, today: today)
    return try #require(try snapshot.closePeriods(in: small.workspace, on: today))
  }

  private static func value(
    _ small: SmallWorkspace, _ month: String, column: Int
  ) throws -> AtomValue? {
    let table = try small.snapshot().published.months.first { "\($0.month)" == month }
    return table?.villages.value(of: SmallWorkspace.code(column, 0))
  }

  @Test("counts a history that is imported at the start in the months in which it happened")
  func history() throws {
    let small = try SmallWorkspace()
    try Self.add(6, to: small, column: 0, on: "2026-01-14", accepted: "2026-05-02")
    try Self.add(9, to: small, column: 1, on: "2026-03-10", accepted: "2026-05-02")
    let report = try Self.close(small, on: "2026-05-03")
    #expect(report.months.map(\.description) == ["2026-01", "2026-02", "2026-03"])
    #expect(report.countedTips == 15 && report.tipsWithoutVillage == 0)
    #expect(try Self.value(small, "2026-01", column: 0) == .count(6))
    #expect(try Self.value(small, "2026-02", column: 0) == .count(0))
    #expect(try Self.value(small, "2026-03", column: 1) == .count(9))
    #expect(try Self.close(small, on: "2026-05-03").months.isEmpty)
  }

  @Test("counts a late tip in the week in which it comes, and never changes a closed month")
  func lateArrival() throws {
    let small = try SmallWorkspace()
    try Self.add(6, to: small, column: 0, on: "2026-01-14")
    _ = try Self.close(small, on: "2026-02-20")
    let published = try small.workspace.read { reader in
      var rows: [AtomRow] = []
      try reader.readAtoms { rows.append($0) }
      return rows
    }
    // Five for the closed month, seven for the open one, and some that come in time.
    try Self.add(5, to: small, column: 0, on: "2026-01-20", accepted: "2026-02-24")
    try Self.add(7, to: small, column: 1, on: "2026-02-10", accepted: "2026-02-25")
    let report = try Self.close(small, on: "2026-03-20")
    #expect(report.months.map(\.description) == ["2026-02"])
    #expect(try Self.value(small, "2026-02", column: 0) == .count(5))
    #expect(try Self.value(small, "2026-02", column: 1) == .count(7))
    #expect(try Self.value(small, "2026-01", column: 0) == .count(6))
    var later: [AtomRow] = []
    try small.workspace.readAtoms { later.append($0) }
    #expect(Array(later.prefix(published.count)) == published)
  }

  @Test("leaves out what is not on the map, not a public report, or in no village")
  func leftOut() throws {
    let small = try SmallWorkspace()
    try Self.add(8, to: small, column: 0, on: "2026-01-14")
    try Self.add(8, to: small, column: 1, on: "2026-01-14") { $0.status = .unfounded }
    try Self.add(8, to: small, column: 1, on: "2026-01-14") { $0.origin = .patrol }
    try Self.add(8, to: small, column: 1, on: "2026-01-14") { $0.level = .kecamatan }
    try Self.add(8, to: small, column: 40, on: "2026-01-14")
    let report = try Self.close(small, on: "2026-02-20")
    #expect(report.countedTips == 8 && report.tipsWithoutVillage == 8)
    #expect(try Self.value(small, "2026-01", column: 0) == .count(8))
    #expect(try Self.value(small, "2026-01", column: 1) == .count(0))
  }

  @Test("agrees with counting the demo's tips one by one")
  func demo() throws {
    let folder = try ScratchFolder()
    let path = folder.path("demo.gpkg")
    try Data(contentsOf: URL(fileURLWithPath: try DemoWorkspace.path()))
      .write(to: URL(fileURLWithPath: path))
    let workspace = try Workspace.open(at: path, mode: .readWrite)
    defer { workspace.close() }
    let snapshot = try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
    let report = try #require(
      try snapshot.closePeriods(in: workspace, on: DemoWorkspace.today))
    let closed = try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
    #expect(closed.published.months.map(\.month) == report.months)
    var expected: [String: Int] = [:]
    let last = try #require(report.months.last)
    try workspace.readTips(for: .owner(purpose: "test")) { tip in
      guard tip.origin == .publicReport, tip.status.isMapped, tip.level <= .desa else { return }
      let day = Instant(secondsSince1970: tip.secondsSince1970).date(in: .wib)
      let place = Coordinate(longitude: tip.longitude, latitude: tip.latitude)
      guard ReportingMonth(containing: day) <= last,
        let village = snapshot.villages.area(containing: place)
      else { return }
      expected["\(ReportingMonth(containing: day)) \(village.code)", default: 0] += 1
    }
    #expect(expected.values.reduce(0, +) == report.countedTips)
    var toldCount = 0
    for table in closed.published.months {
      for area in snapshot.villages.areas {
        let count = expected["\(table.month) \(area.code)"] ?? 0
        switch table.villages.value(of: area.code.text) {
        case .count(let told):
          toldCount += 1
          #expect(told == count && (told == 0 || told >= 5))
        case .suppressed: break
        }
      }
    }
    #expect(toldCount > 500)
  }

  @Test("does nothing when somebody has written meanwhile")
  func race() throws {
    let small = try SmallWorkspace()
    try Self.add(6, to: small, column: 0, on: "2026-01-14")
    let today = try Self.day("2026-02-20")
    let snapshot = try DatasetSnapshot(of: small.workspace, today: today)
    try Self.add(1, to: small, column: 0, on: "2026-01-14")
    #expect(try snapshot.closePeriods(in: small.workspace, on: today) == nil)
    #expect(try small.workspace.closedPeriods().isEmpty)
  }

  @Test("needs a tip to begin with, and goes on with months that have none")
  func emptyMonths() throws {
    let small = try SmallWorkspace()
    #expect(try Self.close(small, on: "2026-02-20").months.isEmpty)
    try Self.add(6, to: small, column: 0, on: "2026-01-14")
    #expect(try Self.close(small, on: "2026-02-20").months.count == 1)
    let later = try Self.close(small, on: "2026-06-20")
    #expect(later.months.count == 4 && later.publishedNumbers == 0)
  }
}
