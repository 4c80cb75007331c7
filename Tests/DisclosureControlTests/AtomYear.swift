import GeoPrimitives
import Support

@testable import DisclosureControl

/// A year of tips that arrive late, are held back, are let in again, and are counted at closings.
struct AtomYear {
  /// A tip and its fate.
  struct Tip {
    var village: String
    var category: String
    var occurred: Int
    /// The days from which it counts and from which it does not, in turn.
    var turns: [Int]
    var countedIn: ReportingMonth?

    /// The day since which it counts without interruption, as known when a day begins.
    func accepted(before day: Int) -> CivilDate? {
      let past = turns.filter { $0 < day }
      return past.count % 2 == 1 ? past.last.map { CivilDate(daysSince1970: $0) } : nil
    }
  }

  var register: AtomRegister
  var categories = ["pmi", "tppo", "other"]
  var tips: [Tip] = []
  var tables: [AtomTable] = []
  /// What was counted, in the order of `tables`.
  var worlds: [AtomWorld] = []

  init(register: AtomRegister, start: Int, days: Int, tips count: Int, random: inout SeededRandom) {
    self.register = register
    for _ in 0..<count {
      let weight = random.uniform(0...1)
      let village = Int(weight * weight * Double(register.villages.count - 1) + 0.5)
      let occurred = start + Int.random(in: 0..<days, using: &random)
      var turns = [occurred + Int(random.uniform(0...1) * random.uniform(0...60))]
      while turns.count < 4, random.uniform(0...1) < 0.2 {
        turns.append((turns.last ?? 0) + Int.random(in: 1...70, using: &random))
      }
      tips.append(
        Tip(
          village: register.villages[village],
          category: categories.randomElement(using: &random) ?? "other", occurred: occurred,
          turns: turns))
    }
  }

  /// Closes a month on the day after its last open one.
  mutating func close(
    _ month: ReportingMonth, by calendar: ClosingCalendar, rules: AtomRules
  ) throws {
    var counts = AtomCounts(month: month, register: register, categories: categories)
    var world = AtomWorld(month: month, register: register)
    world.categories = categories
    let day = calendar.lastOpenDay(of: month).daysSince1970 + 1
    for (place, tip) in tips.enumerated() {
      let occurred = CivilDate(daysSince1970: tip.occurred)
      let accepted = tip.accepted(before: day)
      guard
        calendar.counts(
          occurred: occurred, accepted: accepted, countedIn: tip.countedIn, in: month),
        let accepted
      else { continue }
      let week = calendar.week(occurred: occurred, accepted: accepted)
      try counts.add(village: tip.village, week: week, category: tip.category)
      world.tips.append(
        AtomWorld.Tip(
          village: register.villages.firstIndex(of: tip.village) ?? 0,
          week: month.position(of: week) ?? 0,
          category: categories.firstIndex(of: tip.category) ?? 0))
      tips[place].countedIn = month
    }
    worlds.append(world)
    tables.append(AtomTable(closing: counts, rules: rules))
  }
}

/// The cells that hide behind a month's publication: villages by week, and regencies by category.
struct AtomCells {
  let register: AtomRegister
  let weekCount: Int
  let categoryCount: Int

  /// One cell of each village and week and of each regency and category, and one more of each regency,
  /// see `AtomInterview.links`.
  var count: Int {
    register.villages.count * weekCount + register.levels[2].codes.count * (categoryCount + 1)
  }

  init(_ table: AtomTable, of register: AtomRegister) {
    self.register = register
    weekCount = table.month.weekCount
    categoryCount = table.categories.count
  }

  func weeks(of area: String, _ weeks: some Sequence<Int>) -> [Int] {
    weeks.flatMap { week in
      register.villages.indices.filter { register.villages[$0].hasPrefix(area) }
        .map { $0 * weekCount + week }
    }
  }

  func categories(of area: String, _ kinds: some Sequence<Int>) -> [Int] {
    let offset = register.villages.count * weekCount
    let regencies = register.levels[2].codes
    return kinds.flatMap { kind in
      regencies.indices.filter { regencies[$0].hasPrefix(area) }
        .map { offset + $0 * categoryCount + kind }
    }
  }
}

/// Everything that may be asked of a month, as sums of cells.
struct AtomInterview {
  let table: AtomTable
  let cells: AtomCells
  /// A partner sees the districts only.
  let isPlanner: Bool
  private(set) var answers: [(cells: [Int], sum: Int)] = []
  /// That weeks and categories of a regency have the same sum, whatever that is.
  private(set) var links: [(cells: [Int], sum: Int)] = []

  init(_ table: AtomTable, cells: AtomCells, isPlanner: Bool) {
    self.table = table
    self.cells = cells
    self.isPlanner = isPlanner
    readRows()
    for area in cells.register.levels.flatMap(\.codes) { ask(about: area) }
    if isPlanner { link() }
  }

  private mutating func note(_ cells: [Int], _ value: AtomValue) {
    if case .count(let sum) = value { answers.append((cells, sum)) }
  }

  private mutating func ask(about area: String) {
    let all = cells.weeks(of: area, 0..<cells.weekCount)
    note(all, table.districts.value(of: area))
    guard isPlanner else { return }
    note(all, table.villages.value(of: area))
    for set in 1..<(1 << cells.weekCount) {
      let weeks = (0..<cells.weekCount).filter { set >> $0 & 1 == 1 }
      note(cells.weeks(of: area, weeks), table.weeks.value(of: area, keys: Set(weeks)))
    }
    guard area.count <= 5 else { return }
    note(cells.categories(of: area, 0..<cells.categoryCount), table.regencies.value(of: area))
    for set in 1..<(1 << cells.categoryCount) {
      let kinds = (0..<cells.categoryCount).filter { set >> $0 & 1 == 1 }
      note(cells.categories(of: area, kinds), table.regencies.value(of: area, keys: Set(kinds)))
    }
  }

  /// The file of atoms, which says the merged numbers outright.
  private mutating func readRows() {
    for row in table.rows where !row.members.isEmpty && (isPlanner || row.layer == .district) {
      let keys = row.keys.compactMap { key in
        row.layer == .week ? Int(key).map { $0 - 1 } : table.categories.firstIndex(of: key)
      }
      let sum = row.members.flatMap { member in
        switch row.layer {
        case .week: cells.weeks(of: member, keys)
        case .regency: cells.categories(of: member, keys)
        case .village, .district: cells.weeks(of: member, 0..<cells.weekCount)
        }
      }
      answers.append((sum, row.count))
    }
  }

  /// A cell of its own tells it with sums only: weeks and that cell make the same number as categories
  /// and that cell, and which number it is does not matter.
  private mutating func link() {
    let regencies = cells.register.levels[2].codes
    for (place, code) in regencies.enumerated() {
      let slack = cells.count - regencies.count + place
      links.append((cells.weeks(of: code, 0..<cells.weekCount) + [slack], Self.enough))
      links.append((cells.categories(of: code, 0..<cells.categoryCount) + [slack], Self.enough))
    }
  }

  /// More than any sum here.
  static let enough = 10_000
}
