import GEOSBindings
import GeoPrimitives
import GeoStore
import Places

/// Imports names and outlines of provinces, regencies and districts.
///
/// Outlines are kept as they are in the table of official outlines. On the maps an area that consists of
/// villages keeps the outline that was dissolved from them and fits them; only its name is brought up to
/// date. Rows of villages, as in a whole list of codes, are passed
/// over and counted as skipped.
enum AreaImport {
  static func read<Source: RowSource & ~Copyable>(
    _ source: inout Source, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    let opened = try TableOpening(source.description, &run)
    let repair = try RowFailure.geometry { () throws(GEOSError) in try AreaRepair() }
    var intake = AreaIntake(
      opened, places: try opened.places(), repair: repair,
      scheme: run.options.scheme ?? .kemendagri)
    run.report.scheme = (run.options.scheme ?? .kemendagri).rawValue
    try intake.readKnown(transaction.reader)
    try run.takeRows(of: &source) { (row, run) throws(RowFailure) in
      try intake.take(&row, into: transaction, &run)
    }
    if intake.keptOutlines > 0 {
      run.report.add(ImportProblem(.outlineKept, String(intake.keptOutlines)))
    }
  }
}

/// Takes larger areas in one by one.
private struct AreaIntake: ~Copyable {
  /// How many areas kept the outline that they had.
  private(set) var keptOutlines = 0

  private let reader: FieldReader
  private let places: PlaceReader
  private let repair: AreaRepair
  private let scheme: CodeScheme
  private let code: Field
  private let name: Field
  private var known: [AreaCode: AdministrativeAreaRecord] = [:]
  private var consistsOfVillages: Set<AreaCode> = []
  private var ledger = KeyLedger()

  init(
    _ opened: TableOpening, places: consuming PlaceReader, repair: consuming AreaRepair,
    scheme: CodeScheme
  ) {
    reader = opened.reader
    code = opened.columns.field("code")
    name = opened.columns.field("name")
    self.places = places
    self.repair = repair
    self.scheme = scheme
  }

  mutating func readKnown(_ reader: WorkspaceReader) throws(RowFailure) {
    known = try RowFailure.workspace {
      var found: [AreaCode: AdministrativeAreaRecord] = [:]
      try reader.readAdministrativeAreas { found[$0.code] = $0 }
      return found
    }
    consistsOfVillages = try RowFailure.workspace {
      var found: Set<AreaCode> = []
      try reader.readVillageExtents { village in
        guard village.box != nil, village.isValid(on: nil) else { return }
        for level in [AdministrativeLevel.province, .regency, .district] {
          if let code = village.code.ancestor(at: level) { found.insert(code) }
        }
      }
      return found
    }
  }

  mutating func take(
    _ row: inout SourceRow, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    guard let area = try record(of: &row, &run) else {
      run.report.skipped += 1
      return
    }
    let key = area.code.text
    if let earlier = ledger.row(of: key) {
      throw .row(ImportProblem(.rowDuplicate, value: key, String(earlier)))
    }
    ledger.note(key, row: row.number)
    guard !run.isRefused else { return }
    do throws(WorkspaceError) {
      run.count(try transaction.insert(drawn(area), onDuplicate: .replace))
      guard area.geometry != nil else { return }
      try transaction.insert(OfficialAreaRecord(area), onDuplicate: .replace)
    } catch {
      throw StoreRefusal.failure(error, key: key, earlierRow: nil)
    }
  }

  /// The area as maps draw it: with the outline of its villages where it has any.
  private mutating func drawn(_ area: AdministrativeAreaRecord) -> AdministrativeAreaRecord {
    guard let outline = known[area.code]?.geometry else { return area }
    var drawn = area
    if consistsOfVillages.contains(area.code) {
      if area.geometry != nil { keptOutlines += 1 }
      drawn.geometry = outline
    } else if area.geometry == nil {
      drawn.geometry = outline
    }
    return drawn
  }

  /// The area of a row with its outline, made valid; `nil` for a village.
  private mutating func record(
    of row: inout SourceRow, _ run: inout ImportRun
  ) throws(RowFailure) -> AdministrativeAreaRecord? {
    do throws(ImportProblem) {
      let found = try reader.required(code, in: &row)
      let code = try CodeText.code(found.text, scheme: scheme, column: found.column)
      guard code.level != .village else { return nil }
      let name = VillageName.cleaned(try reader.required(name, in: &row).text)
      var area = AdministrativeAreaRecord(code: code, name: name, geometry: nil)
      area.geometry = try outline(of: code, in: &row, &run)
      return area
    } catch {
      throw .row(error)
    }
  }

  private mutating func outline(
    of code: AreaCode, in row: inout SourceRow, _ run: inout ImportRun
  ) throws(ImportProblem) -> MultiPolygon? {
    guard let given = try places.area(of: &row) else { return nil }
    let outcome = try repair.validArea(of: given, named: code.text)
    if let defect = outcome.defect {
      run.report.repaired += 1
      let place = defect.place.map(PlaceCheck.text) ?? "?"
      let note = ImportProblem(.geometryRepaired, value: code.text, defect.reason, place)
      run.report.add(note.at(row: row.number, line: row.line))
    }
    return outcome.area
  }
}
