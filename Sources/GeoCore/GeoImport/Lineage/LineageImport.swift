import GeoPrimitives
import GeoStore
import Places

/// Imports changes of codes: their rows, then what can only be said of all of them together.
enum LineageImport {
  static func read<Source: RowSource & ~Copyable>(
    _ source: inout Source, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    let opened = try TableOpening(source.description, &run)
    let rows = LineageRowReader(
      columns: opened.columns, reader: opened.reader, defaultDate: run.options.asOf)
    let policy = run.options.onDuplicate ?? .error
    var places: [DayOfCode: Int] = [:]
    var ledger = KeyLedger()
    try run.takeRows(of: &source) { (row, run) throws(RowFailure) in
      let change = try RowFailure.row { () throws(ImportProblem) in try rows.change(in: &row) }
      places[DayOfCode(change)] = row.number
      guard !run.isRefused else { return }
      let record = LineageRecord(change)
      let key = "\(record.old) \(record.new)"
      do throws(WorkspaceError) {
        run.count(try transaction.insert(record, onDuplicate: policy))
        ledger.note(key, row: row.number)
      } catch {
        throw StoreRefusal.failure(error, key: key, earlierRow: ledger.row(of: key))
      }
    }
    guard !run.isRefused else { return }
    try check(transaction.reader, places, &run)
  }

  /// Which row told of a code on a day.
  private struct DayOfCode: Hashable {
    let code: String
    let date: String

    init(code: String, date: String) {
      self.code = code
      self.date = date
    }

    init(_ change: LineageChange) {
      self.init(code: change.old, date: change.date.map { "\($0)" } ?? "")
    }
  }

  /// Looks for contradictions among all that the workspace now knows, as far as the file has a part in
  /// them.
  private static func check(
    _ reader: WorkspaceReader, _ places: [DayOfCode: Int], _ run: inout ImportRun
  ) throws(RowFailure) {
    var changes: [LineageChange] = []
    try RowFailure.workspace { try reader.readLineage { changes.append($0.change) } }
    for problem in LineageCheck.problems(of: changes) {
      switch problem {
      case .sharesExceedOne(let old, let date, let sum, _):
        guard let row = places[DayOfCode(code: old, date: date)] else { continue }
        let shown = DecimalText.rounded(sum, decimals: 3)
        let found = ImportProblem(.lineageShares, value: old, date.isEmpty ? "?" : date, shown)
        try run.reject(found.at(row: row, line: nil))
      case .cycle(let codes):
        guard codes.contains(where: { places[DayOfCode(code: $0, date: "")] != nil }) else {
          continue
        }
        throw .file(ImportProblem(.lineageCycle, codes.prefix(6).joined(separator: " → ")))
      case .endWithSuccessor, .successorMissing: continue
      }
    }
  }
}
