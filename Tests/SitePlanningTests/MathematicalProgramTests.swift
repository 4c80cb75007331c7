import Testing

@testable import SitePlanning

/// What a program in free MPS says, as far as our own text goes.
struct ParsedProgram {
  var rows: [String: Character] = [:]
  var sides: [String: Double] = [:]
  var entries: [String: [String: Double]] = [:]
  var lower: [String: Double] = [:]
  var upper: [String: Double] = [:]
  var whole: Set<String> = []
  var isEnded = false

  init(_ text: String) throws {
    var section = ""
    var isWhole = false
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard line.first == " " else {
        section = words[0]
        isEnded = section == "ENDATA"
        continue
      }
      switch section {
      case "ROWS": rows[words[1]] = words[0].first
      case "COLUMNS" where words[1] == "'MARKER'": isWhole = words[2] == "'INTORG'"
      case "COLUMNS":
        entries[words[0], default: [:]][words[1]] = Double(words[2])
        if isWhole { whole.insert(words[0]) }
      case "RHS": sides[words[1]] = Double(words[2])
      case "BOUNDS":
        let bound = try #require(Double(words[3]))
        upper[words[2]] = bound
        if words[0] == "FX" { lower[words[2]] = bound }
      default: Issue.record("unknown section \(section)")
      }
    }
  }

  /// The number of a step: `y12_3` is step 3 of demand 12.
  private static func step(_ column: String) -> Int {
    column.split(separator: "_").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// The least objective once sites are chosen; `nil` where they break a row. The other columns are as great as they may
  /// be, since each lowers the objective.
  func objective(choosing sites: Set<String>) -> Double? {
    var sums: [String: Double] = [:]
    for site in whole {
      let value = sites.contains(site) ? 1.0 : 0
      guard value >= lower[site] ?? 0, value <= upper[site] ?? 1 else { return nil }
      for (row, entry) in entries[site] ?? [:] { sums[row, default: 0] += entry * value }
    }
    var objective = -(sides["COST"] ?? 0)
    // The better step first, since the next one may be as great as it and its own sites.
    let steps = entries.keys.filter { !whole.contains($0) }.sorted { Self.step($0) > Self.step($1) }
    for column in steps {
      let value = min(-(sums["D" + column.dropFirst()] ?? 0), upper[column] ?? .infinity)
      for (row, entry) in entries[column] ?? [:] where row != "COST" {
        sums[row, default: 0] += entry * value
      }
      objective += (entries[column]?["COST"] ?? 0) * value
    }
    for (row, kind) in rows where row != "COST" && !row.hasPrefix("D") {
      let (sum, side) = (sums[row] ?? 0, sides[row] ?? 0)
      let isKept = kind == "E" ? sum == side : kind == "L" ? sum <= side : sum >= side
      guard isKept else { return nil }
    }
    return objective
  }
}

@Suite("The mathematical program")
struct MathematicalProgramTests {
  private func instance(_ seed: Int) throws -> PlanningInstance {
    let rule =
      seed.isMultiple(of: 2) ? CoverRule.within(minutes: 3) : .untilLimit(minutes: 6)
    var instance = try SeededInstance(seed, candidates: 9, demands: 30).instance(rule, slots: 3)
    instance.existing = [0]
    instance.required = [1]
    instance.excluded = [2]
    instance.capacities = SiteQuota(
      groupOfSite: (0..<9).map { $0 == 8 ? nil : $0 % 3 }, amounts: [1, 2, 1])
    instance.floors = SiteQuota(groupOfSite: (0..<9).map { $0 / 5 }, amounts: [1, 1])
    if seed % 4 == 3 { instance.objective = .meanMinutes(limit: 6) }
    return instance
  }

  @Test("read back says of every choice what the instance says of it", arguments: 1...8)
  func readBack(seed: Int) throws {
    let instance = try instance(seed)
    let program = try ParsedProgram(MathematicalProgramText.mps(instance))
    #expect(program.isEnded && program.whole.count == 8)
    var kept = 0
    for choice in BruteForce.subsets(of: Array(1..<9), size: 3) {
      let outcome = try instance.outcome(of: choice)
      let found = program.objective(choosing: Set(choice.map { "x\($0)" }))
      #expect((found == nil) == !outcome.brokenLimits.isEmpty)
      guard let found else { continue }
      kept += 1
      let sign = instance.objective == .coverage ? -1.0 : 1
      #expect(abs(found - sign * outcome.objective) < 1e-6)
    }
    #expect(kept > 0)
  }

  @Test("fixes what was drawn by lot, and names sites as it is told")
  func names() throws {
    var instance = try instance(2)
    instance.lottery = LotteryRule(share: 0.34, exposures: (0..<9).map(Double.init))
    let plan = try CoveringSolver.solve(instance)
    let text = try MathematicalProgramText.mps(
      instance, name: "desa", siteNames: (0..<9).map { "35.07.01.200\($0)" })
    let program = try ParsedProgram(text)
    #expect(text.hasPrefix("NAME desa\n"))
    #expect(plan.byLottery.count == 1)
    for site in plan.byLottery { #expect(program.lower["x35.07.01.200\(site)"] == 1) }
    #expect(
      text
        == (try MathematicalProgramText.mps(
          instance, name: "desa", siteNames: (0..<9).map { "35.07.01.200\($0)" })))
  }

  @Test("refuses names with blanks, names twice, and what cannot be solved")
  func refused() throws {
    var instance = try instance(2)
    #expect(throws: SitePlanningError.badParameter(name: "name", value: 9)) {
      try MathematicalProgramText.mps(instance, name: "two words")
    }
    #expect(throws: SitePlanningError.self) {
      try MathematicalProgramText.mps(instance, siteNames: Array(repeating: "a", count: 9))
    }
    instance.slots = 100
    #expect(throws: SitePlanningError.moreSlotsThanCandidates(slots: 100, candidates: 7)) {
      try MathematicalProgramText.mps(instance)
    }
  }
}
