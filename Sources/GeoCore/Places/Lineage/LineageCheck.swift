import GeoPrimitives

/// What is wrong with rows of lineage.
public enum LineageProblem: Error, Hashable, Sendable {
  /// The parts of a village's area, or of its residents, add up to more than the whole.
  case sharesExceedOne(old: String, date: String, sum: Double, ofResidents: Bool)
  /// Changes without a day lead from a code back to itself.
  case cycle([String])
  /// A village both ends and goes on in the same row.
  case endWithSuccessor(old: String, new: String)
  /// A row names no code after, and is not an end.
  case successorMissing(old: String, kind: LineageKind)
}

/// Looks for contradictions among changes of codes.
public enum LineageCheck {
  /// Everything that is wrong, in the order of days and codes.
  /// - Complexity: O(n log n).
  public static func problems(of changes: [LineageChange]) -> [LineageProblem] {
    let sorted = changes.sorted()
    var found = sorted.compactMap(problem)
    for (_, rows) in Dictionary(grouping: sorted, by: { DayOfCode($0) }).sorted(by: {
      $0.key < $1.key
    }) {
      found += [rows.map(\.areaShare), rows.map(\.populationShare)].enumerated().compactMap {
        excess(of: $1, rows[0], ofResidents: $0 == 1)
      }
    }
    let cycle = undatedCycle(in: sorted)
    if !cycle.isEmpty { found.append(.cycle(cycle.sorted())) }
    return found
  }

  /// The codes that changes without a day lead round in a circle, and those behind them.
  static func undatedCycle(in changes: [LineageChange]) -> Set<String> {
    let order = undatedOrder(of: changes)
    return Set(undatedEdges(of: changes).map(\.old)).filter { order[$0] == nil }
  }

  /// A number for each code of a change without a day: a code comes before those that it leads to. Codes in
  /// and behind a circle have none (A. B. Kahn, "Topological sorting of large networks",
  /// doi:10.1145/368996.369025).
  static func undatedOrder(of changes: [LineageChange]) -> [String: Int] {
    let edges = undatedEdges(of: changes)
    let outgoing = Dictionary(grouping: edges, by: \.old)
    var incoming: [String: Int] = [:]
    for edge in edges {
      incoming[edge.old, default: 0] += 0
      incoming[edge.new, default: 0] += 1
    }
    var ready = incoming.filter { $0.value == 0 }.keys.sorted(by: >)
    var order: [String: Int] = [:]
    while let code = ready.popLast() {
      order[code] = order.count
      for edge in outgoing[code] ?? [] {
        incoming[edge.new, default: 0] -= 1
        if incoming[edge.new] == 0 { ready.append(edge.new) }
      }
    }
    return order
  }

  private static func undatedEdges(of changes: [LineageChange]) -> [(old: String, new: String)] {
    changes.compactMap { change in
      guard change.date == nil, let new = change.new, !change.keepsCode else { return nil }
      return (change.old, new)
    }
  }

  private static func problem(of change: LineageChange) -> LineageProblem? {
    if change.kind == .end {
      return change.new.map { .endWithSuccessor(old: change.old, new: $0) }
    }
    return change.new == nil ? .successorMissing(old: change.old, kind: change.kind) : nil
  }

  private static func excess(
    of shares: [Double?], _ row: LineageChange, ofResidents: Bool
  ) -> LineageProblem? {
    let sum = shares.compactMap(\.self).reduce(0, +)
    guard sum > 1 + LineageGraph.tolerance else { return nil }
    return .sharesExceedOne(
      old: row.old, date: row.date.map { "\($0)" } ?? "", sum: sum, ofResidents: ofResidents)
  }

  /// What happens to one code on one day.
  private struct DayOfCode: Hashable, Comparable {
    let day: Int
    let code: String

    init(_ change: LineageChange) {
      day = change.date?.daysSince1970 ?? .min
      code = change.old
    }

    static func < (a: DayOfCode, b: DayOfCode) -> Bool { (a.day, a.code) < (b.day, b.code) }
  }
}
