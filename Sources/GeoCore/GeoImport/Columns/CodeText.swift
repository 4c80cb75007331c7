import Places

/// Area codes in files, with the problems that they bring.
enum CodeText {
  /// A code of any level.
  /// - Throws: `code.wrong_length` or `code.characters`, naming the column and the value.
  static func code(
    _ text: String, scheme: CodeScheme, column: String
  ) throws(ImportProblem) -> AreaCode {
    do {
      return try AreaCode(text, scheme: scheme)
    } catch {
      switch error {
      case .wrongLength(_, let digits, _):
        throw ImportProblem(
          .codeLength, field: column, value: text, String(digits), scheme.rawValue,
          digitCounts(of: scheme))
      case .otherCharacters:
        throw ImportProblem(.codeCharacters, field: column, value: text)
      }
    }
  }

  /// The code of a village.
  /// - Throws: Also `code.wrong_level` for that of a larger area.
  static func villageCode(
    _ found: FieldReader.Found, scheme: CodeScheme = .kemendagri
  ) throws(ImportProblem) -> AreaCode {
    let code = try code(found.text, scheme: scheme, column: found.column)
    guard code.level == .village else {
      throw ImportProblem(
        .codeLevel, field: found.column, value: found.text, code.level.rawValue,
        AdministrativeLevel.village.rawValue)
    }
    return code
  }

  private static func digitCounts(of scheme: CodeScheme) -> String {
    switch scheme {
    case .kemendagri: "2, 4, 6, 10"
    case .bps: "2, 4, 7, 10"
    }
  }
}
