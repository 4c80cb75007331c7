import GeoPrimitives
import GeoStore
import Places

/// Offices from rows.
struct OfficeBuilder: RecordBuilder {
  private let reader: FieldReader
  private let id: Field
  private let name: Field
  private let area: Field
  private let posts: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    id = columns.field("id")
    name = columns.field("name")
    area = columns.field("area")
    posts = columns.field("posts")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> OfficeRecord {
    let id = try reader.required(id, in: &row).text
    let name = try reader.required(name, in: &row).text
    let codes = try prefixes(of: reader.required(area, in: &row))
    var office = OfficeRecord(id: id, name: name, area: codes)
    office.posts = try reader.count(posts, in: &row)
    office.place = place
    return office
  }

  /// Code prefixes, separated by commas, semicolons or blanks.
  private func prefixes(of found: FieldReader.Found) throws(ImportProblem) -> [String] {
    var codes: [String] = []
    for part in found.text.split(whereSeparator: { ",; |".contains($0) }) {
      let text = String(part)
      codes.append(try CodeText.code(text, scheme: .kemendagri, column: found.column).text)
    }
    guard !codes.isEmpty else { throw ImportProblem(.valueMissing, field: found.column) }
    return codes
  }

  static func key(of record: OfficeRecord) -> String { record.id }

  static func insert(
    _ record: OfficeRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }
}
