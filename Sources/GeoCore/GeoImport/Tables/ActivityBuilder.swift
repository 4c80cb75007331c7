import GeoPrimitives
import GeoStore
import Places

/// Outreach activities from rows.
struct ActivityBuilder: RecordBuilder {
  private let reader: FieldReader
  private let id: Field
  private let code: Field
  private let kind: Field
  private let date: Field
  private let participants: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    id = columns.field("id")
    code = columns.field("code")
    kind = columns.field("kind")
    date = columns.field("date")
    participants = columns.field("participants")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> ActivityRecord {
    let id = try reader.required(id, in: &row).text
    let kindFound = try reader.required(kind, in: &row)
    let dateFound = try reader.required(date, in: &row)
    guard let kind = try reader.choice(kind, in: &row, of: Self.kinds) else {
      throw ImportProblem(.valueMissing, field: kindFound.column)
    }
    guard let day = try reader.day(date, in: &row) else {
      throw ImportProblem(.valueMissing, field: dateFound.column)
    }
    var activity = ActivityRecord(id: id, kind: kind, date: day)
    activity.place = place
    activity.participants = try reader.count(participants, in: &row)
    if let found = reader.found(code, in: &row) {
      activity.code = try CodeText.villageCode(found).text
    }
    guard activity.code != nil || place != nil else { throw ImportProblem(.placeMissing) }
    return activity
  }

  static func key(of record: ActivityRecord) -> String { record.id }

  static func insert(
    _ record: ActivityRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }

  private static let kinds = vocabulary(
    ActivityKind.self,
    also: [
      "education": .edukasi, "service": .layanan, "meeting": .rapat, "visit": .kunjungan,
      "sosialisasi": .edukasi,
    ])
}
