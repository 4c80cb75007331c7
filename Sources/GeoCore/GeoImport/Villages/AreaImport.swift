import GEOSBindings
import GeoPrimitives
import GeoStore
import Places

/// Imports names and outlines of provinces, regencies and districts.
///
/// An area that is drawn already keeps its outline, which was dissolved from villages and fits them;
/// only its name is brought up to date. Rows of villages, as in a whole list of codes, are passed
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
      run.count(try transaction.insert(area, onDuplicate: .replace))
    } catch {
      throw StoreRefusal.failure(error, key: key, earlierRow: nil)
    }
  }

  /// The area of a row; `nil` for a village.
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
    let given = try places.area(of: &row)
    if let drawn = known[code]?.geometry {
      if given != nil { keptOutlines += 1 }
      return drawn
    }
    guard let given else { return nil }
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
