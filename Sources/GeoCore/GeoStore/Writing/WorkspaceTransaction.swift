import GRDB
import GeoPrimitives
public import Places

/// A transaction in progress: everything that it changes becomes visible together, or not at all.
///
/// It is handed to the body of `Workspace.write` and must not outlive it.
public final class WorkspaceTransaction {
  /// Reads the state that the transaction has made so far.
  public let reader: WorkspaceReader

  let db: Database
  let path: String
  let intake = IntakeStatements()
  private var writers: [WorkspaceTable: TableWriter] = [:]
  private var knownMoment: Instant?

  init(_ db: Database, path: String) {
    self.db = db
    self.path = path
    reader = WorkspaceReader(db, path: path)
  }

  /// Adds a village.
  /// - Throws: `WorkspaceError.duplicate` under the policy `.error`, `.invalidValue`, `.noSpace`.
  @discardableResult
  public func insert(
    _ village: VillageRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(village, policy)
  }

  /// Adds a province, regency or district.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ area: AdministrativeAreaRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(area, policy)
  }

  /// Adds the official outline of a province, regency or district.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ outline: OfficialAreaRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(outline, policy)
  }

  /// Adds a tip. If it is on the maps it counts for published tables from now on, unless `acceptedAt`
  /// says since when; one that is replaced keeps the time it has.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ tip: TipRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    guard tip.acceptedAt == nil, tip.status.isMapped else { return try store(tip, policy) }
    var accepted = tip
    accepted.acceptedAt = try moment()
    return try store(accepted, policy)
  }

  /// Adds an accommodation.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ accommodation: AccommodationRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(accommodation, policy)
  }

  /// Adds a monthly count of guests.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ count: GuestCountRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(count, policy)
  }

  /// Adds an office.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ office: OfficeRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(office, policy)
  }

  /// Adds a service point.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ point: ServicePointRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(point, policy)
  }

  /// Adds an entry of a village's programme history; code, status and first day are its key.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ entry: ProgrammeRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(entry, policy)
  }

  /// Adds an outreach activity.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ activity: ActivityRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(activity, policy)
  }

  /// Adds a number of residents; code and day are its key.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ population: PopulationRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(population, policy)
  }

  /// Adds a change of codes; the old and the new code are its key.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ change: LineageRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(change, policy)
  }

  /// Adds a pair of codes of the two schemes; both are its key.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ pair: CodePair, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(pair, policy)
  }

  /// Adds a travel time; its two ends are its key.
  /// - Throws: As for villages.
  @discardableResult
  public func insert(
    _ journey: TravelTimeRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) -> InsertOutcome {
    try store(journey, policy)
  }

  /// The moment at which the transaction asked for the time first, the same for all its rows.
  private func moment() throws(WorkspaceError) -> Instant {
    if let knownMoment { return knownMoment }
    let moment = try WorkspaceError.catching(path: path) { try now() }
    knownMoment = moment
    return moment
  }

  private func store<Record: StoredRecord>(
    _ record: Record, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try writer(of: Record.table).store(record, onDuplicate: policy)
  }

  /// The writer of a table, made when it is first needed.
  func writer(of table: WorkspaceTable) throws(WorkspaceError) -> TableWriter {
    if let writer = writers[table] { return writer }
    let writer = try WorkspaceError.catching(path: path) { try TableWriter(table, in: db) }
    writers[table] = writer
    return writer
  }

  /// What has to be in order before the transaction ends: indexes that were put off, and the extents
  /// and dates that other programs read in `gpkg_contents`.
  func finish() throws {
    for table in WorkspaceTable.allCases {
      guard let writer = writers[table] else { continue }
      if writer.isBulkLoading { try endBulkLoad(table) }
      if writer.isChanged { try ContentsRow.update(after: writer) }
    }
  }
}
