import GRDB
import GeoPrimitives

/// Writes the rows of one table within a transaction and remembers what that changes: the extent, the
/// time of the last change, and the indexes that a bulk load has put off.
final class TableWriter {
  let table: WorkspaceTable
  let db: Database
  private(set) var isChanged = false
  private(set) var addedExtent = Envelope.empty
  private(set) var mayHaveShrunk = false
  /// The keys of a bulk load's table while its key index is away.
  var directory: KeyDirectory?
  /// The number of the row that was stored last; `nil` where it took the place of one found by its key.
  private(set) var storedRow: Int64?
  /// Whether the triggers of the table are away.
  var isBulkLoading = false

  private let insert: PreparedStatement
  private let updateByKey: PreparedStatement?
  private lazy var updateByRow = Result { try PreparedStatement(table.updateByRowSQL, in: db) }

  /// A writer that has not changed anything.
  init(_ table: WorkspaceTable, in db: Database) throws {
    self.table = table
    self.db = db
    insert = try PreparedStatement(table.insertSQL, in: db)
    updateByKey = try table.updateByKeySQL.map { try PreparedStatement($0, in: db) }
  }

  /// Writes a record as a row.
  func store<Record: StoredRecord>(
    _ record: Record, onDuplicate policy: DuplicatePolicy
  ) throws(WorkspaceError) -> InsertOutcome {
    let extent = try checkedExtent(of: record)
    if let row = try directory?.row(withKey: record.keyText) {
      return try resolve(record, policy, row: row, extent)
    }
    try bind(record, to: insert)
    if let violation = try insert.run() {
      guard violation.isDuplicate else { throw violation.error(table: table, row: record.keyText) }
      return try resolve(record, policy, row: nil, extent)
    }
    let row = insert.lastInsertedRow
    storedRow = row
    directory?.add(row: row, withKey: record.keyText)
    noteChange(adding: extent)
    return .inserted
  }

  /// Remembers that rows changed.
  /// - Parameters:
  ///   - extent: The box of what was added; `nil` when there is none.
  ///   - shrinking: Whether something may have gone.
  func noteChange(adding extent: Envelope?, shrinking: Bool = false) {
    isChanged = true
    if let extent { addedExtent = addedExtent.union(extent) }
    if shrinking { mayHaveShrunk = true }
  }

  /// Forgets what is to be done for the extent, because it has been noted exactly.
  func noteExactExtent() {
    addedExtent = .empty
    mayHaveShrunk = false
  }

  private func resolve<Record: StoredRecord>(
    _ record: Record, _ policy: DuplicatePolicy, row: Int64?, _ extent: Envelope?
  ) throws(WorkspaceError) -> InsertOutcome {
    switch policy {
    case .error: throw .duplicate(table: table.rawValue, key: record.keyText)
    case .skip: return .skipped
    case .replace:
      storedRow = row
      try replace(record, row: row)
      noteChange(adding: extent, shrinking: true)
      return .replaced
    }
  }

  private func replace<Record: StoredRecord>(
    _ record: Record, row: Int64?
  ) throws(WorkspaceError) {
    let statement: PreparedStatement
    if row == nil, let updateByKey {
      statement = updateByKey
    } else {
      statement = try WorkspaceError.catching(path: "") { try updateByRow.get() }
    }
    try bind(record, to: statement, row: row)
    if let violation = try statement.run() {
      throw violation.error(table: table, row: record.keyText)
    }
  }

  private func bind<Record: StoredRecord>(
    _ record: Record, to statement: PreparedStatement, row: Int64? = nil
  ) throws(WorkspaceError) {
    var binder = RowBinder(statement)
    try record.bind(to: &binder)
    if let row { binder.add(Int(row)) }
    guard binder.isComplete else { throw record.invalid("value", "is longer than a gigabyte") }
  }

  private func checkedExtent<Record: StoredRecord>(
    of record: Record
  ) throws(WorkspaceError) -> Envelope? {
    guard let extent = record.storedGeometry?.envelope, !extent.isEmpty else { return nil }
    guard Self.globe.contains(extent) else {
      throw record.invalid("geom", "reaches beyond the range of degrees")
    }
    return extent
  }

  private static let globe = Envelope(minX: -180, minY: -90, maxX: 180, maxY: 90)
}

extension WorkspaceTable {
  /// Adds a row; the parameters are the stored columns in order.
  var insertSQL: String {
    let names = storedColumns.map { "\"\($0)\"" }.joined(separator: ", ")
    let values = storedColumns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return "INSERT INTO \"\(rawValue)\" (\(names)) VALUES (\(values))"
  }

  /// Changes the row with the same key; the parameters are those of `insertSQL`.
  var updateByKeySQL: String? {
    guard !keyColumns.isEmpty else { return nil }
    let conditions = storedColumns.enumerated().compactMap { index, name -> String? in
      guard keyColumns.contains(name) else { return nil }
      let column = keyExpression("\"\(name)\"", of: name)
      return "\(column) = \(keyExpression("?\(index + 1)", of: name))"
    }
    return "\(updateSQL) WHERE \(conditions.joined(separator: " AND "))"
  }

  /// Changes the row with a row number, which is one more parameter.
  var updateByRowSQL: String { "\(updateSQL) WHERE \"fid\" = ?\(storedColumns.count + 1)" }

  /// How a key column stands in the unique index: a missing day counts as equal to another.
  func keyExpression(_ sql: String, of column: String) -> String {
    columns.contains { $0.name == column && $0.isRequired } ? sql : "ifnull(\(sql), '')"
  }

  private var updateSQL: String {
    let values = storedColumns.enumerated().map { index, name in
      let parameter = "?\(index + 1)"
      // When a tip was first counted is no matter of whoever sends it again.
      let isKept = self == .tips && name == AcceptanceSQL.column
      return "\"\(name)\" = \(isKept ? "ifnull(\"\(name)\", \(parameter))" : parameter)"
    }
    return "UPDATE \"\(rawValue)\" SET \(values.joined(separator: ", "))"
  }
}
