import GeoStore

/// The state of one import: its report, its progress, and how many bad rows it has met.
struct ImportRun {
  let options: ImportOptions
  var report: ImportReport
  var meter: ProgressMeter
  private var errorCount = 0
  private var firstLatin1Row: Int?

  /// After so many bad rows the file is refused without looking at the rest.
  static let errorLimit = 100

  init(_ path: String, _ table: ImportTable, _ options: ImportOptions, _ meter: ProgressMeter) {
    self.options = options
    self.meter = meter
    report = ImportReport(file: path, table: table)
    report.isDryRun = options.isDryRun
  }

  /// Whether a bad row has been met: then rows are only checked, no longer stored.
  var isRefused: Bool { errorCount > 0 }

  /// Hands the rows of a file to `take`, one by one.
  /// - Throws: What ends the import: too many bad rows, an unreadable file, the workspace.
  mutating func takeRows<Source: RowSource & ~Copyable>(
    of source: inout Source,
    _ take: (inout SourceRow, inout ImportRun) throws(RowFailure) -> Void
  ) throws(RowFailure) {
    var row = SourceRow()
    meter.begin(.reading, total: source.description.rowCount)
    while try takeRow(of: &source, &row, take) {
      guard report.read & 0xFF == 0 else { continue }
      meter.advance(to: report.read)
      if Task.isCancelled { throw .cancelled }
    }
    meter.finish(at: report.read)
    if let row = firstLatin1Row {
      report.add(ImportProblem(.encodingAssumed).at(row: row, line: nil))
    }
    guard report.read > 0 else { throw .file(ImportProblem(.fileWithoutRows)) }
  }

  /// Reads and takes one row; `false` after the last.
  private mutating func takeRow<Source: RowSource & ~Copyable>(
    of source: inout Source, _ row: inout SourceRow,
    _ take: (inout SourceRow, inout ImportRun) throws(RowFailure) -> Void
  ) throws(RowFailure) -> Bool {
    do throws(ImportProblem) {
      guard try source.next(&row) else { return false }
    } catch {
      guard error.row != nil else { throw .file(error) }
      report.read += 1
      try reject(error)
      return true
    }
    report.read += 1
    do throws(RowFailure) {
      try take(&row, &self)
    } catch {
      guard case .row(let problem) = error else { throw error }
      try reject(problem.at(row: row.number, line: row.line))
    }
    if row.isLatin1, firstLatin1Row == nil { firstLatin1Row = row.number }
    return true
  }

  /// Notes a bad row: left out if the user wants that, else held against the file.
  mutating func reject(_ problem: ImportProblem) throws(RowFailure) {
    var noted = problem
    noted.isSkipped = options.skipsBadRows
    report.add(noted)
    if options.skipsBadRows {
      report.skipped += 1
      return
    }
    errorCount += 1
    if errorCount >= Self.errorLimit { throw .enough }
  }

  /// Counts what the workspace did with a record.
  mutating func count(_ outcome: InsertOutcome) {
    switch outcome {
    case .inserted: report.imported += 1
    case .replaced:
      report.imported += 1
      report.replaced += 1
    case .skipped: report.skipped += 1
    }
  }
}
