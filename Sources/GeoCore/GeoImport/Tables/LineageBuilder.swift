import GeoPrimitives
import GeoStore
import Places

/// Changes of codes from rows.
struct LineageBuilder: RecordBuilder {
  private let reader: FieldReader
  private let old: Field
  private let new: Field
  private let kind: Field
  private let date: Field
  private let areaShare: Field
  private let populationShare: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    old = columns.field("old")
    new = columns.field("new")
    kind = columns.field("kind")
    date = columns.field("date")
    areaShare = columns.field("area_share")
    populationShare = columns.field("population_share")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> LineageRecord {
    let before = try CodeText.villageCode(try reader.required(old, in: &row))
    let after = try CodeText.villageCode(try reader.required(new, in: &row))
    let kind = FieldReader.word(try reader.required(kind, in: &row).text)
    var change = LineageRecord(old: before.text, new: after.text, kind: kind)
    change.date = try reader.day(date, in: &row)
    change.areaShare = try reader.magnitude(areaShare, upTo: 1, in: &row)
    change.populationShare = try reader.magnitude(populationShare, upTo: 1, in: &row)
    return change
  }

  static func key(of record: LineageRecord) -> String { "\(record.old) \(record.new)" }

  static func insert(
    _ record: LineageRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }
}
