import DisclosureControl
public import GeoPrimitives

/// A plan that was kept under a name.
public struct PlanRecord: Hashable, Sendable {
  /// The name.
  public var name: String
  /// When it was kept, to the second.
  public var savedAt: Instant
  /// The name of the account that kept it.
  public var savedBy: String
  /// The codes of the areas that it plans for.
  public var area: [String]
  /// The codes of the villages that it chose.
  public var chosen: [String]
  /// Everything that decided it, as JSON.
  public var scenario: String
  /// The whole result, as JSON.
  public var result: String

  /// How many characters a name may have.
  public static let nameLength = 1...64

  /// A plan to keep.
  public init(
    name: String, savedAt: Instant, savedBy: String, area: [String], chosen: [String],
    scenario: String, result: String
  ) {
    self.name = name
    self.savedAt = savedAt
    self.savedBy = savedBy
    self.area = area
    self.chosen = chosen
    self.scenario = scenario
    self.result = result
  }

  /// Whether a text can be the name of a plan: letters, digits, `-`, `_` and `.`, so that it can stand in an address.
  public static func isName(_ text: String) -> Bool {
    nameLength.contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || [45, 46, 95].contains($0)
      }
  }
}

extension PlanRecord: StoredRecord {
  static var table: WorkspaceTable { .plans }
  var keyText: String { name }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    guard Self.isName(name) else {
      throw invalid("name", "is not 1 to 64 letters, digits, hyphens, dots and underscores")
    }
    guard let saved = DateTimeText.bytes(of: savedAt) else {
      throw invalid("saved_at", "is not within the years 1 to 9999")
    }
    row.add(name)
    row.add(ascii: saved)
    row.add(savedBy)
    row.add(area.joined(separator: ","))
    row.add(chosen.joined(separator: ","))
    row.add(scenario)
    row.add(result)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    name = try row.text()
    savedAt = try row.moment()
    savedBy = try row.text()
    area = try row.text().split(separator: ",").map(String.init)
    chosen = try row.text().split(separator: ",").map(String.init)
    scenario = try row.text()
    result = try row.text()
  }
}
