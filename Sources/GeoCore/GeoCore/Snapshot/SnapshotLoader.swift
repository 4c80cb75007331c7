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
      try SnapshotLoader(
        reader: reader, today: today, viewFile: ViewFile.path(besides: workspace.path)
      ).load()
    }
  }
}

/// Reads one consistent state of a workspace into a snapshot.
private struct SnapshotLoader {
  let reader: WorkspaceReader
  let today: CivilDate
  let viewFile: String

  func load() throws -> DatasetSnapshot {
    let villages = try villages(try currentStatus())
    return DatasetSnapshot(
      generation: try reader.generation(), today: today, villages: villages,
      administrative: try administrativeAreas(over: villages), accommodations: try accommodations(),
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

  private func villages(_ status: [String: ProgrammeStatus]) throws -> AreaLayer {
    var areas: [Area] = []
    try reader.readVillages { record in
      guard let geometry = record.geometry else { return }
      let area = Area(
        code: record.code, name: record.name, boundaryStatus: record.boundaryStatus,
        status: status[record.code.text], geometry: geometry)
      if let area { areas.append(area) }
    }
    return AreaLayer(level: .village, areas: areas)
  }

  private func administrativeAreas(
    over villages: AreaLayer
  ) throws -> [AdministrativeLevel: AreaLayer] {
    var areas: [AdministrativeLevel: [Area]] = [:]
    try reader.readAdministrativeAreas { record in
      guard let geometry = record.geometry else { return }
      let area = Area(
        code: record.code, name: record.name, boundaryStatus: nil, status: nil, geometry: geometry)
      if let area { areas[record.code.level, default: []].append(area) }
    }
    var layers: [AdministrativeLevel: AreaLayer] = [:]
    for (level, areas) in areas {
      layers[level] = AreaLayer(level: level, areas: areas, villages: villages)
    }
    return layers
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
