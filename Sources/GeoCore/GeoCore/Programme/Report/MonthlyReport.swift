public import DisclosureControl
public import GeoPrimitives
public import GeoStore
import Places

/// What happened in a month in the area of an office or a division. It tells nothing of tips.
public struct MonthlyReport: Sendable {
  /// Sessions of one kind.
  public struct Sessions: Sendable {
    /// How many there were.
    public var sessions = 0
    /// How many took part, as far as somebody counted.
    public var participants = 0
    /// In how many villages they were held.
    public var villages = 0
  }

  /// A covered village in which nothing has been done for a while.
  public struct IdleVillage: Sendable {
    /// The code.
    public let code: String
    /// The name; empty where no file told it.
    public let name: String
    /// Since when it is covered.
    public let since: CivilDate
    /// The day of the last session; `nil` when there was none.
    public let lastSession: CivilDate?
  }

  /// The month.
  public let month: CalendarMonth
  /// Whether the month was over when the report was made.
  public let isComplete: Bool
  /// The changes of status, by day, then code.
  public let changes: [ProgrammeChange]
  /// The sessions by kind.
  public let sessions: [ActivityKind: Sessions]
  /// All of them.
  public let allSessions: Sessions
  /// The coverage on the last day of the month.
  public let coverage: CoverageFigures
  /// How it changed since the last day of the month before.
  public let coverageChange: CoverageChange
  /// The same for the districts of the area, or the regencies where it is a province or more.
  public let parts: [CoverageTable.Row]
  /// Which accommodations did not report.
  public let gaps: ReportingGaps
  /// Villages covered for at least six months, and without a session in them.
  public let idleSixMonths: [IdleVillage]
  /// The same for twelve months.
  public let idleTwelveMonths: [IdleVillage]

  let scope: ReportScope
  let names: [String: String]
  let partLevel: AdministrativeLevel
}

extension DatasetSnapshot {
  /// The report of an area or office for a month.
  /// - Throws: `DisclosureRefusal` for what somebody may not ask for, `RequestError.badValue` for an unknown area or
  ///   office.
  /// - Complexity: O(n log n) for n villages and accommodations.
  public func monthlyReport(
    _ query: MonthlyReportQuery, for disclosure: Disclosure
  ) throws -> MonthlyReport {
    guard disclosure.role.mayRead(.reports) != .nowhere else {
      throw DisclosureRefusal.role(disclosure.role, .reports)
    }
    // Which offices there are is for everybody to know; so is whether an area exists.
    let scope = try scope(of: query.subject)
    if let code = scope.codes.first(where: { !disclosure.mayRead(.reports, code: $0) }) {
      throw DisclosureRefusal.outsideArea(code: code, disclosure.role)
    }
    return report(of: scope, in: query.month, for: disclosure)
  }

  private func report(
    of scope: ReportScope, in month: CalendarMonth, for disclosure: Disclosure
  ) -> MonthlyReport {
    let rooms = roomTable(for: disclosure)
    let counters = (
      before: counter(on: month.dayBefore, rooms), after: counter(on: month.lastDay, rooms)
    )
    let total = row("", scope.name, scope.villages, counters)
    let level: AdministrativeLevel =
      scope.codes.contains { $0.utf8.count < 5 } ? .regency : .district
    let changes = changes(in: scope, month)
    return MonthlyReport(
      month: month, isComplete: month.end <= today, changes: changes,
      sessions: Dictionary(
        uniqueKeysWithValues: ActivityKind.allCases.map { kind in
          (kind, sessions(of: scope.villages, in: month) { $0 == kind })
        }),
      allSessions: sessions(of: scope.villages, in: month) { _ in true },
      coverage: total.figures, coverageChange: total.change,
      parts: groups(of: scope.villages, at: level).map { code, members in
        let part = row(code, layer(level).area(code: code)?.name ?? "", members, counters)
        return CoverageTable.Row(
          code: code, name: part.name, figures: part.figures, change: part.change)
      },
      gaps: reportingGaps(of: scope.villages, in: month, for: disclosure),
      idleSixMonths: idleVillages(of: scope.villages, months: 6, upTo: month.lastDay),
      idleTwelveMonths: idleVillages(of: scope.villages, months: 12, upTo: month.lastDay),
      scope: scope,
      names: Dictionary(
        changes.map { ($0.code, villages.area(code: $0.code)?.name ?? "") },
        uniquingKeysWith: { first, _ in first }),
      partLevel: level)
  }

  private func counter(
    on day: CivilDate, _ rooms: Result<RoomTable, RoomRefusal>
  ) -> CoverageCounter {
    CoverageCounter(self, on: day, farMinutes: CoverageQuery().farMinutes, rooms: rooms)
  }

  private func row(
    _ code: String, _ name: String, _ positions: [Int],
    _ counters: (before: CoverageCounter, after: CoverageCounter)
  ) -> (name: String, figures: CoverageFigures, change: CoverageChange) {
    let figures = counters.after.figures(of: positions)
    let moves = coverageMoves(of: positions, from: counters.before.day, to: counters.after.day)
    let change = CoverageChange(
      from: counters.before.figures(of: positions), to: figures, moves: moves)
    return (name, figures, change)
  }

  /// Also of villages that have a history and no border.
  private func changes(in scope: ReportScope, _ month: CalendarMonth) -> [ProgrammeChange] {
    let area = programme.histories.filter { code, _ in
      scope.codes.contains { code == $0 || code.hasPrefix($0 + ".") }
    }
    return area.flatMap { code, history in history.changes(of: code, in: month.days) }
      .sorted { ($0.day, $0.code) < ($1.day, $1.code) }
  }

  private func sessions(
    of positions: [Int], in month: CalendarMonth, _ isWanted: (ActivityKind) -> Bool
  ) -> MonthlyReport.Sessions {
    var result = MonthlyReport.Sessions()
    for position in positions {
      let held = activities.sessions(ofVillage: position, in: month.days)
        .filter { isWanted($0.kind) }
      guard !held.isEmpty else { continue }
      result.sessions += held.count
      result.villages += 1
      result.participants = CoverageCounter.sum(
        [result.participants] + held.compactMap(\.participants))
    }
    return result
  }

  private func idleVillages(
    of positions: [Int], months: Int, upTo day: CivilDate
  ) -> [MonthlyReport.IdleVillage] {
    let limit = day.months(before: months)
    return positions.compactMap { position in
      let area = villages.areas[position]
      guard let stage = programme.stage(of: area.code.text, on: day), stage.status.isCovered,
        stage.since <= limit
      else { return nil }
      let last = activities.lastDay(ofVillage: position, upTo: day)
      guard last.map({ $0 <= limit }) ?? true else { return nil }
      return MonthlyReport.IdleVillage(
        code: area.code.text, name: area.name ?? "", since: stage.since, lastSession: last)
    }
  }
}
