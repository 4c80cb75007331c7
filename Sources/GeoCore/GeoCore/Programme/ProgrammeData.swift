import GeoPrimitives
public import GeoStore

/// What a workspace says about the work of offices: histories of villages, the offices, and travel times.
struct ProgrammeData: Sendable {
  /// The histories by village code.
  let histories: [String: ProgrammeHistory]
  /// The offices.
  let offices: [OfficeRecord]
  /// The imported travel times.
  let travelTimes: TravelMatrix

  init(
    _ stages: [ProgrammeRecord] = [], offices: [OfficeRecord] = [],
    travelTimes: [TravelTimeRecord] = []
  ) {
    histories = Dictionary(grouping: stages, by: \.code).mapValues(ProgrammeHistory.init)
    self.offices = offices
    self.travelTimes = TravelMatrix(travelTimes)
  }

  /// The stage of a village on a day; `nil` outside the programme.
  func stage(of code: String, on day: CivilDate) -> ProgrammeRecord? {
    histories[code]?.stage(on: day)
  }

  /// Every phase that a stage names, ascending.
  var phases: [String] {
    Set(histories.values.flatMap { $0.stages.compactMap(\.phase) }).sorted()
  }
}

extension DatasetSnapshot {
  /// The stages of a village in the programme; `nil` where it never had one.
  public func programmeHistory(of code: String) -> ProgrammeHistory? { programme.histories[code] }

  /// The immigration offices.
  public var offices: [OfficeRecord] { programme.offices }
}

extension DatasetSnapshot {
  /// The first day on which a village had a stage in the programme; `nil` without any.
  public var firstProgrammeDay: CivilDate? {
    programme.histories.values.compactMap { $0.stages.map(\.since).min() }.min()
  }
}
