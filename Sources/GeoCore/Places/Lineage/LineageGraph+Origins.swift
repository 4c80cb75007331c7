public import GeoPrimitives

extension LineageGraph {
  /// From whom a village has its ground: the way of `descent(of:from:to:)` backwards.
  /// - Parameters:
  ///   - code: Its code.
  ///   - day: A day on which that code is the village's.
  ///   - earlier: The day whose villages are asked for; `nil` for the first on record.
  /// - Returns: The villages, each with the part of *its* area and residents that went to this one; the
  ///   code itself where nothing has happened.
  /// - Complexity: O(s · w) for s steps on the way and w villages at a time.
  public func origins(of code: String, on day: CivilDate, asOf earlier: CivilDate?)
    -> [LineageShare]
  {
    var walk = OriginWalk(self, earlier: earlier)
    walk.arrive(LineageShare(whole: code), on: day)
    while walk.takeLatestStep() {}
    return walk.origins
  }

  /// Whether a code that ground came to on a day was a village's before, though no row of the day leads from
  /// it to itself.
  func persists(_ code: String, before date: CivilDate?, among arrivals: [Arrival]) -> Bool {
    guard !arrivals.contains(where: { $0.from == code }) else { return false }
    let bringsStripsOnly = arrivals.allSatisfy { !$0.part.passesHistoryOn }
    guard let date else { return bringsStripsOnly }
    guard steps[code]?.contains(where: { $0.date == date }) != true else { return false }
    return isListed(code, before: date) ?? wasAlive(code, before: date)
      ?? (bringsStripsOnly || isAbsorption(into: code, on: date))
  }

  /// Whether lists have a code on the day before; `nil` where they do not tell since when.
  private func isListed(_ code: String, before date: CivilDate) -> Bool? {
    guard let periods = periods[code] else { return nil }
    let eve = CivilDate(daysSince1970: date.daysSince1970 - 1)
    let listing = periods.filter { $0.contains(eve) }
    if listing.contains(where: { $0.from != nil }) { return true }
    return listing.isEmpty ? false : nil
  }

  /// Whether the last change before a day left a code alive; `nil` where there was none.
  private func wasAlive(_ code: String, before date: CivilDate) -> Bool? {
    let isEarlier = { (day: CivilDate?) in day.map { $0 < date } ?? true }
    let step = steps[code]?.last { isEarlier($0.date) }
    let arrival = self.arrivals[code]?.last { isEarlier($0.date) }
    guard let step else { return arrival.map { _ in true } }
    if step.parts.contains(where: { $0.code == code }) { return true }
    guard let arrival else { return false }
    return arrival.day >= (step.date?.daysSince1970 ?? .min)
  }

  /// Whether a single village was merged into this one: a merger takes two.
  private func isAbsorption(into code: String, on date: CivilDate) -> Bool {
    let rows = changes.filter { $0.new == code && $0.date == date && $0.old != code }
    return rows.count == 1 && rows[0].kind == .merge
  }
}

/// A village on its way back through the graph, latest day first.
private struct OriginWalk {
  private let graph: LineageGraph
  private let earlier: CivilDate?
  private var waiting: [Station: LineageShare] = [:]
  private var found: [String: LineageShare] = [:]

  /// A code with the day of the ground that came to it; `nil` for what came at a day unknown.
  private struct Station: Hashable {
    let code: String
    let date: CivilDate?
  }

  init(_ graph: LineageGraph, earlier: CivilDate?) {
    self.graph = graph
    self.earlier = earlier
  }

  var origins: [LineageShare] { found.values.sorted { $0.code < $1.code } }

  /// Arrives at a code that is the village's up to a day.
  mutating func arrive(_ share: LineageShare, on day: CivilDate) {
    let latest = graph.arrivals[share.code]?.last { arrival in
      guard let date = arrival.date else { return earlier == nil }
      return date <= day && (earlier.map { $0 < date } ?? true)
    }
    guard let latest else { return settle(share) }
    wait(share, at: Station(code: share.code, date: latest.date))
  }

  private mutating func wait(_ share: LineageShare, at station: Station) {
    if waiting[station] == nil { waiting[station] = share } else { waiting[station]?.join(share) }
  }

  private mutating func settle(_ share: LineageShare) {
    if found[share.code] == nil {
      found[share.code] = share
    } else {
      found[share.code]?.join(share)
    }
  }

  /// Goes back over the latest day that waits; `false` where none does.
  mutating func takeLatestStep() -> Bool {
    guard let station = waiting.keys.max(by: { isEarlier($0, $1) }),
      let share = waiting.removeValue(forKey: station)
    else { return false }
    let arrivals = (graph.arrivals[station.code] ?? []).filter { $0.date == station.date }
    for arrival in arrivals {
      let next = share.stepping(to: arrival.from, by: arrival.part, on: station.date)
      goBack(next, behind: station.date, fromSelf: arrival.from == station.code)
    }
    if graph.persists(station.code, before: station.date, among: arrivals) {
      goBack(share, behind: station.date, fromSelf: true)
    }
    return true
  }

  private mutating func goBack(_ share: LineageShare, behind date: CivilDate?, fromSelf: Bool) {
    if let date {
      arrive(share, on: CivilDate(daysSince1970: date.daysSince1970 - 1))
    } else if !fromSelf, graph.arrivals[share.code]?.contains(where: { $0.date == nil }) == true {
      wait(share, at: Station(code: share.code, date: nil))
    } else {
      settle(share)
    }
  }

  private func isEarlier(_ a: Station, _ b: Station) -> Bool {
    guard a.date == b.date else {
      return b.date.map { day in a.date.map { $0 < day } ?? true } ?? false
    }
    let ranks = (graph.undatedRank[a.code] ?? 0, graph.undatedRank[b.code] ?? 0)
    return (ranks.0, a.code) < (ranks.1, b.code)
  }
}
