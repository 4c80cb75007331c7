import Places

/// Finds the code of a village in a row: one column, or the four parts of a BPS code.
struct VillageCodeReader {
  /// Whose codes they are.
  let scheme: CodeScheme
  private let reader: FieldReader
  private let code: Field
  private let parts: [Field]

  /// Chooses the columns; `nil` when the file has no codes.
  init?(columns: ColumnMap, reader: FieldReader, options: ImportOptions) {
    self.reader = reader
    let plain = columns.field("code")
    let bps = columns.field("bps_code")
    let all = ["bps_province", "bps_regency", "bps_district", "bps_village"].map(columns.field)
    let isNamed = options.fields.keys.contains { ColumnName($0) == ColumnName("code") }
    let wanted = options.scheme ?? (plain.isPresent ? .kemendagri : .bps)
    scheme = wanted
    if isNamed || (wanted == .kemendagri && plain.isPresent) {
      code = plain
      parts = []
    } else if wanted == .bps, bps.isPresent {
      code = bps
      parts = []
    } else if wanted == .bps, all.allSatisfy(\.isPresent) {
      code = bps
      parts = all
    } else if wanted == .bps, plain.isPresent {
      code = plain
      parts = []
    } else {
      return nil
    }
  }

  /// The code of a row.
  /// - Throws: `value.missing` or a problem of the code.
  func code(in row: inout SourceRow) throws(ImportProblem) -> (code: AreaCode, column: String) {
    let found = try parts.isEmpty ? reader.required(code, in: &row) : composed(in: &row)
    return (try CodeText.villageCode(found, scheme: scheme), found.column)
  }

  /// Joins the parts, each filled up with zeros to its width; a last part of ten digits is the whole.
  private func composed(in row: inout SourceRow) throws(ImportProblem) -> FieldReader.Found {
    var text = ""
    var column = ""
    for (field, width) in zip(parts, [2, 2, 3, 3]) {
      let part = try reader.required(field, in: &row)
      if part.text.utf8.count == 10 { return part }
      text += String(repeating: "0", count: max(width - part.text.utf8.count, 0)) + part.text
      column = part.column
    }
    return FieldReader.Found(text: text, column: column)
  }
}
