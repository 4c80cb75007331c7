import DisclosureControl
import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("Published months")
struct PublicationTests {
  private let scratch: Scratch
  private let workspace: Workspace
  private let january: ReportingMonth
  private let day: CivilDate

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
    january = try #require(ReportingMonth("2026-01"))
    day = try #require(CivilDate("2026-02-09"))
  }

  /// Villages of two districts with tips from 0 to 39, in three categories.
  private func table(_ month: ReportingMonth, rules: AtomRules = .standard) throws -> AtomTable {
    let villages = (0..<40).map { "35.07.0\(1 + $0 % 2).20\($0 < 10 ? "0" : "")\($0)" }
    var counts = AtomCounts(
      month: month, register: try AtomRegister(villages: villages),
      categories: TipCategory.allCases.map(\.rawValue))
    for (number, village) in villages.enumerated() {
      let week = month.weeks[number % month.weekCount]
      let category = TipCategory.allCases[number % 3].rawValue
      try counts.add(number, village: village, week: week, category: category)
    }
    return AtomTable(closing: counts, rules: rules)
  }

  private func rows() throws -> [AtomRow] {
    var rows: [AtomRow] = []
    try workspace.readAtoms { rows.append($0) }
    return rows
  }

  @Test("come back as they were published, in their order")
  func roundTrip() throws {
    let rules = try #require(AtomRules(planner: 6, partner: 12, weeks: .district))
    let tables = [try table(january), try table(january.next, rules: rules)]
    let before = try workspace.generation()
    try workspace.write {
      try $0.publish(tables[0].rows, month: january, on: day, rules: .standard)
    }
    #expect(try workspace.generation() > before)
    try workspace.write { transaction in
      try transaction.publish(tables[1].rows, month: january.next, on: day, rules: rules)
      try transaction.publish([], month: january.next.next, on: day, rules: rules)
    }
    #expect(try rows() == tables.flatMap(\.rows))
    #expect(
      try workspace.closedPeriods() == [
        ClosedPeriod(month: january, closedOn: day, rules: .standard),
        ClosedPeriod(month: january.next, closedOn: day, rules: rules),
        ClosedPeriod(month: january.next.next, closedOn: day, rules: rules),
      ])
    #expect(try workspace.check() == [])
    let again = try AtomTable(
      month: january, categories: TipCategory.allCases.map(\.rawValue),
      rows: rows().filter { $0.month == january })
    #expect(again == tables[0])
  }

  @Test("A month whose few tips are withheld comes back so")
  func withheld() throws {
    var counts = AtomCounts(
      month: january, register: try AtomRegister(villages: ["35.07.01.2001"]),
      categories: TipCategory.allCases.map(\.rawValue))
    try counts.add(2, village: "35.07.01.2001", week: january.weeks[0], category: "pmi")
    let table = AtomTable(closing: counts)
    try workspace.write { try $0.publish(table.rows, month: january, on: day, rules: .standard) }
    #expect(try rows() == table.rows)
    #expect(try rows().allSatisfy { $0.members.isEmpty && $0.count == 0 })
    #expect(try workspace.check() == [])
  }

  @Test("are published once and in their order, and a refusal changes nothing")
  func onceOnly() throws {
    let february = try table(january.next)
    try workspace.write {
      try $0.publish(february.rows, month: january.next, on: day, rules: .standard)
    }
    let published = try rows()
    for month in [january, january.next] {
      let rows = try table(month).rows
      let refusal = code {
        try workspace.write { try $0.publish(rows, month: month, on: day, rules: .standard) }
      }
      #expect(refusal == "period.published")
    }
    #expect(try rows() == published)
    #expect(try workspace.closedPeriods().map(\.month) == [january.next])
  }

  @Test("Numbers that contradict each other or the rules are not published")
  func contradictions() throws {
    let good = try table(january).rows
    let small = AtomRow(
      layer: .village, month: january, members: ["35.08.01.2001"], keys: [], count: 4)
    for rows in [good + [small], good + [good[0]], try table(january.next).rows] {
      let refusal = code {
        try workspace.write { try $0.publish(rows, month: january, on: day, rules: .standard) }
      }
      #expect(refusal == "row.invalid")
    }
    #expect(try rows().isEmpty)
    #expect(try workspace.closedPeriods().isEmpty)
  }

  @Test("raise the data generation a few times however many numbers there are")
  func generation() throws {
    let before = try workspace.generation()
    let rows = try table(january).rows
    #expect(rows.count > 20)
    try workspace.write { try $0.publish(rows, month: january, on: day, rules: .standard) }
    #expect(try workspace.generation() == before + 2)
    try workspace.write { try $0.db.execute(sql: "DELETE FROM atoms WHERE fid < 4") }
    #expect(try workspace.generation() == before + 5)
  }

  @Test(
    "What was broken is found under its code",
    arguments: [
      ("UPDATE atoms SET month = '2026-1' WHERE fid = 1", WorkspaceProblem.Code.value),
      ("UPDATE atoms SET members = members || '+' WHERE fid = 1", .value),
      ("UPDATE atoms SET count = 4 WHERE layer = 'village'", .value),
      ("UPDATE atoms SET count = -4 WHERE fid = 1", .value),
      ("UPDATE atoms SET count = 9 WHERE layer = 'district'", .value),
      ("INSERT INTO atoms SELECT NULL, layer, month, members, keys, count FROM atoms", .value),
      ("UPDATE atoms SET fid = -fid", .value),
      ("UPDATE atoms SET keys = 'none' WHERE layer = 'regency'", .value),
      ("UPDATE periods SET rules = 'planner=5'", .value),
      ("UPDATE periods SET closed_on = 'soon'", .value),
      ("DELETE FROM periods WHERE month = '2026-01'", .orphan),
      ("UPDATE periods SET month = '2027-01' WHERE month = '2026-02'", .orphan),
      ("DROP TRIGGER generation_atoms_insert", .trigger),
      ("DROP TRIGGER acceptance_tips_insert", .trigger),
      ("DROP INDEX periods_key", .schema),
    ])
  func findsDamage(sql: String, expected: WorkspaceProblem.Code) throws {
    for month in [january, january.next] {
      let rows = try table(month).rows
      try workspace.write { try $0.publish(rows, month: month, on: day, rules: .standard) }
    }
    try workspace.write { try $0.db.execute(sql: sql) }
    let problems = try workspace.check()
    #expect(problems.contains { $0.code == expected }, "\(problems.prefix(3))")
  }

  @Test("Rows behind a later month are not read as if they were in order")
  func order() throws {
    for month in [january, january.next] {
      let rows = try table(month).rows
      try workspace.write { try $0.publish(rows, month: month, on: day, rules: .standard) }
    }
    try workspace.write { try $0.db.execute(sql: "UPDATE atoms SET fid = -fid") }
    #expect(code { try workspace.readAtoms { _ in } } == "row.invalid")
  }
}
