import GeoPrimitives
import GeoStore
import Places

/// Numbers of residents from rows; areas of any level.
struct PopulationBuilder: RecordBuilder {
  private let reader: FieldReader
  private let code: Field
  private let residents: Field
  private let asOf: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    code = columns.field("code")
    residents = columns.field("residents")
    asOf = columns.field("as_of")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> PopulationRecord {
    let found = try reader.required(code, in: &row)
    let area = try CodeText.code(found.text, scheme: .kemendagri, column: found.column)
    _ = try reader.required(residents, in: &row)
    let count = try reader.count(residents, in: &row) ?? 0
    return PopulationRecord(
      code: area.text, residents: count, asOf: try reader.day(asOf, in: &row))
  }

  static func key(of record: PopulationRecord) -> String {
    record.asOf.map { "\(record.code) \($0)" } ?? record.code
  }

  static func insert(
    _ record: PopulationRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }
}
