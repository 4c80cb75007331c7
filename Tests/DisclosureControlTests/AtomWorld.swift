import GeoPrimitives
import Support

@testable import DisclosureControl

/// Random tips of a random country, for tests of a whole year.
struct AtomWorld {
  /// A tip as the counts know it, by places in the register, the month and the categories.
  struct Tip: Hashable {
    var village: Int
    var week: Int
    var category: Int
  }

  var month: ReportingMonth
  var register: AtomRegister
  var categories = ["tppo", "tppm", "pmi", "other"]
  var tips: [Tip] = []

  init(month: ReportingMonth, register: AtomRegister) {
    self.month = month
    self.register = register
  }

  /// A month in which a few villages have many tips and most have few or none.
  init(
    month: ReportingMonth, register: AtomRegister, mean: Double, using random: inout SeededRandom
  ) {
    self.init(month: month, register: register)
    for village in register.villages.indices {
      let weight = random.uniform(0...1)
      let expected = mean * 5 * weight * weight * weight * weight
      let count = Int((expected * 2 * random.uniform(0...1)).rounded())
      for _ in 0..<count {
        tips.append(
          Tip(
            village: village, week: Int.random(in: 0..<month.weekCount, using: &random),
            category: Int.random(in: 0..<categories.count, using: &random)))
      }
    }
  }

  var counts: AtomCounts {
    get throws {
      var counts = AtomCounts(month: month, register: register, categories: categories)
      for tip in tips {
        try counts.add(1, village: tip.village, week: tip.week, category: tip.category)
      }
      return counts
    }
  }

  /// The tips in an area, in some weeks and categories; all of them when not said.
  func count(
    in area: String, weeks: Set<Int>? = nil, categories kinds: Set<Int>? = nil
  ) -> Int {
    tips.count {
      register.villages[$0.village].hasPrefix(area) && weeks?.contains($0.week) != false
        && kinds?.contains($0.category) != false
    }
  }

  /// The codes of all areas, from the country to the villages.
  var areas: [String] { register.levels.flatMap(\.codes) }

  /// A country of provinces, regencies, districts and villages of random numbers.
  static func register(
    provinces: Int, using random: inout SeededRandom
  ) throws -> AtomRegister {
    var codes: [String] = []
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for province in 0..<provinces {
      for regency in 0..<Int.random(in: 1...4, using: &random) {
        for district in 0..<Int.random(in: 1...6, using: &random) {
          for village in 0..<Int.random(in: 1...12, using: &random) {
            codes.append(
              "\(11 + province).\(two(regency + 1)).\(two(district + 1)).20\(two(village + 1))")
          }
        }
      }
    }
    return try AtomRegister(villages: codes)
  }
}
