import DisclosureControl
import GeoPrimitives
import GeoStore
import Places

/// Imports tips: by the same way as those that come over the network, so that personal data are masked,
/// repeated reports are linked, and doubtful places wait.
struct TipImport: ~Copyable {
  private let builder: TipBuilder
  private let places: PlaceReader
  private let policy: DuplicatePolicy
  private var ledger = KeyLedger()

  /// Reads all rows of a file into a workspace.
  static func read<Source: RowSource & ~Copyable>(
    _ source: inout Source, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    var tips = try TipImport(source.description, &run)
    let expected = source.description.rowCount ?? source.description.rowEstimate
    try RowFailure.workspace { try transaction.beginBulkLoad(.tips, expecting: expected) }
    try run.takeRows(of: &source) { (row, run) throws(RowFailure) in
      try tips.take(&row, into: transaction, &run)
    }
    run.meter.begin(.indexing, total: nil)
    guard !run.report.hasErrors, !run.options.isDryRun else { return }
    try RowFailure.workspace { try transaction.endBulkLoad(.tips) }
  }

  private init(_ source: SourceDescription, _ run: inout ImportRun) throws(RowFailure) {
    let opened = try TableOpening(source, &run)
    places = try opened.places()
    builder = TipBuilder(columns: opened.columns, reader: opened.reader)
    policy = run.options.onDuplicate ?? .error
  }

  private mutating func take(
    _ row: inout SourceRow, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    var tip = try record(of: &row)
    let masked = tip.maskPersonalData()
    guard !run.isRefused else { return }
    let candidates = run.options.lookup.flatMap { tip.findPlace(by: $0) }
    let taken = try store(tip, candidates, row.number, transaction, &run)
    guard taken.outcome != .skipped else { return }
    note(tip, taken, masked, candidates, row, &run)
  }

  private func record(of row: inout SourceRow) throws(RowFailure) -> TipRecord {
    do throws(ImportProblem) {
      return try builder.record(from: &row, at: try places.place(of: &row))
    } catch {
      throw .row(error)
    }
  }

  private mutating func store(
    _ tip: TipRecord, _ candidates: [PlaceCandidate]?, _ row: Int,
    _ transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) -> TakenTip {
    do throws(WorkspaceError) {
      let taken = try transaction.take(
        tip, inDoubtBetween: candidates, at: run.options.now, onDuplicate: policy)
      run.count(taken.outcome)
      ledger.note(tip.id, row: row)
      return taken
    } catch {
      throw StoreRefusal.failure(error, key: tip.id, earlierRow: ledger.row(of: tip.id))
    }
  }

  private func note(
    _ tip: TipRecord, _ taken: TakenTip, _ masked: [PersonalDataMask.Kind],
    _ candidates: [PlaceCandidate]?, _ row: SourceRow, _ run: inout ImportRun
  ) {
    func add(_ code: ProblemCode, _ argument: String) {
      run.report.add(
        ImportProblem(code, value: tip.id, argument).at(row: row.number, line: row.line))
    }
    if !masked.isEmpty {
      run.report.masked += 1
      add(.textMasked, masked.map(\.rawValue).joined(separator: ", "))
    }
    if let original = taken.duplicateOf {
      run.report.duplicates += 1
      add(.tipRepeated, original)
    } else if let candidates {
      add(.placeDoubtful, "\(candidates.count)")
      run.report.doubtful.append(
        DoubtfulTip(
          row: row.number, id: tip.id, placeText: tip.placeText ?? "", candidates: candidates))
    }
  }
}
