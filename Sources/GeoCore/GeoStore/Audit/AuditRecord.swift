import DisclosureControl
import GeoPrimitives

/// The row of an audit entry.
struct AuditRecord: StoredRecord {
  static var table: WorkspaceTable { .audit }
  var keyText: String { "\(entry.number)" }

  let entry: AuditEntry

  init(_ entry: AuditEntry) { self.entry = entry }

  func bind(to row: inout RowBinder) {
    row.add(entry.at)
    row.add(entry.actor)
    row.add(entry.role)
    row.add(entry.purpose)
    row.add(entry.action)
    row.add(entry.detail)
    row.add(entry.rowCount.map(Int.init))
    row.add(entry.mac)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let number = row.rowNumber
    let at = try row.required()
    let actor = try row.required()
    let role = try row.required()
    let purpose = try row.exactText()
    let action = try row.required()
    let detail = try row.exactText()
    let rowCount = try row.exactInteger()
    entry = AuditEntry(
      number: number, at: at, actor: actor, role: role, purpose: purpose, action: action,
      detail: detail, rowCount: rowCount, mac: try row.required())
  }
}

extension RowReader {
  /// The next column as text to the byte.
  fileprivate mutating func required() throws(WorkspaceError) -> String {
    guard let text = try exactText() else { throw invalid("has no value") }
    return text
  }
}
