import GeoPrimitives
import Support
import Testing

@testable import DisclosureControl

@Suite("The table of atoms")
struct AtomTableTests {
  /// Months of countries of different size and density.
  static func worlds(_ count: Int) throws -> [AtomWorld] {
    var random = SeededRandom(seed: 35)
    return try (0..<count).map { number in
      let register = try AtomWorld.register(provinces: 1 + number % 4, using: &random)
      let day = CivilDate(daysSince1970: 20_000 + 31 * number)
      return AtomWorld(
        month: ReportingMonth(containing: day), register: register,
        mean: [0.05, 0.4, 1.5, 6, 20][number % 5], using: &random)
    }
  }

  @Test("puts every area into one block, counts right, and publishes nothing of 1 … k−1")
  func blocks() throws {
    for world in try Self.worlds(60) {
      let table = AtomTable(closing: try world.counts)
      for layer in AtomRow.Layer.allCases where !table[layer].isWithheld {
        let threshold = layer == .district ? 10 : 5
        let blocks = table[layer].blocks
        for block in blocks {
          #expect(block.count >= threshold)
          #expect(block.count == block.members.reduce(0) { $0 + world.count(in: $1) })
          #expect(block.parts.allSatisfy { $0.count >= threshold })
        }
        #expect(blocks.reduce(0) { $0 + $1.count } == world.tips.count)
        for village in world.register.villages {
          let holding = blocks.filter { $0.members.contains { village.hasPrefix($0) } }
          #expect(holding.count == 1 || holding.isEmpty && world.count(in: village) == 0)
        }
      }
    }
  }

  @Test("nests the blocks of weeks, regencies and districts over those of villages")
  func nesting() throws {
    var random = SeededRandom(seed: 6)
    for world in try Self.worlds(60) {
      let level = try #require(AtomRules.WeekLevel.allCases.randomElement(using: &random))
      let rules = try #require(AtomRules(planner: 5, partner: 10, weeks: level))
      let table = AtomTable(closing: try world.counts, rules: rules)
      for fine in table.villages.blocks {
        for layer in [table.weeks, table.regencies, table.districts] where !layer.isWithheld {
          let coarse = layer.blocks.filter { block in
            block.members.contains { upper in
              fine.members.contains { $0.hasPrefix(upper) || upper.hasPrefix($0) }
            }
          }
          #expect(coarse.count == 1)
        }
      }
    }
  }

  @Test("tells sums that are true, and suppresses only what is not a union of blocks")
  func values() throws {
    for world in try Self.worlds(40) {
      let table = AtomTable(closing: try world.counts)
      for area in world.areas {
        for layer in AtomRow.Layer.allCases {
          let value = table[layer].value(of: area)
          let hiding = table[layer].block(hiding: area)
          if case .count(let count) = value {
            #expect(count == world.count(in: area) && hiding == nil)
          } else if !table[layer].isWithheld {
            #expect(hiding?.members.contains { area.hasPrefix($0) } == true)
          }
        }
        for keys in [[0], [1], [0, 1], [0, 1, 2, 3, 4]] as [Set<Int>] {
          if case .count(let count) = table.weeks.value(of: area, keys: keys) {
            #expect(count == world.count(in: area, weeks: keys))
          }
          if case .count(let count) = table.regencies.value(of: area, keys: keys) {
            #expect(count == world.count(in: area, categories: keys))
          }
        }
        let all = table.weeks.value(of: area, keys: [0, 1, 2, 3, 4])
        #expect(all == table.villages.value(of: area))
      }
    }
  }

  @Test("withholds a country below k, and tells that an empty one is empty")
  func withheld() throws {
    let register = try AtomRegister(villages: ["35.07.01.2001", "35.07.01.2002"])
    let month = try #require(ReportingMonth("2026-03"))
    var counts = AtomCounts(month: month, register: register, categories: ["a"])
    #expect(AtomTable(closing: counts).villages.value(of: "35.07.01.2001") == .count(0))
    try counts.add(4, village: "35.07.01.2001", week: month.weeks[0], category: "a")
    let four = AtomTable(closing: counts)
    #expect(four.villages.isWithheld && four.regencies.isWithheld && four.districts.isWithheld)
    #expect(four.villages.value(of: "") == .suppressed)
    #expect(four.villages.value(of: "35.07.01.2002") == .suppressed)
    try counts.add(2, village: "35.07.01.2002", week: month.weeks[3], category: "a")
    let six = AtomTable(closing: counts)
    #expect(six.districts.isWithheld && six.villages.value(of: "35.07.01") == .count(6))
    #expect(six.villages.value(of: "35.07.01.2002") == .suppressed)
    #expect(six.weeks.value(of: "35.07.01", keys: [0]) == .suppressed)
    #expect(six.weeks.value(of: "35.07.01", keys: [0, 1, 2, 3]) == .count(6))
    #expect(six.regencies.value(of: "35.07", keys: [0]) == .count(6))
  }

  @Test("answers nothing to text that is no area, and adds only what is known")
  func oddQuestions() throws {
    for world in try Self.worlds(5) {
      let table = AtomTable(closing: try world.counts)
      for text in ["1", "11.", "11.0", "11.01.", "11-01", "11.01.01.200", "11.01.01.20010", "１１"] {
        #expect(table.villages.value(of: text) == .suppressed)
        #expect(table.villages.block(hiding: text) == nil)
      }
      #expect(
        table.districts.blocks.isEmpty || table.districts.value(of: "", keys: [0]) == .suppressed)
    }
    #expect(AtomValue.count(2) + .count(3) == .count(5))
    #expect(AtomValue.count(2) + .suppressed == .suppressed)
    #expect(AtomValue.count(.max) + .count(1) == .suppressed)
  }

  @Test("does not depend on the order of the tips or of the register")
  func order() throws {
    var random = SeededRandom(seed: 4)
    for world in try Self.worlds(10) {
      var other = AtomWorld(
        month: world.month,
        register: try AtomRegister(villages: world.register.villages.shuffled(using: &random)))
      other.tips = world.tips.shuffled(using: &random)
      #expect(AtomTable(closing: try other.counts) == AtomTable(closing: try world.counts))
    }
  }

  @Test("refuses counts of what is not there")
  func refusals() throws {
    #expect(throws: AtomError.malformedCode("35.07.01")) {
      try AtomRegister(villages: ["35.07.01"])
    }
    let register = try AtomRegister(villages: ["35.07.01.2001"])
    let month = try #require(ReportingMonth("2026-03"))
    var counts = AtomCounts(month: month, register: register, categories: ["a"])
    let (village, week) = (register.villages[0], month.weeks[0])
    #expect(throws: AtomError.unknownVillage("35.07.01.2002")) {
      try counts.add(village: "35.07.01.2002", week: week, category: "a")
    }
    #expect(throws: AtomError.unknownCategory("b")) {
      try counts.add(village: village, week: week, category: "b")
    }
    #expect(throws: AtomError.foreignWeek(month.next.weeks[0])) {
      try counts.add(village: village, week: month.next.weeks[0], category: "a")
    }
    for count in [-1, .max, AtomCounts.greatest + 1] {
      #expect(throws: AtomError.countOutOfRange(count)) {
        try counts.add(count, village: village, week: week, category: "a")
      }
    }
    try counts.add(AtomCounts.greatest, village: village, week: week, category: "a")
    #expect(throws: AtomError.countOutOfRange(1)) {
      try counts.add(village: village, week: week, category: "a")
    }
    #expect(AtomRules(planner: 2, partner: 10) == nil && AtomRules(planner: 5, partner: 5) == nil)
  }
}
