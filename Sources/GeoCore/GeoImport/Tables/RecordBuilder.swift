import GeoPrimitives
import GeoStore

/// Makes the records of one table from rows.
protocol RecordBuilder {
  /// A record of the table.
  associatedtype Record

  /// Notes which columns hold what.
  init(columns: ColumnMap, reader: FieldReader)

  /// A record from a row.
  /// - Parameters:
  ///   - row: The row.
  ///   - place: Where it is, already in degrees and judged; `nil` when it does not say.
  /// - Returns: The record.
  /// - Throws: The first problem of the row.
  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> Record

  /// What tells the record from others, for messages.
  static func key(of record: Record) -> String

  /// Hands the record to the workspace.
  static func insert(
    _ record: Record, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome
}
