import GeoPrimitives
import GeoStore
import PROJBindings

/// Imports a file whose rows are single records: every table but villages and larger areas.
struct RecordImport<Builder: RecordBuilder>: ~Copyable {
  private let builder: Builder
  private let places: PlaceReader
  private let policy: DuplicatePolicy
  private var ledger = KeyLedger()

  init(
    _ source: SourceDescription, _ run: inout ImportRun
  ) throws(RowFailure) {
    let opened = try TableOpening(source, &run)
    let places = try opened.places()
    self.places = places
    builder = Builder(columns: opened.columns, reader: opened.reader)
    policy = run.options.onDuplicate ?? .error
  }

  /// Takes all rows in.
  mutating func read<Source: RowSource & ~Copyable>(
    _ source: inout Source, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    try run.takeRows(of: &source) { (row, run) throws(RowFailure) in
      let record = try self.record(of: &row)
      guard !run.isRefused else { return }
      try self.store(record, row: row.number, in: transaction, &run)
    }
  }

  private func record(of row: inout SourceRow) throws(RowFailure) -> Builder.Record {
    do throws(ImportProblem) {
      return try builder.record(from: &row, at: try places.place(of: &row))
    } catch {
      throw .row(error)
    }
  }

  private mutating func store(
    _ record: Builder.Record, row: Int, in transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    let key = Builder.key(of: record)
    do throws(WorkspaceError) {
      run.count(try Builder.insert(record, into: transaction, policy))
      ledger.note(key, row: row)
    } catch {
      throw StoreRefusal.failure(error, key: key, earlierRow: ledger.row(of: key))
    }
  }
}

/// What a refusal of the workspace means for a row.
enum StoreRefusal {
  /// - Parameters:
  ///   - error: What the workspace said.
  ///   - key: The key of the record.
  ///   - earlierRow: The row of the file that has the same key.
  /// - Returns: A problem of the row where it is one, else of the workspace.
  static func failure(_ error: WorkspaceError, key: String, earlierRow: Int?) -> RowFailure {
    switch error {
    case .duplicate:
      guard let earlierRow else { return .row(ImportProblem(.rowExists, value: key)) }
      return .row(ImportProblem(.rowDuplicate, value: key, String(earlierRow)))
    case .invalidValue(_, _, let column, let reason):
      return .row(ImportProblem(.rowRefused, field: column, value: key, reason))
    default: return .workspace(error)
    }
  }
}
