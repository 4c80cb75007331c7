public import GeoPrimitives

/// The result of a statistic that was kept under a name, with all that it takes to find it again.
public struct AnalysisRecord: Hashable, Sendable {
  /// The name.
  public var name: String
  /// Which statistic.
  public var kind: String
  /// Its parameters, as an address writes them, in the order of their names.
  public var parameters: String
  /// The data generation that it was made from.
  public var generation: Int64
  /// When.
  public var madeAt: Instant
  /// The table, as JSON.
  public var result: String

  /// How many characters a name may have.
  public static let nameLength = 1...64

  /// A result to keep.
  public init(
    name: String, kind: String, parameters: String, generation: Int64, madeAt: Instant,
    result: String
  ) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.generation = generation
    self.madeAt = madeAt
    self.result = result
  }

  /// Whether a text can be the name of a result: letters, digits, `-`, `_` and `.`.
  public static func isName(_ text: String) -> Bool {
    nameLength.contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || [45, 46, 95].contains($0)
      }
  }
}

extension AnalysisRecord: StoredRecord {
  static var table: WorkspaceTable { .analyses }
  var keyText: String { name }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    guard Self.isName(name) else {
      throw invalid("name", "is not 1 to 64 letters, digits, hyphens, dots and underscores")
    }
    guard let made = DateTimeText.bytes(of: madeAt) else {
      throw invalid("made_at", "is not within the years 1 to 9999")
    }
    row.add(name)
    row.add(kind)
    row.add(parameters)
    row.add(Int(generation))
    row.add(ascii: made)
    row.add(result)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    name = try row.text()
    kind = try row.text()
    parameters = try row.text()
    generation = Int64(try row.integer())
    madeAt = try row.moment()
    result = try row.text()
  }
}
