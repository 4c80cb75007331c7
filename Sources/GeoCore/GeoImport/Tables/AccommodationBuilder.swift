import GeoPrimitives
import GeoStore

/// Accommodations from rows.
struct AccommodationBuilder: RecordBuilder {
  private let reader: FieldReader
  private let id: Field
  private let name: Field
  private let kind: Field
  private let rooms: Field
  private let reporting: Field
  private let lastReport: Field
  private let placeText: Field

  init(columns: ColumnMap, reader: FieldReader) {
    self.reader = reader
    id = columns.field("id")
    name = columns.field("name")
    kind = columns.field("kind")
    rooms = columns.field("rooms")
    reporting = columns.field("reporting")
    lastReport = columns.field("last_report")
    placeText = columns.field("place_text")
  }

  func record(
    from row: inout SourceRow, at place: Coordinate?
  ) throws(ImportProblem) -> AccommodationRecord {
    let id = try reader.required(id, in: &row).text
    var house = AccommodationRecord(id: id, name: try reader.required(name, in: &row).text)
    house.place = place
    house.placeText = reader.text(placeText, in: &row)
    guard house.place != nil || house.placeText != nil else { throw ImportProblem(.placeMissing) }
    house.kind = reader.text(kind, in: &row).map(Self.kind) ?? .other
    house.rooms = try reader.count(rooms, in: &row)
    house.lastReport = try reader.day(lastReport, in: &row)
    let reports = try reader.choice(reporting, in: &row, of: Self.reportingWords)
    house.reporting = reports ?? .unknown
    return house
  }

  static func key(of record: AccommodationRecord) -> String { record.id }

  static func insert(
    _ record: AccommodationRecord, into transaction: WorkspaceTransaction,
    _ policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    try transaction.insert(record, onDuplicate: policy)
  }

  /// The kind that a word stands for. Registers use dozens; what is none of ours is "other".
  static func kind(of text: String) -> AccommodationKind {
    let word = FieldReader.word(text)
    if let known = kinds[word] { return known }
    if word.hasPrefix("bintang") || word.hasPrefix("hotel") { return .hotel }
    if word.hasPrefix("villa") || word.hasPrefix("vila") { return .villa }
    return word.hasPrefix("hostel") ? .dormitory : .other
  }

  private static let kinds: [String: AccommodationKind] = vocabulary(
    AccommodationKind.self,
    also: [
      "melati": .hotel, "hotel_melati": .hotel, "resort": .hotel, "motel": .hotel,
      "guest_house": .guesthouse, "wisma": .guesthouse, "pondok_wisata": .guesthouse,
      "penginapan": .guesthouse, "losmen": .guesthouse, "home_stay": .homestay,
      "rumah_singgah": .homestay, "bungalow": .villa, "cottage": .villa, "apartemen": .apartment,
      "apartement": .apartment, "rusun": .apartment, "asrama": .dormitory, "kos": .dormitory,
      "kost": .dormitory, "kos_kosan": .dormitory, "mess": .dormitory, "capsule_hotel": .dormitory,
    ])

  private static let reportingWords: [String: ReportingState] = vocabulary(
    ReportingState.self,
    also: [
      "ya": .yes, "true": .yes, "1": .yes, "tidak": .no, "false": .no, "0": .no,
      "tidak_diketahui": .unknown, "belum_diketahui": .unknown,
    ])
}
