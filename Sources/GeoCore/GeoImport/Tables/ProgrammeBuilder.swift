import GeoPrimitives
import GeoStore
import Places

/// Programme entries from rows.
struct ProgrammeBuilder: RecordBuilder {
  private let reader: FieldReader
  private let code: Field
  private let status: Field
  private let since: Field
  private let until: Field
  private let phase: Field
  private let decree: Field
  private let office: Field
  private let post: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    code = columns.field("code")
    status = columns.field("status")
    since = columns.field("since")
    until = columns.field("until")
    phase = columns.field("phase")
    decree = columns.field("decree")
    office = columns.field("office")
    post = columns.field("post")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> ProgrammeRecord {
    let village = try CodeText.villageCode(try reader.required(code, in: &row))
    let stage = try reader.required(status, in: &row)
    let first = try reader.required(since, in: &row)
    guard let status = try reader.choice(status, in: &row, of: Self.stages) else {
      throw ImportProblem(.valueMissing, field: stage.column)
    }
    guard let day = try reader.day(since, in: &row) else {
      throw ImportProblem(.valueMissing, field: first.column)
    }
    var entry = ProgrammeRecord(code: village.text, status: status, since: day)
    entry.until = try reader.day(until, in: &row)
    if let end = entry.until, end <= day {
      throw ImportProblem(
        .valueOutOfRange, field: reader.columnName(of: until), value: "\(end)", "> \(day)")
    }
    entry.phase = reader.text(phase, in: &row)
    entry.decree = reader.text(decree, in: &row)
    entry.office = reader.text(office, in: &row)
    entry.post = reader.text(post, in: &row)
    return entry
  }

  static func key(of record: ProgrammeRecord) -> String {
    "\(record.code) \(record.status.rawValue) \(record.since)"
  }

  static func insert(
    _ record: ProgrammeRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }

  private static let stages = vocabulary(
    ProgrammeStatus.self,
    also: [
      "candidate": .calon, "designated": .ditetapkan, "active": .aktif, "inactive": .nonaktif,
      "non_aktif": .nonaktif,
    ])
}
