import GeoPrimitives
import Support
import Testing

@testable import DisclosureControl

@Suite("The rows of atoms")
struct AtomRowTests {
  @Test("make the same table again, as text and in any order")
  func roundTrip() throws {
    var random = SeededRandom(seed: 12)
    for world in try AtomTableTests.worlds(60) {
      let level = try #require(AtomRules.WeekLevel.allCases.randomElement(using: &random))
      let rules = try #require(AtomRules(planner: 5, partner: 10, weeks: level))
      let table = AtomTable(closing: try world.counts, rules: rules)
      let rows = try table.rows.map { try AtomRow(text: $0.description) }
      #expect(rows == table.rows)
      let again = try AtomTable(
        month: world.month, categories: world.categories, rows: rows.shuffled(using: &random),
        rules: rules)
      #expect(again == table)
    }
  }

  static func read(_ lines: [String]) throws -> AtomTable {
    let month = try #require(ReportingMonth("2026-03"))
    return try AtomTable(
      month: month, categories: ["pmi", "other"], rows: lines.map { try AtomRow(text: $0) })
  }

  @Test("say which members, weeks and categories share a number")
  func meaning() throws {
    let table = try Self.read([
      "week;2026-03;35.07.01.2001+35.07.01.2003;1+2;12", "week;2026-03;35.07.01.2002;4;5",
      "village;2026-03;35.07.01.2001+35.07.01.2003;;12", "village;2026-03;35.07.01.2002;;5",
      "regency;2026-03;35.07;pmi+other;17", "district;2026-03;35.07.01;;17",
    ])
    #expect(table.villages.value(of: "35.07.01") == .count(17))
    #expect(table.villages.value(of: "35.07.01.2003") == .suppressed)
    #expect(table.weeks.value(of: "35.07.01", keys: [3]) == .count(5))
    #expect(table.weeks.value(of: "35.07.01", keys: [0]) == .suppressed)
    #expect(table.regencies.value(of: "35", keys: [0, 1]) == .count(17))
    #expect(table.districts.value(of: "35.07.01") == .count(17))
    #expect(table.districts.value(of: "35.07.02.2001") == .count(0))
    #expect(table.districts.value(of: "35.07.01.2001") == .suppressed)
  }

  @Test(
    "are refused when they are not of their form",
    arguments: [
      "", "week;2026-03;35.07.01.2001;1", "street;2026-03;35.07.01.2001;1;5",
      "week;2026-3;35.07.01.2001;1;5", "week;2026-03;35.07.01.2001;1;-5",
      "week;2026-03;35.07.01.2001;1;05", "week;2026-03;+35.07.01.2001;1;5",
      "week;2026-03;35.07.01.2001;1+;5", "week;2026-03;35.07.01.2001;1;5;",
      "week;2026-03;35.07.01.2001;1;99999999999999999999",
    ])
  func malformed(text: String) {
    #expect(throws: AtomError.malformedRow(text)) { try AtomRow(text: text) }
  }

  @Test(
    "are refused when they contradict the month, the rule or each other",
    arguments: [
      ["week;2026-04;35.07.01.2001;1;5"], ["week;2026-03;35.07.01.2001;1;4"],
      ["district;2026-03;35.07.01;;9"], ["week;2026-03;35.07.01.2001;5;5"],
      ["week;2026-03;35.07.01.2001;0;5"], ["week;2026-03;35.07.01.2001;2+1;5"],
      ["week;2026-03;35.07.01.2001;;5"], ["village;2026-03;35.07.01.2001;1;5"],
      ["district;2026-03;35.07.01;1;10"],
      ["regency;2026-03;35.07;tppo;5"], ["regency;2026-03;35.07.01;pmi;5"],
      ["week;2026-03;35.07.01;1;5"], ["week;2026-03;35.07.1.2001;1;5"],
      ["week;2026-03;35.07.01.2002+35.07.01.2001;1;5"],
      ["week;2026-03;35.07.01.2001+35.07.02.2001;1;5"],
      ["week;2026-03;35.07.01.2001+35.07.01.2001;1;5"],
      ["week;2026-03;35.07.01+35.07.01.2001;1;5"],
      ["week;2026-03;;;5"], ["week;2026-03;35.07.01.2001;1;5", "week;2026-03;;;0"],
      ["week;2026-03;;;0", "week;2026-03;35.07.01.2001;1;5"],
      ["week;2026-03;35.07.01.2001;1;5", "week;2026-03;35.07.01.2001;1;5"],
      ["week;2026-03;35.07.01.2001;1;5", "week;2026-03;35.07.01.2001+35.07.01.2002;2;5"],
      ["week;2026-03;35.07.01.2001;1;5", "week;2026-03;35.07.01+35.07.02;2;5"],
      ["week;2026-03;35.07.01+35.07.02;2;5", "week;2026-03;35.07.01.2001;1;5"],
      ["district;2026-03;35.07.01;;10", "district;2026-03;35.07.01;;10"],
      ["district;2026-03;35.07.01;;9999999999999999"], ["week;2026-03;35.07.01+35.07.02.2001;1;5"],
    ])
  func contradictory(lines: [String]) {
    #expect {
      try Self.read(lines)
    } throws: { error in
      if case AtomError.contradictoryRow = error { true } else { false }
    }
  }
}
