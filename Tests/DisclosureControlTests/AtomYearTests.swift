import GeoPrimitives
import Support
import Testing

@testable import DisclosureControl

@Suite("A year of atoms")
struct AtomYearTests {
  static func year(
    seed: UInt64, tips: Int, weeks: AtomRules.WeekLevel = .village
  ) throws -> AtomYear {
    let rules = try #require(AtomRules(planner: 5, partner: 10, weeks: weeks))
    var random = SeededRandom(seed: seed)
    let codes = [
      "11.01.01.2001", "11.01.01.2002", "11.01.01.2003", "11.01.02.2001", "11.01.02.2002",
      "11.02.01.2001", "11.02.02.2001", "11.02.02.2002", "12.01.01.2001", "12.01.01.2002",
    ]
    let first = try #require(ReportingMonth("2026-01"))
    var year = AtomYear(
      register: try AtomRegister(villages: codes.shuffled(using: &random)),
      start: first.firstDay.daysSince1970, days: 365, tips: tips, random: &random)
    let calendar = ClosingCalendar(delay: Int.random(in: 0...20, using: &random))
    var month = first
    for _ in 0..<14 {
      try year.close(month, by: calendar, rules: rules)
      month = month.next
    }
    return year
  }

  @Test("counts a tip once, in a month that was open when it came")
  func counting() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let year = try Self.year(seed: seed, tips: 600)
      #expect(
        year.worlds.reduce(0) { $0 + $1.tips.count } == year.tips.count { $0.countedIn != nil })
      #expect(year.tips.count { $0.countedIn != nil } > 400)
      for (world, table) in zip(year.worlds, year.tables) {
        #expect(AtomTable(closing: try world.counts) == table)
      }
    }
  }

  /// The questions whose answers must not be found: areas by months, weeks and categories.
  static func hidden(_ cells: AtomCells) -> [[Int]] {
    var questions: [[Int]] = []
    for area in cells.register.levels.flatMap(\.codes) {
      for first in 0..<cells.weekCount {
        for last in first..<cells.weekCount {
          questions.append(cells.weeks(of: area, first...last))
        }
      }
      guard area.count <= 5 else { continue }
      for kind in 0..<cells.categoryCount { questions.append(cells.categories(of: area, [kind])) }
    }
    return questions
  }

  @Test("lets nobody find 1 … k−1 by adding and subtracting what may be asked over all of it")
  func sumsAndDifferences() throws {
    let cases: [(UInt64, Int, AtomRules.WeekLevel)] = [
      (1, 150, .village), (2, 500, .village), (3, 2500, .village), (4, 900, .district),
      (5, 900, .regency),
    ]
    for (seed, tips, level) in cases {
      let year = try Self.year(seed: seed, tips: tips, weeks: level)
      for (isPlanner, least) in [(true, 5), (false, 10)] {
        var found = 0
        for table in year.tables {
          let cells = AtomCells(table, of: year.register)
          let interview = AtomInterview(table, cells: cells, isPlanner: isPlanner)
          var knowledge = LinearKnowledge(cells: cells.count)
          for (cells, sum) in interview.answers + interview.links {
            knowledge.learn(cells, sum: sum)
          }
          let sums = Self.hidden(cells).compactMap { knowledge.sum($0) }
          // A sum over several months follows only from sums of each, as no answer that is not a sum of
          // such has a part in two months; and sums of 0 and k or more are 0 or k or more.
          #expect(sums.allSatisfy { $0 == 0 || $0 >= least })
          found += sums.count
        }
        #expect(found > (isPlanner ? 100 : 10))
      }
    }
  }

  @Test("lets nobody bound a hidden number to one of 1 … k−1 by whole numbers of 0 or more")
  func wholeNumbers() throws {
    var searched = 0
    for (seed, level) in [(1, .village), (2, .district)] as [(UInt64, AtomRules.WeekLevel)] {
      let year = try Self.year(seed: seed, tips: 400, weeks: level)
      for (world, table) in zip(year.worlds, year.tables) where !table.villages.isWithheld {
        let cells = AtomCells(table, of: year.register)
        var linear = LinearKnowledge(cells: cells.count)
        var knowledge = IntegerKnowledge(cells: cells.count, limit: AtomInterview.enough)
        for (cells, sum) in AtomInterview(table, cells: cells, isPlanner: true).answers
        where linear.learn(cells, sum: sum) {
          knowledge.learn(cells, sum: sum)
        }
        for area in world.areas {
          for weeks in (0..<cells.weekCount).map({ $0...$0 }) + [0...(cells.weekCount - 1)] {
            let question = cells.weeks(of: area, weeks)
            let range = try #require(knowledge.range(of: question))
            #expect(range.contains(world.count(in: area, weeks: Set(weeks))))
            #expect(range.count > 1 || range.lowerBound == 0 || range.lowerBound >= 5)
            searched += range.count > 1 ? 1 : 0
          }
        }
      }
    }
    #expect(searched > 500)
  }

  @Test("would be caught: an unmerged village beside its district's sum is found")
  func catches() throws {
    let year = try Self.year(seed: 2, tips: 500)
    var found = 0
    for (world, table) in zip(year.worlds, year.tables) {
      let cells = AtomCells(table, of: year.register)
      var linear = LinearKnowledge(cells: cells.count)
      for area in world.areas {
        // Hiding small counts without merging them.
        let count = world.count(in: area)
        if count == 0 || count >= 5 {
          linear.learn(cells.weeks(of: area, 0..<cells.weekCount), sum: count)
        }
      }
      found += Self.hidden(cells).count { (1...4).contains(linear.sum($0) ?? 0) }
    }
    #expect(found > 20)
  }
}
