import DisclosureControl
import GeoPrimitives

extension AtomRow: StoredRecord {
  static var table: WorkspaceTable { .atoms }
  var keyText: String { description }

  func bind(to row: inout RowBinder) {
    row.add(layer.rawValue)
    row.add(month.description)
    row.add(members.joined(separator: "+"))
    row.add(keys.joined(separator: "+"))
    row.add(count)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(
      layer: try row.choice(Layer.self), month: try row.month(), members: try row.list(),
      keys: try row.list(), count: try row.integer())
    guard count >= 0 else { throw row.invalid("is below zero") }
  }
}

extension ClosedPeriod: StoredRecord {
  static var table: WorkspaceTable { .periods }
  var keyText: String { month.description }

  func bind(to row: inout RowBinder) {
    row.add(month.description)
    row.add(closedOn)
    row.add(rules.description)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let month = try row.month()
    let day = try row.day()
    let text = try row.text()
    guard let rules = AtomRules(text) else { throw row.invalid("are no rules: \(text)") }
    self.init(month: month, closedOn: day, rules: rules)
  }
}

extension RowReader {
  /// The next column as a month.
  fileprivate mutating func month() throws(WorkspaceError) -> ReportingMonth {
    let text = try text()
    guard let month = ReportingMonth(text) else { throw invalid("is not a month: \(text)") }
    return month
  }

  /// The next column as texts that are joined by "+".
  fileprivate mutating func list() throws(WorkspaceError) -> [String] {
    let text = try text()
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: "+", omittingEmptySubsequences: false)
    guard !parts.contains("") else { throw invalid("has an empty part: \(text)") }
    return parts.map(String.init)
  }
}
