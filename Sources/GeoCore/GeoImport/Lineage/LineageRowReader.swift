import GeoPrimitives
import GeoStore
import Places

/// Makes changes of codes of rows.
struct LineageRowReader {
  private let reader: FieldReader
  private let defaultDate: CivilDate?
  private let old: Field
  private let new: Field
  private let kind: Field
  private let date: Field
  private let areaShare: Field
  private let populationShare: Field
  private let basis: Field

  /// Chooses the columns.
  /// - Parameters:
  ///   - columns: Those of the file.
  ///   - reader: Reads their cells.
  ///   - defaultDate: The day of rows that have none.
  init(columns: ColumnMap, reader: FieldReader, defaultDate: CivilDate?) {
    self.reader = reader
    self.defaultDate = defaultDate
    old = columns.field("old")
    new = columns.field("new")
    kind = columns.field("kind")
    date = columns.field("date")
    areaShare = columns.field("area_share")
    populationShare = columns.field("population_share")
    basis = columns.field("basis")
  }

  /// The change of a row.
  /// - Throws: The first problem of the row.
  func change(in row: inout SourceRow) throws(ImportProblem) -> LineageChange {
    let before = try CodeText.villageCode(try reader.required(old, in: &row))
    _ = try reader.required(kind, in: &row)
    let kind = try reader.choice(kind, in: &row, of: Self.kinds) ?? .move
    let after = try successor(of: before, kind, in: &row)
    var change = LineageChange(before.text, after, kind, on: defaultDate)
    if let day = try reader.day(date, in: &row) { change.date = day }
    change.areaShare = try reader.magnitude(areaShare, upTo: 1, in: &row)
    change.populationShare = try reader.magnitude(populationShare, upTo: 1, in: &row)
    change.basis = try reader.choice(basis, in: &row, of: vocabulary(LineageBasis.self)) ?? .file
    return change
  }

  private func successor(
    of old: AreaCode, _ kind: LineageKind, in row: inout SourceRow
  ) throws(ImportProblem) -> String? {
    guard kind == .end else {
      return try CodeText.villageCode(try reader.required(new, in: &row)).text
    }
    guard let given = reader.found(new, in: &row) else { return nil }
    throw ImportProblem(.lineageEndGoesOn, field: given.column, value: old.text, given.text)
  }

  private static let kinds = vocabulary(
    LineageKind.self,
    also: [
      "pemekaran": .split, "penggabungan": .merge, "gabung": .merge, "ganti_nama": .rename,
      "perubahan_nama": .rename, "pindah": .move, "ubah_kode": .move, "perubahan_kode": .move,
      "ubah_status": .upgrade, "perubahan_status": .upgrade, "peralihan": .transfer,
      "sebagian": .transfer, "penghapusan": .end, "dihapus": .end, "berakhir": .end,
    ])
}
