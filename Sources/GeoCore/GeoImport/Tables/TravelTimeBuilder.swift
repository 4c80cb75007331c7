import GeoPrimitives
import GeoStore
import Places

/// Travel times from rows.
struct TravelTimeBuilder: RecordBuilder {
  /// A week: no village is farther from an office.
  private static let longestMinutes = 10_080.0

  private let reader: FieldReader
  private let from: Field
  private let to: Field
  private let minutes: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    from = columns.field("from")
    to = columns.field("to")
    minutes = columns.field("minutes")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> TravelTimeRecord {
    let start = try reader.required(from, in: &row).text
    let village = try CodeText.villageCode(try reader.required(to, in: &row))
    _ = try reader.required(minutes, in: &row)
    let duration = try reader.magnitude(minutes, upTo: Self.longestMinutes, in: &row) ?? 0
    return TravelTimeRecord(from: start, to: village.text, minutes: duration)
  }

  static func key(of record: TravelTimeRecord) -> String { "\(record.from) \(record.to)" }

  static func insert(
    _ record: TravelTimeRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }
}
