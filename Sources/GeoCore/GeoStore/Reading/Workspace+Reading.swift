public import DisclosureControl
public import Places

/// Each of these calls reads one consistent state. For several that must agree, use `read(_:)`.
extension Workspace {
  /// Every village.
  public func readVillages(_ visit: (VillageRecord) throws -> Void) throws {
    try read { try $0.readVillages(visit) }
  }

  /// The villages of an area, such as those of the regency `35.07`.
  public func readVillages(
    withCodePrefix prefix: String, _ visit: (VillageRecord) throws -> Void
  ) throws {
    try read { try $0.readVillages(withCodePrefix: prefix, visit) }
  }

  /// Every province, regency and district.
  public func readAdministrativeAreas(
    _ visit: (AdministrativeAreaRecord) throws -> Void
  ) throws {
    try read { try $0.readAdministrativeAreas(visit) }
  }

  /// Every tip that has a place; returns the names of the channels.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  @discardableResult
  public func readTips(
    for disclosure: Disclosure, _ visit: (StoredTip) throws -> Void
  ) throws -> [String] {
    try read { try $0.readTips(for: disclosure, visit) }
  }

  /// Every tip with all that it says.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func readTipRecords(
    for disclosure: Disclosure, _ visit: (TipRecord) throws -> Void
  ) throws {
    try read { try $0.readTipRecords(for: disclosure, visit) }
  }

  /// The tip with an identifier; `nil` when there is none.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func tip(_ id: String, for disclosure: Disclosure) throws -> TipRecord? {
    try read { try $0.tip(id, for: disclosure) }
  }

  /// Every accommodation.
  public func readAccommodations(_ visit: (AccommodationRecord) throws -> Void) throws {
    try read { try $0.readAccommodations(visit) }
  }

  /// Every service point.
  public func readServicePoints(_ visit: (ServicePointRecord) throws -> Void) throws {
    try read { try $0.readServicePoints(visit) }
  }

  /// Every office.
  public func readOffices(_ visit: (OfficeRecord) throws -> Void) throws {
    try read { try $0.readOffices(visit) }
  }

  /// Every entry of every village's programme history.
  public func readProgramme(_ visit: (ProgrammeRecord) throws -> Void) throws {
    try read { try $0.readProgramme(visit) }
  }

  /// Every outreach activity.
  public func readActivities(_ visit: (ActivityRecord) throws -> Void) throws {
    try read { try $0.readActivities(visit) }
  }

  /// Every number of residents.
  public func readPopulation(_ visit: (PopulationRecord) throws -> Void) throws {
    try read { try $0.readPopulation(visit) }
  }

  /// Every monthly count of guests.
  public func readGuests(_ visit: (GuestCountRecord) throws -> Void) throws {
    try read { try $0.readGuests(visit) }
  }

  /// Every change of codes.
  public func readLineage(_ visit: (LineageRecord) throws -> Void) throws {
    try read { try $0.readLineage(visit) }
  }

  /// Every pair of codes of the two schemes.
  public func readCrosswalk(_ visit: (CodePair) throws -> Void) throws {
    try read { try $0.readCrosswalk(visit) }
  }

  /// Every travel time.
  public func readTravelTimes(_ visit: (TravelTimeRecord) throws -> Void) throws {
    try read { try $0.readTravelTimes(visit) }
  }

  /// Every row of a table that can be exported; see `WorkspaceReader.rows(of:for:columns:_:)`.
  public func rows(
    of table: WorkspaceTable, for disclosure: Disclosure, columns: [String]? = nil,
    _ visit: (StoredRow) throws -> Void
  ) throws {
    try read { try $0.rows(of: table, for: disclosure, columns: columns, visit) }
  }

  /// The number of rows of each table.
  public func counts() throws -> [WorkspaceTable: Int] {
    try read { try $0.counts() }
  }

  /// A value of the table `settings`; `nil` when it is not set.
  public func setting(_ key: String) throws -> String? {
    try read { try $0.setting(key) }
  }

  /// Sets a value of the table `settings`, in a transaction of its own; `nil` removes it.
  public func set(_ value: String?, forSetting key: String) throws {
    try write { try $0.set(value, forSetting: key) }
  }

  /// What was imported, oldest first.
  public func imports() throws -> [ImportRecord] {
    try read { try $0.imports() }
  }
}
