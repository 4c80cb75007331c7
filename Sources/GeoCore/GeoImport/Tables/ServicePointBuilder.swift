import GeoPrimitives
import GeoStore

/// Service points from rows.
struct ServicePointBuilder: RecordBuilder {
  private let reader: FieldReader
  private let id: Field
  private let name: Field
  private let kind: Field
  private let placeText: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    id = columns.field("id")
    name = columns.field("name")
    kind = columns.field("kind")
    placeText = columns.field("place_text")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> ServicePointRecord {
    let id = try reader.required(id, in: &row).text
    var point = ServicePointRecord(id: id, name: try reader.required(name, in: &row).text)
    point.kind = try reader.choice(kind, in: &row, of: Self.kinds)
    point.place = place
    point.placeText = reader.text(placeText, in: &row)
    guard point.place != nil || point.placeText != nil else { throw ImportProblem(.placeMissing) }
    return point
  }

  static func key(of record: ServicePointRecord) -> String { record.id }

  static func insert(
    _ record: ServicePointRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }

  private static let kinds = [
    "immigration_office": "immigration_office", "kantor_imigrasi": "immigration_office",
    "tpi": "tpi", "lentera": "lentera", "service_unit": "service_unit",
    "unit_layanan": "service_unit", "ulp": "service_unit", "ukk": "service_unit",
    "mobile_stop": "mobile_stop", "layanan_keliling": "mobile_stop", "jemput_bola": "mobile_stop",
  ]
}
