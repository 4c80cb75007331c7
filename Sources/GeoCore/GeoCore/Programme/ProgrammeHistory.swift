public import GeoPrimitives
public import GeoStore

/// All stages of one village in the programme.
public struct ProgrammeHistory: Sendable {
  /// The stages, ascending by their first day.
  public let stages: [ProgrammeRecord]

  /// A history from its stages; of several that begin on one day the last one counts.
  init(_ stages: [ProgrammeRecord]) {
    self.stages = stages.enumerated()
      .sorted { ($0.element.since, $0.offset) < ($1.element.since, $1.offset) }.map(\.element)
  }

  /// The stage on a day: of those that have begun and not ended the one that began last. A stage holds on its
  /// first day, and on the day of `until` no more.
  /// - Complexity: O(s) for s stages.
  public func stage(on day: CivilDate) -> ProgrammeRecord? {
    stages.last { $0.since <= day && ($0.until.map { day < $0 } ?? true) }
  }

  /// The days on which a stage begins or ends, ascending, each once.
  var turningDays: [CivilDate] {
    Set(stages.map(\.since) + stages.compactMap(\.until)).sorted()
  }
}

/// How a village's place in the programme changed on a day.
public struct ProgrammeChange: Sendable {
  /// The village code.
  public let code: String
  /// The first day on which it was otherwise.
  public let day: CivilDate
  /// The stage on the day before; `nil` outside the programme.
  public let before: ProgrammeRecord?
  /// The stage on that day; `nil` outside the programme.
  public let after: ProgrammeRecord?
}

extension ProgrammeHistory {
  /// The changes of status among some days, ascending.
  func changes(of code: String, in days: Range<CivilDate>) -> [ProgrammeChange] {
    turningDays.filter(days.contains).compactMap { day in
      let (before, after) = (stage(on: day.adding(days: -1)), stage(on: day))
      guard before?.status != after?.status else { return nil }
      return ProgrammeChange(code: code, day: day, before: before, after: after)
    }
  }
}
