import GeoPrimitives
import GeoStore
import Places

extension CoverageTable {
  /// The whole table, with a line break at its end.
  public func text(as format: TableText.Format) -> String {
    let isOfVillages = level == .village
    let names = isOfVillages ? villageColumns : areaColumns
    let codes = isOfVillages ? villages.map(\.code) : rows.map(\.code)
    let lines = isOfVillages ? villages.map(values) : rows.map(values)
    return TableText(names: names, rows: lines).text(as: format) { line in
      layer.area(code: codes[line]).map { .multiPolygon($0.geometry) }
    }
  }

  /// How many lines there are.
  public var count: Int { rows.count + villages.count }

  // MARK: Areas

  private var areaColumns: [String] {
    let columns = ["code", "name", "asof"] + CoverageFigures.columns
    return comparedDay == nil ? columns : columns + CoverageChange.columns
  }

  private func values(of row: Row) -> [String] {
    [JSONText.string(row.code), JSONText.string(row.name), JSONText.string("\(day)")]
      + row.figures.values + (row.change.map(\.values) ?? [])
  }

  // MARK: Villages

  private var villageColumns: [String] {
    let columns = [
      "code", "name", "asof", "status", "phase", "since", "decree", "office", "last_activity",
      "days_since_activity", "last_edukasi", "last_layanan", "last_rapat", "last_kunjungan",
      "sessions_12m", "participants_12m", "service_point", "service_point_name",
      "service_point_kind", "distance_km", "minutes", "minutes_basis", "residents", "rooms",
      "rooms_basis",
    ]
    let compared = ["compared_with", "status_before", "phase_before", "status_changed"]
    return comparedDay == nil ? columns : columns + compared
  }

  private func values(of row: VillageRow) -> [String] {
    let coverage = row.coverage
    let kinds = [ActivityKind.edukasi, .layanan, .rapat, .kunjungan]
    return [
      JSONText.string(row.code), JSONText.string(row.name), JSONText.string("\(day)"),
    ] + Self.values(of: coverage.stage) + [
      JSONValue.of(coverage.lastSession), JSONValue.of(coverage.daysSinceLastSession),
    ] + kinds.map { JSONValue.of(coverage.lastSessions[$0]) } + [
      "\(row.sessions)", "\(row.participants)",
    ] + Self.values(ofServiceIn: coverage) + [
      JSONValue.of(coverage.residents), JSONValue.of(row.rooms.rooms),
      JSONText.string(row.rooms.basis.rawValue),
    ] + (row.before.map { changeValues(from: $0, to: coverage) } ?? [])
  }

  private static func values(of stage: ProgrammeRecord?) -> [String] {
    [
      JSONValue.of(stage?.status.rawValue), JSONValue.of(stage?.phase),
      JSONValue.of(stage?.since), JSONValue.of(stage?.decree), JSONValue.of(stage?.office),
    ]
  }

  private static func values(ofServiceIn coverage: VillageCoverage) -> [String] {
    let nearest = coverage.nearestService
    return [
      JSONValue.of(nearest?.point.id), JSONValue.of(nearest?.point.name),
      JSONValue.of(nearest?.point.kind),
      JSONValue.of(nearest.map { $0.meters / 1000 }, decimals: 3),
      JSONValue.of(coverage.travelTime?.minutes, decimals: 1),
      JSONValue.of(coverage.travelTime?.basis.rawValue),
    ]
  }

  private func changeValues(from before: VillageCoverage, to after: VillageCoverage) -> [String] {
    [
      JSONValue.of(comparedDay), JSONValue.of(before.stage?.status.rawValue),
      JSONValue.of(before.stage?.phase), "\(before.stage?.status != after.stage?.status)",
    ]
  }
}

extension CoverageFigures {
  /// The names of the columns.
  static let columns = [
    "villages", "candidates", "named", "active", "inactive", "active_share", "residents",
    "residents_covered", "residents_share", "residents_unknown_villages", "rooms",
    "rooms_covered", "rooms_share", "rooms_basis", "sessions_12m", "participants_12m",
    "last_activity", "median_minutes", "p90_minutes", "far_villages",
  ]

  /// The values of the columns, as JSON.
  var values: [String] {
    [ProgrammeStatus.calon, .ditetapkan, .aktif, .nonaktif].reduce(into: ["\(villages)"]) {
      $0.append("\(statuses[$1] ?? 0)")
    } + [
      JSONValue.of(coveredShare, decimals: 6), JSONValue.of(residents),
      JSONValue.of(residentsCovered), JSONValue.of(residentsShare, decimals: 6),
      "\(villagesWithoutResidents)", JSONValue.of(rooms.rooms), JSONValue.of(roomsCovered.rooms),
      JSONValue.of(roomsShare, decimals: 6), JSONText.string(roomBasis.rawValue), "\(sessions)",
      "\(participants)", JSONValue.of(lastSession), JSONValue.of(medianMinutes, decimals: 1),
      JSONValue.of(ninetiethPercentileMinutes, decimals: 1), JSONValue.of(farVillages),
    ]
  }

  /// What the two numbers of rooms are: the one of them that is less certain says it.
  private var roomBasis: RoomFigure.Basis {
    rooms.basis == .exact ? roomsCovered.basis : rooms.basis
  }
}

extension CoverageChange {
  /// The names of the columns.
  static let columns = [
    "compared_with", "candidates_change", "named_change", "active_change", "inactive_change",
    "active_gained", "active_lost", "active_share_change", "residents_covered_change",
    "rooms_covered_change", "sessions_12m_change",
  ]

  /// The values of the columns, as JSON.
  var values: [String] {
    [JSONValue.of(before.day)]
      + [ProgrammeStatus.calon, .ditetapkan, .aktif, .nonaktif].map { "\(statuses[$0] ?? 0)" } + [
        "\(gained)", "\(lost)", JSONValue.of(coveredShare, decimals: 6),
        JSONValue.of(residentsCovered), JSONValue.of(roomsCovered), "\(sessions)",
      ]
  }
}

/// Values that may be absent, as JSON.
enum JSONValue {
  static func of(_ text: String?) -> String { text.map(JSONText.string) ?? "null" }
  static func of(_ number: Int?) -> String { number.map { "\($0)" } ?? "null" }
  static func of(_ day: CivilDate?) -> String { of(day.map { "\($0)" }) }
  static func of(_ number: Double?, decimals: Int) -> String {
    number.map { JSONText.number($0, decimals: decimals) } ?? "null"
  }
}
