public import GeoStore

/// Imports a file into a workspace, in one transaction: either all of it, or nothing.
///
/// - Parameters:
///   - path: A Shapefile, GeoPackage, GeoJSON, newline-delimited GeoJSON or CSV file; `.gz` and a
///     zipped Shapefile too.
///   - table: What its rows are.
///   - workspace: Where they go, open for writing.
///   - options: Columns, reference system, and what to do with bad and duplicate rows.
///   - progress: Told how far it is, at most ten times a second, on the calling thread.
/// - Returns: What was read and written, with everything worth saying.
/// - Throws: `ImportError` when the file is refused; its report names the problems. Cancelling the
///   task ends the import the same way.
/// - Complexity: O(n log n) in the rows; memory does not grow with tips and other points, and for
///   villages only by a name and a box each.
public func importFile(
  _ path: String, as table: ImportTable, into workspace: Workspace,
  options: ImportOptions = ImportOptions(), progress: ((ImportProgress) -> Void)? = nil
) throws(ImportError) -> ImportReport {
  var run = ImportRun(path, table, options, ProgressMeter(progress))
  do throws(RowFailure) {
    try FileImport.perform(path, workspace, &run)
  } catch {
    if case .dryRun = error { return run.report }
    throw FileImport.refusal(error, run.report)
  }
  return run.report
}

/// From a path to the import that fits the file and the table.
private enum FileImport {
  /// The error that a failure amounts to; its report counts nothing as written.
  static func refusal(_ failure: RowFailure, _ report: ImportReport) -> ImportError {
    var report = report.withNothingWritten
    switch failure {
    case .row(let problem), .file(let problem):
      report.add(problem)
      return ImportError(reason: .refused, report: report)
    case .enough, .dryRun: return ImportError(reason: .refused, report: report)
    case .cancelled: return ImportError(reason: .cancelled, report: report)
    case .workspace(let error): return ImportError(reason: .workspace(error), report: report)
    }
  }

  static func perform(
    _ path: String, _ workspace: Workspace, _ run: inout ImportRun
  ) throws(RowFailure) {
    if run.report.table == .tips, var source = try formExport(path) {
      return try perform(&source, workspace, &run)
    }
    switch try RowFailure.file({ () throws(ImportProblem) in try FileKind.of(path: path) }) {
    case .delimitedText:
      var source = try csvSource(path)
      try perform(&source, workspace, &run)
    case .layered(let drivers):
      var source = try layerSource(path, drivers, run.options.layer)
      try perform(&source, workspace, &run)
    }
  }

  /// What a form server has exported; `nil` for another file.
  private static func formExport(_ path: String) throws(RowFailure) -> FormExportSource? {
    do { return try FormExportSource.open(path: path) } catch { throw .file(error) }
  }

  private static func csvSource(_ path: String) throws(RowFailure) -> CSVSource {
    do { return try CSVSource.open(path: path) } catch { throw .file(error) }
  }

  private static func layerSource(
    _ path: String, _ drivers: [String], _ layer: String?
  ) throws(RowFailure) -> OGRLayerSource {
    do {
      return try OGRLayerSource.open(path: path, drivers: drivers, layerName: layer)
    } catch {
      throw .file(error)
    }
  }

  /// One transaction, given up when anything was refused or nothing is to be kept.
  private static func perform<Source: RowSource & ~Copyable>(
    _ source: inout Source, _ workspace: Workspace, _ run: inout ImportRun
  ) throws(RowFailure) {
    do {
      try workspace.write { transaction in
        try read(&source, into: transaction, &run)
        if run.report.hasErrors { throw RowFailure.enough }
        if run.options.isDryRun { throw RowFailure.dryRun }
        try ImportHistory.note(run.report, run.options, in: transaction)
      }
    } catch let failure as RowFailure {
      throw failure
    } catch let error as WorkspaceError {
      throw .workspace(error)
    } catch {
      throw .workspace(.failed(path: workspace.path, detail: "\(error)"))
    }
  }

  private static func read<Source: RowSource & ~Copyable>(
    _ source: inout Source, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    switch run.report.table {
    case .villages: try VillageImport.read(&source, into: transaction, &run)
    case .adminAreas: try AreaImport.read(&source, into: transaction, &run)
    case .offices: try records(OfficeBuilder.self, .offices, &source, transaction, &run)
    case .accommodations:
      try records(AccommodationBuilder.self, .accommodations, &source, transaction, &run)
    case .guests: try records(GuestCountBuilder.self, .guests, &source, transaction, &run)
    case .tips: try TipImport.read(&source, into: transaction, &run)
    case .servicePoints:
      try records(ServicePointBuilder.self, .servicePoints, &source, transaction, &run)
    case .programme: try records(ProgrammeBuilder.self, .programme, &source, transaction, &run)
    case .activities: try records(ActivityBuilder.self, .activities, &source, transaction, &run)
    case .population: try records(PopulationBuilder.self, .population, &source, transaction, &run)
    case .lineage: try LineageImport.read(&source, into: transaction, &run)
    case .crosswalk: try records(CrosswalkBuilder.self, .crosswalk, &source, transaction, &run)
    case .travelTimes:
      try records(TravelTimeBuilder.self, .travelTimes, &source, transaction, &run)
    }
  }

  private static func records<Source: RowSource & ~Copyable, Builder: RecordBuilder>(
    _ builder: Builder.Type, _ table: WorkspaceTable, _ source: inout Source,
    _ transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    var records = try RecordImport<Builder>(source.description, &run)
    let expected = source.description.rowCount ?? source.description.rowEstimate
    try RowFailure.workspace { try transaction.beginBulkLoad(table, expecting: expected) }
    try records.read(&source, into: transaction, &run)
    run.meter.begin(.indexing, total: nil)
    guard !run.report.hasErrors, !run.options.isDryRun else { return }
    try RowFailure.workspace { try transaction.endBulkLoad(table) }
  }
}
