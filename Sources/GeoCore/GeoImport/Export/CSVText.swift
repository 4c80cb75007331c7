/// Cells of comma-separated text (RFC 4180).
enum CSVText {
  /// A text as a cell, in quotation marks where it needs them; `nil` is an empty cell.
  ///
  /// A text that a spreadsheet would run as a formula gets an apostrophe in front: exported reports
  /// hold words that strangers wrote.
  static func cell(_ text: String?) -> String {
    guard let text else { return "" }
    let isFormula = text.utf8.first.map(formulaMarks.contains) ?? false
    let harmless = isFormula && Double(text) == nil ? "'" + text : text
    guard harmless.utf8.contains(where: specialBytes.contains) else { return harmless }
    var quoted = "\""
    for character in harmless.unicodeScalars {
      if character == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }

  private static let specialBytes: Set<UInt8> = [0x22, 0x2C, 0x3B, 0x0A, 0x0D]
  private static let formulaMarks: Set<UInt8> = [0x3D, 0x2B, 0x2D, 0x40, 0x09]
}
