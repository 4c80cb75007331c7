/// An instance as text that any solver of mixed-integer programs reads: free MPS.
///
/// Minimised is the negative of what is covered (for a p-median: the mean minutes); the right-hand side of the objective is
/// the negative of its constant. The rows: `SLOTS` (exactly so many sites), `OFFICE…` (at most), `REGENCY…` (at least),
/// and for each demand `D…`. A demand whose sites all cover it alike has one variable `z`, at most the sum of its sites
/// (Church and ReVelle 1974). Any other has one variable `y` for each share that a site offers: whether it is covered as
/// well as that, at most the next better `y` and the sites that offer just that share. What is covered is the sum of the
/// steps, as in the radius formulation of the p-median (García, Labbé and Marín 2011, doi:10.1287/ijoc.1100.0418).
public enum MathematicalProgramText {
  /// The text. Required sites and those drawn by lot are fixed to 1 and excluded ones to 0; existing ones have no variable,
  /// and what they cover is in the constant.
  /// - Parameters:
  ///   - instance: What is asked.
  ///   - name: The name of the model, without blanks.
  ///   - siteNames: A name for each site, without blanks, unique; their numbers if `nil`. The variable is `x` and the name.
  /// - Returns: The text, the same for the same instance.
  /// - Throws: `SitePlanningError` as `CoveringSolver.solve`, since the lottery is drawn; `badParameter` for a bad name.
  /// - Complexity: O(p log d) for p pairs and d sites that reach a demand.
  public static func mps(
    _ instance: PlanningInstance, name: String = "SITES", siteNames: [String]? = nil
  ) throws(SitePlanningError) -> String {
    var open = try OpenInstance(instance)
    _ = try open.draw()
    let names = siteNames ?? (0..<instance.reach.siteCount).map(String.init)
    guard names.count == instance.reach.siteCount else {
      throw .differentLengths(
        what: "names", expected: instance.reach.siteCount, found: names.count)
    }
    if let site = (names + [name]).firstIndex(where: { !isName($0) }) {
      throw .badParameter(name: "name", value: Double(site))
    }
    guard Set(names).count == names.count else {
      throw .badParameter(name: "names that are not unique", value: Double(names.count))
    }
    return MathematicalProgram(open, names: names).text(name)
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}

/// The rows and columns of the program.
struct MathematicalProgram {
  private var rows: [(kind: Character, name: String, side: Double)] = []
  private var columns: [(name: String, isBinary: Bool, entries: [(row: String, value: Double)])] =
    []
  private var bounds: [String] = []
  private var constant = 0.0

  init(_ open: OpenInstance, names: [String]) {
    let instance = open.instance
    let existing = Set(instance.existing)
    let sites = (0..<instance.reach.siteCount).filter { !existing.contains($0) }
    var entries = [[(row: String, value: Double)]](
      repeating: [], count: instance.reach.siteCount)
    limitRows(instance, sites, &entries)
    demandRows(instance, sites, &entries)
    // Sites first: their columns are what a reader looks for.
    let steps = columns
    columns = sites.map { ("x" + names[$0], true, entries[$0]) } + steps
    let settled = Set(open.settled)
    let free = Set(open.open)
    for site in sites {
      if settled.contains(site) {
        bounds.append(" FX BND x\(names[site]) 1")
      } else {
        bounds.append(" UP BND x\(names[site]) \(free.contains(site) ? 1 : 0)")
      }
    }
    bounds += steps.map { " UP BND \($0.name) 1" }
  }

  private mutating func limitRows(
    _ instance: PlanningInstance, _ sites: [Int],
    _ entries: inout [[(row: String, value: Double)]]
  ) {
    rows.append(("E", "SLOTS", Double(instance.slots)))
    for site in sites { entries[site].append(("SLOTS", 1)) }
    for (quota, kind, name) in [
      (instance.capacities, Character("L"), "OFFICE"), (instance.floors, "G", "REGENCY"),
    ] {
      guard let quota else { continue }
      for (group, amount) in quota.amounts.enumerated() {
        rows.append((kind, "\(name)\(group)", Double(amount)))
      }
      for site in sites {
        if let group = quota.groupOfSite[site] { entries[site].append(("\(name)\(group)", 1)) }
      }
    }
  }

  private mutating func demandRows(
    _ instance: PlanningInstance, _ sites: [Int],
    _ entries: inout [[(row: String, value: Double)]]
  ) {
    let reach = instance.reach
    let base = reach.bestShares(of: instance.existing)
    let factor = instance.weightFactor
    let covered = zip(base, instance.demandWeights).reduce(0) { $0 + $1.0 * $1.1 }
    constant = -instance.objectiveValue(of: covered) * (factor > 0 ? 1 : -1)
    var offers = [[(share: Double, site: Int)]](repeating: [], count: reach.demandCount)
    for site in sites {
      for pair in reach.starts[site]..<reach.starts[site + 1] {
        let demand = Int(reach.demands[pair])
        if reach.shares[pair] > base[demand] { offers[demand].append((reach.shares[pair], site)) }
      }
    }
    for (demand, list) in offers.enumerated() where instance.demandWeights[demand] > 0 {
      let levels = Set(list.map(\.share)).sorted()
      var below = base[demand]
      for (step, level) in levels.enumerated() {
        let suffix = levels.count == 1 ? "\(demand)" : "\(demand)_\(step)"
        rows.append(("L", "D\(suffix)", 0))
        for offer in list where offer.share == level {
          entries[offer.site].append(("D\(suffix)", -1))
        }
        let value = instance.demandWeights[demand] * (level - below) * abs(factor)
        var own = [(row: "COST", value: -value), (row: "D\(suffix)", value: 1)]
        if step > 0 { own.append(("D\(demand)_\(step - 1)", -1)) }
        columns.append((levels.count == 1 ? "z\(suffix)" : "y\(suffix)", false, own))
        below = level
      }
    }
  }

  /// The text of the program.
  func text(_ name: String) -> String {
    var text = "NAME \(name)\nROWS\n N COST\n"
    for row in rows { text += " \(row.kind) \(row.name)\n" }
    text += "COLUMNS\n MARKER 'MARKER' 'INTORG'\n"
    for column in columns where column.isBinary { text += lines(column) }
    text += " MARKER 'MARKER' 'INTEND'\n"
    for column in columns where !column.isBinary { text += lines(column) }
    text += "RHS\n"
    if constant != 0 { text += " RHS COST \(-constant)\n" }
    for row in rows where row.side != 0 { text += " RHS \(row.name) \(row.side)\n" }
    text += "BOUNDS\n"
    for bound in bounds { text += bound + "\n" }
    return text + "ENDATA\n"
  }

  private func lines(
    _ column: (name: String, isBinary: Bool, entries: [(row: String, value: Double)])
  ) -> String {
    column.entries.reduce(into: "") { $0 += " \(column.name) \($1.row) \($1.value)\n" }
  }
}

extension PlanningInstance {
  /// What a unit of covered weight adds to the objective: 1, or for mean minutes a negative number.
  var weightFactor: Double {
    guard case .meanMinutes(let limit) = objective else { return 1 }
    let total = demandWeights.reduce(0, +)
    return total > 0 ? -limit / total : -1
  }
}
