public import DisclosureControl
import GRDB
public import Places

/// Reads one consistent state of a workspace, row by row, in the order of the row numbers.
///
/// It is handed to the body of `Workspace.read` and must not outlive it. Memory does not grow with the
/// number of rows; what `visit` throws ends the reading and is passed on.
public final class WorkspaceReader {
  let db: Database
  let path: String

  init(_ db: Database, path: String) {
    self.db = db
    self.path = path
  }

  /// The data generation of this state.
  public func generation() throws(WorkspaceError) -> Int64 {
    try WorkspaceError.catching(path: path) {
      let statement = try db.cachedStatement(sql: GenerationSQL.read)
      return try Int64.fetchOne(statement) ?? 0
    }
  }

  /// The mark of the borders of this state; another one after every change of villages or larger areas.
  public func borderStamp() throws(WorkspaceError) -> String {
    try WorkspaceError.catching(path: path) {
      try String.fetchOne(try db.cachedStatement(sql: BorderStampSQL.read)) ?? ""
    }
  }

  /// Every village.
  public func readVillages(_ visit: (VillageRecord) throws -> Void) throws {
    try each(VillageRecord.self, visit)
  }

  /// Every village that is drawn, without its area, which takes much longer to read than the rest.
  public func readDrawnVillages(_ visit: (VillageRecord) throws -> Void) throws {
    try each(VillageRecord.self, where: "\"geom\" NOTNULL", withGeometry: false, visit)
  }

  /// Every province, regency and district that is drawn, without its area.
  public func readDrawnAdministrativeAreas(
    _ visit: (AdministrativeAreaRecord) throws -> Void
  ) throws {
    try each(AdministrativeAreaRecord.self, where: "\"geom\" NOTNULL", withGeometry: false, visit)
  }

  /// The villages of an area, such as those of the regency `35.07`; every village for the prefix "".
  /// - Complexity: O(log n + villages in the area).
  public func readVillages(
    withCodePrefix prefix: String, _ visit: (VillageRecord) throws -> Void
  ) throws {
    guard !prefix.isEmpty else { return try readVillages(visit) }
    // Codes are digits and dots; "~" comes after both.
    try each(
      VillageRecord.self, where: "\"code\" >= ?1 AND \"code\" < ?2",
      values: [prefix, prefix + "~"]
    ) { village in
      if village.code.isWithin(prefix) { try visit(village) }
    }
  }

  /// Every province, regency and district.
  public func readAdministrativeAreas(
    _ visit: (AdministrativeAreaRecord) throws -> Void
  ) throws {
    try each(AdministrativeAreaRecord.self, visit)
  }

  /// Every outline of a larger area that an official file gave.
  public func readOfficialAreas(_ visit: (OfficialAreaRecord) throws -> Void) throws {
    try each(OfficialAreaRecord.self, visit)
  }

  /// Every accommodation.
  public func readAccommodations(_ visit: (AccommodationRecord) throws -> Void) throws {
    try each(AccommodationRecord.self, visit)
  }

  /// Every service point.
  public func readServicePoints(_ visit: (ServicePointRecord) throws -> Void) throws {
    try each(ServicePointRecord.self, visit)
  }

  /// Every office.
  public func readOffices(_ visit: (OfficeRecord) throws -> Void) throws {
    try each(OfficeRecord.self, visit)
  }

  /// Every entry of every village's programme history.
  public func readProgramme(_ visit: (ProgrammeRecord) throws -> Void) throws {
    try each(ProgrammeRecord.self, visit)
  }

  /// Every outreach activity.
  public func readActivities(_ visit: (ActivityRecord) throws -> Void) throws {
    try each(ActivityRecord.self, visit)
  }

  /// Every number of residents.
  public func readPopulation(_ visit: (PopulationRecord) throws -> Void) throws {
    try each(PopulationRecord.self, visit)
  }

  /// Every monthly count of guests.
  public func readGuests(_ visit: (GuestCountRecord) throws -> Void) throws {
    try each(GuestCountRecord.self, visit)
  }

  /// Every change of codes.
  public func readLineage(_ visit: (LineageRecord) throws -> Void) throws {
    try each(LineageRecord.self, visit)
  }

  /// Every pair of codes of the two schemes.
  public func readCrosswalk(_ visit: (CodePair) throws -> Void) throws {
    try each(CodePair.self, visit)
  }

  /// Every travel time.
  public func readTravelTimes(_ visit: (TravelTimeRecord) throws -> Void) throws {
    try each(TravelTimeRecord.self, visit)
  }

  /// Every tip with all that it says, also those without a place.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func readTipRecords(
    for disclosure: Disclosure, _ visit: (TipRecord) throws -> Void
  ) throws {
    try TipAccess.check(disclosure, .tips)
    try each(TipRecord.self, visit)
  }

  /// The tip with an identifier; `nil` when there is none.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func tip(_ id: String, for disclosure: Disclosure) throws -> TipRecord? {
    try TipAccess.check(disclosure, .tips)
    var found: TipRecord?
    try each(TipRecord.self, where: "\"id\" = ?1", values: [id]) { found = $0 }
    return found
  }

  func each<Record: StoredRecord>(
    _ type: Record.Type, where condition: String? = nil, values: [String] = [],
    withGeometry: Bool = true, _ visit: (Record) throws -> Void
  ) throws {
    let table = Record.table
    let filter = condition.map { " WHERE " + $0 } ?? ""
    let sql = table.selectSQL(withGeometry: withGeometry) + filter + " ORDER BY \"fid\""
    let statement = try PreparedStatement(sql, in: db)
    var binder = RowBinder(statement)
    for value in values { binder.add(value) }
    while try statement.step() {
      var row = RowReader(statement, of: table)
      try visit(try Record(from: &row))
    }
  }
}

extension WorkspaceTable {
  /// Reads every row: its number, then the stored columns; on demand nothing in place of the geometry.
  func selectSQL(withGeometry: Bool = true) -> String {
    let names = storedColumns.map { $0 == "geom" && !withGeometry ? "NULL" : "\"\($0)\"" }
      .joined(separator: ", ")
    return "SELECT \"fid\", \(names) FROM \"\(rawValue)\""
  }
}

/// Who may read single tips.
enum TipAccess {
  /// Lets the owner of the file pass, who can open it with any other program as well. An area cannot
  /// be granted here, because a tip's village is not known to the file.
  static func check(_ disclosure: Disclosure, _ table: WorkspaceTable) throws(WorkspaceError) {
    guard table.isDerivedFromTips else { return }
    guard disclosure.isUnlimited else { throw .notDisclosed(table: table.rawValue) }
  }
}
