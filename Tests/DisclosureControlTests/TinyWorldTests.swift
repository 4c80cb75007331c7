import Testing

@testable import DisclosureControl

@Suite("Everything that can happen in a tiny world")
struct TinyWorldTests {
  /// A register of regencies of districts of so many villages.
  static func register(_ shape: [[Int]]) throws -> AtomRegister {
    var codes: [String] = []
    for (regency, districts) in shape.enumerated() {
      for (district, villages) in districts.enumerated() {
        for village in 0..<villages {
          codes.append("35.0\(regency + 1).0\(district + 1).200\(village + 1)")
        }
      }
    }
    return try AtomRegister(villages: codes)
  }

  static func worlds() throws -> [TinyWorld] {
    let small = try #require(AtomRules(planner: 3, partner: 5))
    func world(
      _ name: String, _ rules: AtomRules, _ shape: [[Int]], weeks: Int = 1, categories: Int = 1,
      to greatest: Int
    ) throws -> TinyWorld {
      TinyWorld(
        name: name, rules: rules, register: try register(shape), weekCount: weeks,
        categories: (0..<categories).map { "kind \($0)" }, greatest: greatest)
    }
    let byDistrict = try #require(AtomRules(planner: 3, partner: 5, weeks: .district))
    let byRegency = try #require(AtomRules(planner: 3, partner: 5, weeks: .regency))
    return [
      try world("four villages of a district", small, [[4]], to: 15),
      try world("two districts of two villages", small, [[2, 2]], to: 15),
      try world("districts of two and one, k = 5", .standard, [[2, 1]], to: 26),
      try world("three districts, k = 5", .standard, [[1, 1, 1]], to: 28),
      try world("two regencies of two districts", small, [[1, 1], [1, 1]], to: 15),
      try world("a village in four weeks, k = 5", .standard, [[1]], weeks: 4, to: 15),
      try world("two villages in three weeks", small, [[2]], weeks: 3, to: 9),
      try world("two villages in weeks of their district", byDistrict, [[2]], weeks: 3, to: 9),
      try world("three villages in weeks of a regency", byRegency, [[2, 1]], weeks: 2, to: 9),
      try world("two regencies by three categories", small, [[1], [1]], categories: 3, to: 9),
      try world("weeks by categories", small, [[1]], weeks: 2, categories: 3, to: 9),
      try world("villages by weeks by categories", small, [[2]], weeks: 2, categories: 2, to: 6),
      try world(
        "regencies by weeks by categories", small, [[1], [1]], weeks: 2, categories: 2, to: 6),
    ]
  }

  @Test("leaves two or more answers to every question whose answer would be 1 … k−1")
  func attack() throws {
    for world in try Self.worlds() {
      let (planner, partner) = try world.attack()
      #expect(planner.inputs > 2_000 && planner.publications > 50, "\(world.name)")
      #expect(planner.pinned.isEmpty, "\(world.name): \(planner.pinned.prefix(3))")
      #expect(partner.pinned.isEmpty, "\(world.name): \(partner.pinned.prefix(3))")
      #expect(planner.fewest >= 2 && partner.fewest >= 2)
    }
  }
}
