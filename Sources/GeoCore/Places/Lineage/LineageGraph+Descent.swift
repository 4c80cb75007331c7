public import GeoPrimitives

extension LineageGraph {
  /// What has become of a village.
  /// - Parameters:
  ///   - code: Its code.
  ///   - from: A day on which that code was the village's; `nil` for the first village that had it.
  ///   - to: The day for which it is asked.
  /// - Returns: Who has its ground on that day, with the shares multiplied along the way; the code itself
  ///   where nothing has happened.
  /// - Complexity: O(s · w) for s steps on the way and w codes that share the village at a time.
  public func descent(of code: String, from: CivilDate?, to: CivilDate) -> Descent {
    var walk = DescentWalk(self, to: to)
    walk.arrive(LineageShare(whole: code), after: from, crossesUndated: true)
    while walk.takeEarliestStep() {}
    return walk.result
  }

  /// The step that a village takes next.
  /// - Parameters:
  ///   - code: Its code.
  ///   - day: The day on which it has that code; `nil` for the first.
  ///   - to: The last day that counts.
  ///   - undated: Whether steps without a day count.
  /// - Returns: The position among the code's steps; `nil` where it takes none.
  func nextStep(
    of code: String, after day: CivilDate?, to: CivilDate, undated: Bool
  ) -> Int? {
    steps[code]?.firstIndex { step in
      guard let date = step.date else { return undated }
      return date <= to && (day.map { $0 < date } ?? true)
    }
  }
}

/// A village on its way through the graph, in the order of days, so that what was divided and joined again
/// is one share from then on.
private struct DescentWalk {
  private let graph: LineageGraph
  private let to: CivilDate
  private var waiting: [Station: LineageShare] = [:]
  private var leaves: [String: LineageShare] = [:]
  private(set) var ended = Descent()

  /// A code with a step before it.
  private struct Station: Hashable {
    let code: String
    let step: Int
  }

  init(_ graph: LineageGraph, to: CivilDate) {
    self.graph = graph
    self.to = to
  }

  var result: Descent {
    var descent = ended
    descent.successors = leaves.values.sorted { $0.code < $1.code }
    return descent
  }

  mutating func arrive(_ share: LineageShare, after day: CivilDate?, crossesUndated: Bool) {
    let next = graph.nextStep(of: share.code, after: day, to: to, undated: crossesUndated)
    guard let next else {
      if leaves[share.code] == nil {
        leaves[share.code] = share
      } else {
        leaves[share.code]?.join(share)
      }
      return
    }
    let station = Station(code: share.code, step: next)
    if waiting[station] == nil { waiting[station] = share } else { waiting[station]?.join(share) }
  }

  /// Takes the earliest step that waits; `false` where none does.
  mutating func takeEarliestStep() -> Bool {
    guard let station = waiting.keys.min(by: { isEarlier($0, $1) }),
      let share = waiting.removeValue(forKey: station),
      let step = graph.steps[station.code]?[station.step]
    else { return false }
    for part in step.parts {
      guard let code = part.code else {
        end(share, part, on: step.date)
        continue
      }
      let next = share.stepping(to: code, by: part, on: step.date)
      // Steps without a day come one after another, but none twice.
      arrive(
        next, after: step.date, crossesUndated: step.date == nil && code != station.code)
    }
    return true
  }

  private mutating func end(_ share: LineageShare, _ part: LineageStep.Part, on date: CivilDate?) {
    ended.endedArea = min(ended.endedArea + share.area * part.area, 1)
    ended.endedPopulation = min(ended.endedPopulation + share.population * part.population, 1)
    if let date { ended.endedOn = ended.endedOn.map { max($0, date) } ?? date }
  }

  private func isEarlier(_ a: Station, _ b: Station) -> Bool {
    let first = graph.steps[a.code]?[a.step].date
    let second = graph.steps[b.code]?[b.step].date
    guard first == second else {
      return second.map { day in first.map { $0 < day } ?? true } ?? false
    }
    let ranks = (graph.undatedRank[a.code] ?? 0, graph.undatedRank[b.code] ?? 0)
    return (ranks.0, a.code, a.step) < (ranks.1, b.code, b.step)
  }
}
