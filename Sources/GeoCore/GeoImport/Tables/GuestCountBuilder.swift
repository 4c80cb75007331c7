import GeoPrimitives
import GeoStore

/// Monthly counts of guests from rows.
struct GuestCountBuilder: RecordBuilder {
  private let reader: FieldReader
  private let accommodation: Field
  private let month: Field
  private let guests: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    accommodation = columns.field("accommodation")
    month = columns.field("month")
    guests = columns.field("guests")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> GuestCountRecord {
    let house = try reader.required(accommodation, in: &row).text
    let found = try reader.required(month, in: &row)
    guard found.text.utf8.count == 7, CivilDate(found.text + "-01") != nil else {
      throw ImportProblem(.valueNotMonth, field: found.column, value: found.text)
    }
    _ = try reader.required(guests, in: &row)
    let count = try reader.count(guests, in: &row) ?? 0
    return GuestCountRecord(accommodation: house, month: found.text, guests: count)
  }

  static func key(of record: GuestCountRecord) -> String {
    "\(record.accommodation) \(record.month)"
  }

  static func insert(
    _ record: GuestCountRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }
}
