import GeoPrimitives
import GeoStore

extension MonthlyReport {
  /// The report as comma-separated text in long form: a line for each number, with the columns
  /// `section,code,name,key,value`. Values that are not there have no line.
  public var csv: String {
    TableText(names: ["section", "code", "name", "key", "value"], rows: lines.map(\.values))
      .text(as: .csv) { _ in nil }
  }

  private struct Line {
    let values: [String]

    /// A line; the value as JSON.
    init(_ section: String, _ code: String, _ name: String, _ key: String, _ value: String) {
      values = [section, code, name, key].map(JSONText.string) + [value]
    }
  }

  private var lines: [Line] {
    (headLines + changeLines + sessionLines + coverageLines + gapLines
      + idleLines("idle_6_months", idleSixMonths)
      + idleLines("idle_12_months", idleTwelveMonths)).filter { $0.values[4] != "null" }
  }

  private func lines(
    _ section: String, _ code: String, _ name: String, _ members: [(String, String)],
    prefix: String = ""
  ) -> [Line] {
    members.map { Line(section, code, name, prefix + $0.0, $0.1) }
  }

  /// Several codes have blanks between them.
  private var code: String { scope.codes.joined(separator: " ") }

  private var headLines: [Line] {
    lines(
      "report", code, scope.name,
      [
        ("month", JSONText.string("\(month)")), ("complete", "\(isComplete)"),
        ("office", JSONValue.of(scope.office?.id)),
      ])
  }

  private var changeLines: [Line] {
    changes.flatMap { change in
      lines(
        "programme_change", change.code, names[change.code] ?? "", change.members,
        prefix: "\(change.day).")
    }
  }

  private var sessionLines: [Line] {
    lines("sessions", code, scope.name, allSessions.members)
      + ActivityKind.allCases.flatMap { kind in
        lines(
          "sessions", code, scope.name, (sessions[kind] ?? Sessions()).members,
          prefix: "\(kind.rawValue).")
      }
  }

  private var coverageLines: [Line] {
    lines("coverage", code, scope.name, [("asof", JSONText.string("\(coverage.day)"))])
      + lines("coverage", code, scope.name, Self.members(coverage, coverageChange))
      + parts.flatMap { part in
        lines(
          "coverage_\(partLevel.rawValue)", part.code, part.name,
          Self.members(part.figures, part.change))
      }
  }

  private var gapLines: [Line] {
    lines("accommodations", code, scope.name, gaps.members)
      + (gaps.houses ?? []).flatMap { house in
        lines("without_report", house.record.id, house.record.name, house.members)
      }
  }

  private func idleLines(_ section: String, _ villages: [IdleVillage]) -> [Line] {
    villages.flatMap { lines(section, $0.code, $0.name, $0.members) }
  }
}
