public import DisclosureControl
public import GeoPrimitives

/// Which tips are asked for; what is not set does not narrow.
public struct TipSelection: Sendable {
  /// Where they stand in triage.
  public var status: TipStatus?
  /// What they are about.
  public var category: TipCategory?
  /// When they occurred.
  public var interval = TimeInterval.always

  /// Every tip.
  public init() {}

  fileprivate var conditions: [(column: String, value: String)] {
    [("status", status?.rawValue), ("category", category?.rawValue)].compactMap { column, value in
      value.map { (column, $0) }
    }
  }
}

extension WorkspaceReader {
  /// Some of the tips with all that they say, also those without a place, in the order of the row
  /// numbers.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  /// - Complexity: O(tips).
  public func readTipRecords(
    _ selection: TipSelection, for disclosure: Disclosure, _ visit: (TipRecord) throws -> Void
  ) throws {
    try TipAccess.check(disclosure, .tips)
    let conditions = selection.conditions
    let sql = conditions.enumerated().map { "\"\($1.column)\" = ?\($0 + 1)" }
    try each(
      TipRecord.self, where: sql.isEmpty ? nil : sql.joined(separator: " AND "),
      values: conditions.map(\.value)
    ) { tip in
      if selection.interval.contains(tip.occurredAt) { try visit(tip) }
    }
  }

  /// The next tips after a row, so that they can be changed between one such call and the next.
  /// - Parameters:
  ///   - row: The row number after which to begin; `.min` for the first.
  ///   - limit: How many tips at most.
  ///   - disclosure: On whose behalf, for which area, to what end.
  ///   - visit: Called with each tip.
  /// - Returns: The last row number; `nil` when there was no tip.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func readTipRecords(
    after row: Int64, limit: Int, for disclosure: Disclosure,
    _ visit: (TipRecord) throws -> Void
  ) throws -> Int64? {
    try TipAccess.check(disclosure, .tips)
    let table = WorkspaceTable.tips
    let statement = try PreparedStatement(
      table.selectSQL() + " WHERE \"fid\" > ?1 ORDER BY \"fid\" LIMIT ?2", in: db)
    var binder = RowBinder(statement)
    binder.add(Int(row))
    binder.add(limit)
    var last: Int64?
    while try statement.step() {
      var reader = RowReader(statement, of: table)
      last = reader.rowNumber
      try visit(try TipRecord(from: &reader))
    }
    return last
  }
}
