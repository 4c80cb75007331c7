import GEOSBindings
import GeoPrimitives
import GeoStore
import Places

/// Imports a file of villages: their rows, then what can only be said of all of them together.
enum VillageImport {
  static func read<Source: RowSource & ~Copyable>(
    _ source: inout Source, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    var intake = try intake(for: source.description, transaction.reader, &run)
    let expected = source.description.rowCount ?? source.description.rowEstimate
    try RowFailure.workspace { try transaction.beginBulkLoad(.villages, expecting: expected) }
    try run.takeRows(of: &source) { (row, run) throws(RowFailure) in
      try intake.take(&row, into: transaction, &run)
    }
    guard !run.isRefused else { return }
    let codes = intake.storedCodes
    if let day = run.options.asOf {
      try EndedVillages.end(after: codes, on: day, in: transaction, &run)
    }
    try settleBorders(of: codes, in: transaction, &run)
    run.meter.begin(.indexing, total: nil)
    guard !run.options.isDryRun else { return }
    try RowFailure.workspace { try transaction.endBulkLoad(.villages) }
  }

  /// Measures gaps and overlaps of the file as it is, and cleans them unless they are to stay.
  private static func settleBorders(
    of codes: Set<String>, in transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    let isCleaning = run.options.cleansBorders
    var outlines = try OutlineUpdate(
      afterImporting: codes, drawing: !isCleaning, in: transaction)
    try outlines.takeRegencies(&run)
    try OverlapReview.measure(outlines.boxes, importedCodes: codes, transaction.reader, &run)
    guard isCleaning else { return }
    let extents = try RowFailure.workspace {
      var found: [VillageExtent] = []
      try transaction.reader.readVillageExtents { found.append($0) }
      return found
    }
    let scope = CleaningScope(extents, imported: codes, day: run.options.asOf)
    guard !scope.members.isEmpty else { return }
    var update = CoverageUpdate(of: scope, afterImporting: codes, in: transaction)
    try update.perform(&run)
  }

  private static func intake(
    for source: SourceDescription, _ reader: WorkspaceReader, _ run: inout ImportRun
  ) throws(RowFailure) -> VillageIntake {
    let options = run.options
    let opened = try TableOpening(source, &run)
    var names: VillageNameIndex?
    if let regency = options.codeByName {
      names = try VillageNameIndex(regency: regency, in: reader)
    }
    let rows: VillageRowReader
    do throws(ImportProblem) {
      rows = try VillageRowReader(
        columns: opened.columns, reader: opened.reader, options: options, names: names)
    } catch {
      throw .file(error)
    }
    let repair = try RowFailure.geometry { () throws(GEOSError) in try AreaRepair() }
    run.report.scheme = rows.scheme.rawValue
    return VillageIntake(
      rows: rows, places: try opened.places(), repair: repair,
      policy: options.onDuplicate ?? (names == nil ? .error : .replace),
      hasShapes: source.hasShapes || opened.columns.field("wkt").isPresent,
      editions: try EditionBook(in: reader))
  }
}
