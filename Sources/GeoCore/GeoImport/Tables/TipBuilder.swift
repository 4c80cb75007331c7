import GeoPrimitives
import GeoStore
import Places

/// Tips from rows.
struct TipBuilder: RecordBuilder {
  private let reader: FieldReader
  private let id: Field
  private let occurredAt: Field
  private let category: Field
  private let channel: Field
  private let origin: Field
  private let placeText: Field
  /// No place within a regency is less certain than 500 km.
  private static let largestRadius = 500_000.0

  private let radius: Field
  private let level: Field
  private let status: Field
  private let summary: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    id = columns.field("id")
    occurredAt = columns.field("occurred_at")
    category = columns.field("category")
    channel = columns.field("channel")
    origin = columns.field("origin")
    placeText = columns.field("place_text")
    radius = columns.field("radius_m")
    level = columns.field("level")
    status = columns.field("status")
    summary = columns.field("summary")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> TipRecord {
    let id = try reader.required(id, in: &row).text
    // A time without an offset was read off a clock at the place.
    let zone = place.map { ProvinceZone.offset(ofLongitude: $0.longitude) } ?? .wib
    let moment = try reader.moment(occurredAt, in: &row, zone: zone)
    _ = try reader.required(category, in: &row)
    let about = try reader.choice(category, in: &row, of: Self.categories) ?? .other
    var tip = TipRecord(id: id, occurredAt: moment, category: about)
    tip.place = place
    tip.placeText = reader.text(placeText, in: &row)
    guard tip.place != nil || tip.placeText != nil else { throw ImportProblem(.placeMissing) }
    tip.channel = reader.text(channel, in: &row).map(Self.lowercased)
    tip.radiusMeters = try reader.magnitude(radius, upTo: Self.largestRadius, in: &row)
    tip.summary = reader.text(summary, in: &row)
    if let origin = try reader.choice(origin, in: &row, of: Self.origins) { tip.origin = origin }
    if let level = try reader.choice(level, in: &row, of: Self.levels) { tip.level = level }
    if let status = try reader.choice(status, in: &row, of: Self.statuses) { tip.status = status }
    return tip
  }

  static func key(of record: TipRecord) -> String { record.id }

  static func insert(
    _ record: TipRecord, into transaction: WorkspaceTransaction, _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }

  /// Most are in lower case already, and looking costs less than writing.
  private static func lowercased(_ text: String) -> String {
    text.utf8.contains { !(97...122).contains($0) } ? text.lowercased() : text
  }

  private static let categories = vocabulary(
    TipCategory.self,
    also: [
      "trafficking": .tppo, "smuggling": .tppm, "dokumen": .document, "layanan": .service,
      "lainnya": .other, "lain_lain": .other,
    ])
  private static let origins = vocabulary(TipOrigin.self, also: ["laporan_warga": .publicReport])
  private static let levels = vocabulary(PrecisionLevel.self)
  private static let statuses = vocabulary(
    TipStatus.self, also: ["baru": .new, "terverifikasi": .verified, "duplikat": .duplicate])
}
