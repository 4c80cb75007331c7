public import GeoPrimitives

/// The stage of a village in the *desa binaan* programme.
public enum ProgrammeStatus: String, Hashable, Sendable, CaseIterable {
  /// Proposed.
  case calon
  /// Named by decree.
  case ditetapkan
  /// Mentored.
  case aktif
  /// Ended.
  case nonaktif
}

/// One entry of a village's programme history.
public struct ProgrammeRecord: Sendable {
  /// The village code.
  public var code: String
  /// The stage entered.
  public var status: ProgrammeStatus
  /// The first day of the stage.
  public var since: CivilDate
  /// The first day after it; `nil` while it lasts.
  public var until: CivilDate?
  /// The phase of the programme, such as `2025-1`.
  public var phase: String?
  /// The number of the decree (SK).
  public var decree: String?
  /// The office that adopted the village.
  public var office: String?
  /// The mentor's post; never a person.
  public var post: String?

  /// An entry; the rest is set as known.
  public init(code: String, status: ProgrammeStatus, since: CivilDate) {
    self.code = code
    self.status = status
    self.since = since
  }
}

/// The kind of an outreach activity.
public enum ActivityKind: String, Hashable, Sendable, CaseIterable {
  /// Education.
  case edukasi
  /// Mobile service.
  case layanan
  /// Meeting.
  case rapat
  /// Visit.
  case kunjungan
}

/// An outreach activity in a village or at a place.
public struct ActivityRecord: Sendable {
  /// The identifier.
  public var id: String
  /// The village code, where given.
  public var code: String?
  /// Where it took place, where given.
  public var place: Coordinate?
  /// What kind it was.
  public var kind: ActivityKind
  /// The day.
  public var date: CivilDate
  /// How many took part.
  public var participants: Int?

  /// An activity; village, place and participants are set as known.
  public init(id: String, kind: ActivityKind, date: CivilDate) {
    self.id = id
    self.kind = kind
    self.date = date
  }
}

/// The number of residents of an area on a day.
public struct PopulationRecord: Sendable {
  /// The code of the area.
  public var code: String
  /// The residents.
  public var residents: Int
  /// The day of the count.
  public var asOf: CivilDate?

  /// A count of residents.
  public init(code: String, residents: Int, asOf: CivilDate?) {
    self.code = code
    self.residents = residents
    self.asOf = asOf
  }
}
