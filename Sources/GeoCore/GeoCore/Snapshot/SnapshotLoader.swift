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
    let drawn = try drawnVillages()
    let register = try VillageRegister(reader, today: today, drawn: drawn)
    let carry = register.carry(to: today)
    let stages = register.programme.values.flatMap(\.self)
    let borders = try borders(of: drawn, carry.statuses(stages).mapValues(\.status))
    var layers = borders.layers
    let villages = layers.removeValue(forKey: .village) ?? AreaLayer(empty: .village)
    var snapshot = DatasetSnapshot(
      generation: try reader.generation(), today: today, bordersFingerprint: borders.fingerprint,
      villages: villages, administrative: layers, accommodations: try accommodations(),
      servicePoints: try servicePoints(), register: register,
      residents: carry.residents(register.population.values.flatMap(\.self)).mapValues(\.count),
      guests: try guests(), activities: try activities(carry, in: villages),
      programme: try programme(carry.carried(stages)), published: try published(),
      tips: try tips())
    snapshot.plans = try reader.plans()
    return snapshot
  }

  private func programme(_ stages: [ProgrammeRecord]) throws -> ProgrammeData {
    var offices: [OfficeRecord] = []
    var times: [TravelTimeRecord] = []
    try reader.readOffices { offices.append($0) }
    try reader.readTravelTimes { times.append($0) }
    return ProgrammeData(stages, offices: offices, travelTimes: times)
  }

  /// The layers of areas, and what tells their borders from all others.
  func borders() throws -> (fingerprint: [UInt8], layers: [AdministrativeLevel: AreaLayer]) {
    try borders(of: try drawnVillages(), [:])
  }

  private func drawnVillages() throws -> [VillageRecord] {
    var drawn: [VillageRecord] = []
    try reader.readDrawnVillages { drawn.append($0) }
    return drawn
  }

  private func borders(
    of villages: [VillageRecord], _ status: [String: ProgrammeStatus]
  ) throws -> (fingerprint: [UInt8], layers: [AdministrativeLevel: AreaLayer]) {
    let rows = try areaRows(villages, status)
    let fingerprint = BorderFile.fingerprint(stamp: try reader.borderStamp(), rows)
    let borders = try borderFile.borders(fingerprint: fingerprint) {
      try BorderSet(of: rows, in: reader)
    }
    return (fingerprint, borders.layers(rows))
  }

  /// What is said of the areas of each level that are drawn and valid today, ascending by code.
  private func areaRows(
    _ villages: [VillageRecord], _ status: [String: ProgrammeStatus]
  ) throws -> [AdministrativeLevel: [AreaRow]] {
    var rows: [AdministrativeLevel: [AreaRow]] = [:]
    rows[.village] = villages.filter { $0.isValid(on: today) }.map { village in
      AreaRow(
        code: village.code, name: village.name, boundaryStatus: village.boundaryStatus,
        status: status[village.code.text], validFrom: village.validFrom)
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

  private func guests() throws -> [GuestCountRecord] {
    var records: [GuestCountRecord] = []
    try reader.readGuests { records.append($0) }
    return records
  }

  private func activities(_ carry: LineageCarry, in villages: AreaLayer) throws -> ActivityTable {
    var records: [ActivityRecord] = []
    try reader.readActivities { records.append($0) }
    return ActivityTable(carry.carried(records), in: villages)
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
