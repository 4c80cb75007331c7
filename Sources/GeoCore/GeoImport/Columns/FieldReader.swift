import GeoPrimitives

/// Reads the cells of a row as the values of our fields.
struct FieldReader {
  /// The names of the columns in the file.
  let columnNames: [String]
  /// Whether numbers may be written `1,5`.
  let allowsDecimalComma: Bool

  /// A value that was found, with the column in which it stood.
  struct Found {
    var text: String
    var column: String
  }

  /// The text of a field; of several columns the first that is filled in.
  func found(_ field: Field, in row: inout SourceRow) -> Found? {
    for column in field.columns {
      if let text = row.text(column) { return Found(text: text, column: columnNames[column]) }
    }
    return nil
  }

  /// The text of a field; `nil` when it is empty.
  func text(_ field: Field, in row: inout SourceRow) -> String? {
    found(field, in: &row)?.text
  }

  /// The text of a field that must be filled in.
  /// - Throws: `value.missing`.
  func required(_ field: Field, in row: inout SourceRow) throws(ImportProblem) -> Found {
    if let found = found(field, in: &row) { return found }
    throw ImportProblem(.valueMissing, field: columnName(of: field))
  }

  /// How the file calls a field; our name when it does not have it.
  func columnName(of field: Field) -> String {
    field.columns.first.map { columnNames[$0] } ?? field.name
  }

  /// A number; it may be infinite or `nan` if the file says so.
  /// - Throws: `value.not_number`.
  func number(_ field: Field, in row: inout SourceRow) throws(ImportProblem) -> Double? {
    guard let found = found(field, in: &row) else { return nil }
    guard let value = number(found.text) else {
      throw ImportProblem(.valueNotNumber, field: found.column, value: found.text)
    }
    return value
  }

  private func number(_ text: String) -> Double? {
    if let value = Double(text) {
      // Double also reads hexadecimal, which no spreadsheet means.
      return text.utf8.contains(UInt8(ascii: "x")) ? nil : value
    }
    guard allowsDecimalComma, !text.contains(".") else { return nil }
    return Double(String(text.map { $0 == "," ? "." : $0 }))
  }

  /// A number from 0 to a limit.
  /// - Throws: `value.not_number` or `value.out_of_range`.
  func magnitude(
    _ field: Field, upTo limit: Double, in row: inout SourceRow
  ) throws(ImportProblem) -> Double? {
    guard let found = found(field, in: &row) else { return nil }
    guard let value = number(found.text), value.isFinite else {
      throw ImportProblem(.valueNotNumber, field: found.column, value: found.text)
    }
    guard (0...limit).contains(value) else {
      let range = "0 – \(DecimalText.rounded(limit, decimals: 0))"
      throw ImportProblem(.valueOutOfRange, field: found.column, value: found.text, range)
    }
    return value
  }

  /// A whole number within 0 … 2 000 000 000, `12.0` included.
  /// - Throws: `value.not_whole` or `value.out_of_range`.
  func count(_ field: Field, in row: inout SourceRow) throws(ImportProblem) -> Int? {
    guard let found = found(field, in: &row) else { return nil }
    guard let value = number(found.text), value.isFinite, value == value.rounded() else {
      throw ImportProblem(.valueNotWhole, field: found.column, value: found.text)
    }
    guard (0...2e9).contains(value) else {
      throw ImportProblem(
        .valueOutOfRange, field: found.column, value: found.text, "0–2000000000")
    }
    return Int(value)
  }

  /// A day, `2026-03-09` or, as GDAL writes it, `2026/03/09`; a time behind it is passed over.
  /// - Throws: `value.not_date`.
  func day(_ field: Field, in row: inout SourceRow) throws(ImportProblem) -> CivilDate? {
    guard let found = found(field, in: &row) else { return nil }
    let text = Self.hyphenated(found.text)
    let isBareDay = text.utf8.count == 10
    if isBareDay || Instant(iso8601: text, defaultZone: .utc) != nil,
      let day = CivilDate(String(text.prefix(10)))
    {
      return day
    }
    throw ImportProblem(.valueNotDate, field: found.column, value: found.text)
  }

  /// A moment; without an offset it is a time in `zone`.
  /// - Throws: `value.missing` or `value.not_date`.
  func moment(
    _ field: Field, in row: inout SourceRow, zone: TimeZoneOffset
  ) throws(ImportProblem) -> Instant {
    let found = try required(field, in: &row)
    guard let moment = Instant(iso8601: Self.hyphenated(found.text), defaultZone: zone) else {
      throw ImportProblem(.valueNotDate, field: found.column, value: found.text)
    }
    return moment
  }

  /// One of a set of words, compared without case, blanks counting as underscores.
  /// - Throws: `value.unknown` with the words that are known.
  func choice<Value>(
    _ field: Field, in row: inout SourceRow, of words: [String: Value]
  ) throws(ImportProblem) -> Value? {
    guard let found = found(field, in: &row) else { return nil }
    if let value = words[found.text] ?? words[Self.word(found.text)] { return value }
    let known = words.keys.sorted().joined(separator: ", ")
    throw ImportProblem(.valueUnknown, field: found.column, value: found.text, known)
  }

  /// Lower case, with underscores for blanks and hyphens.
  static func word(_ text: String) -> String {
    String(text.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  /// GDAL writes days with slashes.
  private static func hyphenated(_ text: String) -> String {
    let slash = UInt8(ascii: "/")
    guard text.utf8.count >= 10, text.utf8.dropFirst(4).first == slash,
      text.utf8.dropFirst(7).first == slash
    else { return text }
    return "\(text.prefix(4))-\(text.dropFirst(5).prefix(2))-\(text.dropFirst(8))"
  }
}

/// Words for the cases of an enumeration: their own, and others.
func vocabulary<Value: RawRepresentable<String> & CaseIterable>(
  _ type: Value.Type, also others: [String: Value] = [:]
) -> [String: Value] {
  var words = others
  for value in Value.allCases { words[value.rawValue] = value }
  return words
}
