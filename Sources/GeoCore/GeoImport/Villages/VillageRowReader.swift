import GeoPrimitives
import GeoStore
import Places

/// Makes villages of rows.
struct VillageRowReader {
  private let reader: FieldReader
  private let options: ImportOptions
  private let codes: VillageCodeReader?
  private let names: VillageNameIndex?
  private let name: Field
  private let boundaryStatus: Field
  private let validFrom: Field
  private let validTo: Field
  private let decree: Field
  private let district: Field
  private let regency: Field
  private let province: Field

  /// Chooses the columns.
  /// - Throws: `column.missing` without names, or without codes when there is nothing to find them by.
  init(
    columns: ColumnMap, reader: FieldReader, options: ImportOptions, names: VillageNameIndex?
  ) throws(ImportProblem) {
    self.reader = reader
    self.options = options
    self.names = names
    codes =
      names == nil
      ? VillageCodeReader(columns: columns, reader: reader, options: options) : nil
    name = columns.field("name")
    boundaryStatus = columns.field("boundary_status")
    validFrom = columns.field("valid_from")
    validTo = columns.field("valid_to")
    decree = columns.field("decree")
    district = columns.field("district")
    regency = columns.field("regency")
    province = columns.field("province")
    guard codes != nil || names != nil else { throw columns.missing("code", or: "bps_code") }
    guard name.isPresent else { throw columns.missing("name") }
  }

  /// Whose codes the file uses.
  var scheme: CodeScheme { codes?.scheme ?? .kemendagri }

  /// The village of a row, without its area.
  /// - Throws: The first problem of the row.
  func village(in row: inout SourceRow) throws(ImportProblem) -> VillageRecord {
    var village = try identified(in: &row)
    if let status = try reader.choice(boundaryStatus, in: &row, of: Self.statuses) {
      village.boundaryStatus = status
    }
    village.validFrom = try reader.day(validFrom, in: &row) ?? options.asOf
    village.validTo = try reader.day(validTo, in: &row)
    village.decree = reader.text(decree, in: &row)
    village.districtName = reader.text(district, in: &row)
    village.regencyName = reader.text(regency, in: &row)
    village.provinceName = reader.text(province, in: &row)
    return village
  }

  private func identified(in row: inout SourceRow) throws(ImportProblem) -> VillageRecord {
    if let codes {
      let code = try codes.code(in: &row).code
      let found = try reader.required(name, in: &row)
      return VillageRecord(code: code, name: VillageName.cleaned(found.text), geometry: nil)
    }
    let found = try reader.required(name, in: &row)
    guard let names else { throw ImportProblem(.nameUnmatched, value: found.text) }
    let entry = try names.village(
      named: found.text, district: reader.text(district, in: &row), column: found.column)
    return VillageRecord(code: entry.code, name: entry.name, geometry: nil)
  }

  private static let statuses = vocabulary(
    BoundaryStatus.self,
    also: ["definite": .definitif, "indicative": .indikatif, "disputed": .sengketa])
}
