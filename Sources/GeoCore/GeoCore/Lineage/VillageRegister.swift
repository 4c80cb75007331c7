public import GeoPrimitives
public import GeoStore
public import Places

/// Who is who among village codes, today and before: the editions of each village, what became of codes,
/// their partners in the other scheme, and what was noted under them. Borders are here of the editions
/// only that are not valid today.
public struct VillageRegister: Sendable {
  /// The day for which "today" is told.
  public let today: CivilDate
  /// What became of codes.
  public let graph: LineageGraph
  /// The codes in both schemes.
  public let crosswalk: Crosswalk

  /// The editions of each code, oldest first.
  let editions: [String: [VillageRecord]]
  let areaNames: [String: String]
  let programme: [String: [ProgrammeRecord]]
  let population: [String: [PopulationRecord]]

  /// What a register is made of, in any order.
  struct Rows {
    /// Every edition of every village; those of today may be without their borders.
    var villages: [VillageRecord] = []
    var changes: [LineageChange] = []
    var pairs: [CodePair] = []
    var programme: [ProgrammeRecord] = []
    var population: [PopulationRecord] = []
    /// The names of districts, regencies and provinces.
    var areaNames: [String: String] = [:]
  }

  /// Reads a workspace.
  /// - Parameters:
  ///   - reader: One state of it.
  ///   - today: The day for which "today" is told.
  /// - Throws: What reading throws.
  /// - Complexity: O(n log n) in the rows; borders of the villages of today are not read.
  public init(_ reader: WorkspaceReader, today: CivilDate) throws {
    var drawn: [VillageRecord] = []
    try reader.readDrawnVillages { drawn.append($0) }
    try self.init(reader, today: today, drawn: drawn)
  }

  /// Reads all but the villages that are drawn, which the caller has read without their borders.
  init(_ reader: WorkspaceReader, today: CivilDate, drawn: [VillageRecord]) throws {
    var rows = Rows()
    rows.villages = drawn.filter { $0.isValid(on: today) }
    try reader.readUndrawnVillages { village in
      if village.isValid(on: today) { rows.villages.append(village) }
    }
    try reader.readOtherEditions(than: today) { rows.villages.append($0) }
    try reader.readLineage { rows.changes.append($0.change) }
    try reader.readCrosswalk { rows.pairs.append($0) }
    try reader.readProgramme { rows.programme.append($0) }
    try reader.readPopulation { rows.population.append($0) }
    try reader.readAdministrativeAreaList { rows.areaNames[$0.code.text] = $0.name }
    self.init(rows, today: today)
  }

  init(_ rows: Rows, today: CivilDate) {
    self.today = today
    let editions = Dictionary(grouping: rows.villages, by: \.code.text)
      .mapValues { $0.sorted { $0.isEarlier(than: $1) } }
    self.editions = editions
    graph = LineageGraph(rows.changes, periods: editions.mapValues { $0.map(\.period) })
    crosswalk = Crosswalk(rows.pairs)
    programme = Dictionary(grouping: rows.programme, by: \.code)
    population = Dictionary(grouping: rows.population, by: \.code)
    areaNames = rows.areaNames
  }

  /// The code that a text means.
  /// - Parameters:
  ///   - text: With or without dots.
  ///   - scheme: Whose code it is; `nil` takes it for a Kemendagri code, and where there is none such for one
  ///     of BPS that the crosswalk has.
  /// - Returns: The Kemendagri code where one is known, else the code as it is.
  public func code(_ text: String, scheme: CodeScheme? = nil) -> String {
    let own = (try? AreaCode(text))?.text ?? text
    guard scheme != .kemendagri, scheme == .bps || !graph.knows(own),
      let code = try? AreaCode(text, scheme: .bps)
    else { return own }
    if let partner = crosswalk.kemendagri(of: code.text).first { return partner }
    return scheme == .bps || graph.knows(code.text) ? code.text : own
  }

  /// The edition of a code that is valid on a day; else the last before it, else the first after it.
  func edition(of code: String, on day: CivilDate) -> VillageRecord? {
    guard let known = editions[code] else { return nil }
    return known.last { $0.isValid(on: day) }
      ?? known.last { $0.validFrom.map { $0 <= day } ?? true } ?? known.first
  }

  /// The name that a code had last, up to a day.
  func name(of code: String, on day: CivilDate) -> String? { edition(of: code, on: day)?.name }

  /// The name of the district, regency or province in which a village lies.
  func areaName(_ level: AdministrativeLevel, of village: VillageRecord) -> String? {
    let own: String? =
      switch level {
      case .district: village.districtName
      case .regency: village.regencyName
      case .province: village.provinceName
      case .village: village.name
      }
    return village.code.ancestor(at: level).flatMap { areaNames[$0.text] } ?? own
  }

  /// Carries what was noted under old codes over to the villages of a day.
  func carry(to day: CivilDate) -> LineageCarry { LineageCarry(graph: graph, today: day) }
}

extension VillageRecord {
  /// The days on which this edition is valid.
  var period: CodePeriod { CodePeriod(from: validFrom, to: validTo) }

  /// Editions without a first day come first.
  fileprivate func isEarlier(than other: VillageRecord) -> Bool {
    guard let day = other.validFrom else { return false }
    return validFrom.map { $0 < day } ?? true
  }
}
