/// One thing that is wrong, or worth knowing, about a file: where, what, and what to do.
public struct ImportProblem: Error, Hashable, Sendable {
  /// How much a problem matters.
  public enum Severity: String, Hashable, Sendable {
    /// The row, or the file, cannot be taken in.
    case error
    /// Taken in, but someone should look.
    case warning
    /// Taken in; said for the record.
    case note
  }

  /// What it is.
  public var code: ProblemCode
  /// The data row, counted from 1 without the header; `nil` for the file as a whole.
  public var row: Int?
  /// The line of a text file on which the row begins, counted from 1.
  public var line: Int?
  /// The column, as the file calls it.
  public var field: String?
  /// The value found, cut to a readable length.
  public var value: String?
  /// The particulars that its sentence needs, in the order in which it names them.
  public var arguments: [String]
  /// Whether its row was left out because the user asked for that.
  public var isSkipped = false

  /// A problem; the row is filled in by whoever reads the rows.
  public init(
    _ code: ProblemCode, field: String? = nil, value: String? = nil, _ arguments: String...
  ) {
    self.code = code
    self.field = field
    self.value = value.map { String($0.prefix(80)) }
    self.arguments = arguments
  }

  /// How much it matters: a skipped row no longer keeps the file out.
  public var severity: Severity { isSkipped ? .warning : code.severity }

  /// One sentence: what is wrong and what to do, without the place in the file.
  public func message(in language: Language) -> String {
    ProblemSentences.sentence(for: self, in: language)
  }

  /// Where in the file, such as `row 12 (line 14), column KDEPUM`; empty for the file as a whole.
  public func place(in language: Language) -> String {
    let words = language == .id ? ("baris", "baris teks", "kolom") : ("row", "line", "column")
    var parts: [String] = []
    if let row {
      parts.append("\(words.0) \(row)" + (line.map { " (\(words.1) \($0))" } ?? ""))
    }
    if let field { parts.append("\(words.2) \(field)") }
    return parts.joined(separator: ", ")
  }

  /// The field for which the file has no column.
  var missingColumn: String? { code == .columnMissing ? arguments.first : nil }

  /// The same problem with the place where it was met.
  func at(row: Int, line: Int?) -> ImportProblem {
    var placed = self
    placed.row = row
    placed.line = line
    return placed
  }
}
