import GeoPrimitives
import GeoStore
import Places

extension MonthlyReport {
  /// The report as a JSON object.
  public var json: String {
    let office = scope.office.map {
      Self.object([("id", JSONText.string($0.id)), ("name", JSONText.string($0.name))])
    }
    return Self.object([
      ("month", JSONText.string("\(month)")), ("complete", "\(isComplete)"),
      ("area", "[" + scope.codes.map(JSONText.string).joined(separator: ",") + "]"),
      ("name", JSONText.string(scope.name)), ("office", office ?? "null"),
      ("programme_changes", Self.list(changes.map(changeJSON))), ("sessions", sessionsJSON),
      ("coverage", coverageJSON), ("accommodations", gaps.json),
      ("idle_6_months", Self.list(idleSixMonths.map(Self.json))),
      ("idle_12_months", Self.list(idleTwelveMonths.map(Self.json))),
    ]) + "\n"
  }

  private func changeJSON(_ change: ProgrammeChange) -> String {
    Self.object(
      [
        ("date", JSONText.string("\(change.day)")), ("code", JSONText.string(change.code)),
        ("name", JSONText.string(names[change.code] ?? "")),
      ] + change.members)
  }

  private var sessionsJSON: String {
    let kinds = ActivityKind.allCases.map { kind in
      Self.object(
        [("kind", JSONText.string(kind.rawValue))] + (sessions[kind] ?? Sessions()).members)
    }
    return Self.object(allSessions.members + [("by_kind", Self.list(kinds))])
  }

  private var coverageJSON: String {
    Self.object([
      ("asof", JSONText.string("\(coverage.day)")),
      ("total", Self.object(Self.members(coverage, coverageChange))),
      ("part_level", JSONText.string(partLevel.rawValue)),
      (
        "parts",
        Self.list(
          parts.map { part in
            Self.object(
              [("code", JSONText.string(part.code)), ("name", JSONText.string(part.name))]
                + Self.members(part.figures, part.change))
          })
      ),
    ])
  }

  /// The columns of the coverage table with their values.
  static func members(
    _ figures: CoverageFigures, _ change: CoverageChange?
  ) -> [(String, String)] {
    Array(zip(CoverageFigures.columns, figures.values))
      + (change.map { Array(zip(CoverageChange.columns, $0.values)) } ?? [])
  }

  private static func json(_ village: IdleVillage) -> String {
    object(
      [("code", JSONText.string(village.code)), ("name", JSONText.string(village.name))]
        + village.members)
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }

  static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
}

extension ProgrammeChange {
  /// What changed, by name, as JSON.
  var members: [(String, String)] {
    let stage = after ?? before
    return [
      ("from", JSONValue.of(before?.status.rawValue)), ("to", JSONValue.of(after?.status.rawValue)),
      ("phase", JSONValue.of(stage?.phase)), ("decree", JSONValue.of(stage?.decree)),
      ("office", JSONValue.of(stage?.office)),
    ]
  }
}

extension MonthlyReport.Sessions {
  /// The numbers by name, as JSON.
  var members: [(String, String)] {
    [
      ("sessions", "\(sessions)"), ("participants", "\(participants)"), ("villages", "\(villages)"),
    ]
  }
}

extension MonthlyReport.IdleVillage {
  /// The days by name, as JSON.
  var members: [(String, String)] {
    [("active_since", JSONValue.of(since)), ("last_activity", JSONValue.of(lastSession))]
  }
}

extension ReportingGaps {
  fileprivate var json: String {
    let list = houses.map { MonthlyReport.list($0.map { MonthlyReport.object($0.allMembers) }) }
    return MonthlyReport.object(members + [("without_report", list ?? "null")])
  }

  /// The numbers by name, as JSON.
  var members: [(String, String)] {
    [("basis", JSONText.string(basis.rawValue))]
      + MonthlyReporting.allCases.map { ($0.rawValue, JSONValue.of(counts?[$0])) }
  }
}

extension ReportingGaps.House {
  fileprivate var allMembers: [(String, String)] {
    [("id", JSONText.string(record.id)), ("name", JSONText.string(record.name))] + members
  }

  /// What is told of the house besides its name, as JSON.
  var members: [(String, String)] {
    [
      ("village", JSONText.string(village)), ("kind", JSONText.string(record.kind.rawValue)),
      ("state", JSONText.string(state.rawValue)), ("last_report", JSONValue.of(record.lastReport)),
    ]
  }
}
