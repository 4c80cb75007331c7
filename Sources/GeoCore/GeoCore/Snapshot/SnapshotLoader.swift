import DisclosureControl
public import GeoPrimitives
public import GeoStore
import Places

extension DatasetSnapshot {
  /// Reads a workspace whole.
  /// - Parameters:
  ///   - workspace: The open workspace.
  ///   - today: The day for which "status today" is told.
  /// - Throws: `WorkspaceError` when the file cannot be read.
  /// - Complexity: O(n) in the vertices and rows.
  public init(of workspace: Workspace, today: CivilDate) throws {
    self = try workspace.read { reader in
      try SnapshotLoader(of: workspace, reader, today: today).load()
    }
  }
}

extension Workspace {
  /// Makes the borders that maps are drawn from and keeps them beside the workspace, where the next start
  /// finds them. Does nothing when they are there.
  /// - Parameter today: The day whose villages are drawn.
  /// - Throws: `WorkspaceError` when the file cannot be read.
  /// - Complexity: O(n log n) in the vertices.
  public func prepareBorders(today: CivilDate) throws {
    try read { reader in _ = try SnapshotLoader(of: self, reader, today: today).borders() }
  }
}

/// Reads one consistent state of a workspace into a snapshot.
private struct SnapshotLoader {
  let reader: WorkspaceReader
  let today: CivilDate
  let viewFile: String
  let borderFile: BorderFile

  init(of workspace: Workspace, _ reader: WorkspaceReader, today: CivilDate) {
    self.reader = reader
    self.today = today
    viewFile = ViewFile.path(besides: workspace.path)
    borderFile = BorderFile(path: BorderFile.path(besides: workspace.path))
  }

  func load() throws -> DatasetSnapshot {
    let borders = try borders()
    var layers = borders.layers
    let villages = layers.removeValue(forKey: .village) ?? AreaLayer(empty: .village)
    return DatasetSnapshot(
      generation: try reader.generation(), today: today, bordersFingerprint: borders.fingerprint,
      villages: villages, administrative: layers, accommodations: try accommodations(),
      servicePoints: try servicePoints(), residents: try residents(), guests: try guests(),
      activities: try activities(in: villages), published: try published(), tips: try tips())
  }

  /// The stage of each village whose entry covers today.
  private func currentStatus() throws -> [String: ProgrammeStatus] {
    var latest: [String: ProgrammeRecord] = [:]
    try reader.readProgramme { record in
      guard record.since <= today, record.until.map({ today < $0 }) ?? true else { return }
      if let known = latest[record.code], known.since > record.since { return }
      latest[record.code] = record
    }
    return latest.mapValues(\.status)
  }

  /// The layers of areas, and what tells their borders from all others.
  func borders() throws -> (fingerprint: [UInt8], layers: [AdministrativeLevel: AreaLayer]) {
    let rows = try areaRows(try currentStatus())
    let fingerprint = BorderFile.fingerprint(stamp: try reader.borderStamp(), rows)
    let borders = try borderFile.borders(fingerprint: fingerprint) {
      try BorderSet(of: rows, in: reader)
    }
    return (fingerprint, borders.layers(rows))
  }

  /// What is said of the areas of each level that are drawn and valid today, ascending by code.
  private func areaRows(
    _ status: [String: ProgrammeStatus]
  ) throws -> [AdministrativeLevel: [AreaRow]] {
    var rows: [AdministrativeLevel: [AreaRow]] = [:]
    try reader.readDrawnVillages { village in
      guard village.isValid(on: today) else { return }
      rows[.village, default: []].append(
        AreaRow(
          code: village.code, name: village.name, boundaryStatus: village.boundaryStatus,
          status: status[village.code.text], validFrom: village.validFrom))
    }
    try reader.readDrawnAdministrativeAreas { area in
      rows[area.code.level, default: []].append(AreaRow(code: area.code, name: area.name))
    }
    return rows.mapValues { $0.sorted { $0.code < $1.code } }
  }

  private func accommodations() throws -> [AccommodationRecord] {
    var records: [AccommodationRecord] = []
    try reader.readAccommodations { records.append($0) }
    return records
  }

  private func servicePoints() throws -> [ServicePointRecord] {
    var records: [ServicePointRecord] = []
    try reader.readServicePoints { records.append($0) }
    return records
  }

  /// The latest count of each village.
  private func residents() throws -> [String: Int] {
    var latest: [String: PopulationRecord] = [:]
    try reader.readPopulation { record in
      if let known = latest[record.code], let day = known.asOf,
        record.asOf.map({ $0 < day }) ?? true
      {
        return
      }
      latest[record.code] = record
    }
    return latest.mapValues(\.residents)
  }

  private func guests() throws -> [GuestCountRecord] {
    var records: [GuestCountRecord] = []
    try reader.readGuests { records.append($0) }
    return records
  }

  private func activities(in villages: AreaLayer) throws -> ActivityTable {
    var records: [ActivityRecord] = []
    try reader.readActivities { records.append($0) }
    return ActivityTable(records, in: villages)
  }

  private func published() throws -> PublishedTables {
    var rows: [ReportingMonth: [AtomRow]] = [:]
    try reader.readAtoms { rows[$0.month, default: []].append($0) }
    let categories = TipCategory.allCases.map(\.rawValue)
    return PublishedTables(
      months: try reader.closedPeriods().map { period in
        try AtomTable(
          month: period.month, categories: categories, rows: rows[period.month] ?? [],
          rules: period.rules)
      })
  }

  private func tips() throws -> TipTable {
    var columns = TipColumns()
    // The snapshot keeps tips to itself; each answer made from them names its own disclosure.
    let names = try reader.readTips(for: .owner(purpose: "snapshot")) { columns.append($0) }
    return TipTable(TipBase(columns, file: ViewFile(path: viewFile)), channelNames: names)
  }
}
