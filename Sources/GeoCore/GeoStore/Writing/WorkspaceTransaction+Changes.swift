import GRDB
public import GeoPrimitives
public import Places

extension WorkspaceTransaction {
  /// Gives a village another area, such as the union of parts that come from several files; an empty one
  /// leaves it without a border.
  /// - Parameters:
  ///   - code: The village.
  ///   - validFrom: Which of its editions: the one that is valid from this day on.
  ///   - geometry: The area.
  /// - Throws: `WorkspaceError.noSuchRow` when the village is not there.
  public func replaceGeometry(
    ofVillage code: AreaCode, validFrom: CivilDate? = nil, with geometry: MultiPolygon
  ) throws(WorkspaceError) {
    let sql = """
      UPDATE "villages" SET "geom" = ? WHERE "code" = ? AND "scheme" = ?
        AND ifnull("valid_from", '') = ifnull(?, '')
      """
    try change(.villages, key: code.text, adding: geometry.envelope, sql) { row in
      row.add(geometry.polygons.isEmpty ? nil : .multiPolygon(geometry))
      row.add(code.text)
      row.add(code.scheme.rawValue)
      row.add(validFrom)
    }
  }

  /// Ends an edition of a village.
  /// - Parameters:
  ///   - code: The village.
  ///   - validFrom: Which of its editions.
  ///   - day: The first day on which it is no longer valid.
  /// - Throws: `WorkspaceError.noSuchRow` when the village is not there.
  public func endVillage(
    _ code: AreaCode, validFrom: CivilDate?, on day: CivilDate
  ) throws(WorkspaceError) {
    let sql = """
      UPDATE "villages" SET "valid_to" = ? WHERE "code" = ? AND "scheme" = ?
        AND ifnull("valid_from", '') = ifnull(?, '')
      """
    try change(.villages, key: code.text, adding: nil, sql) { row in
      row.add(day)
      row.add(code.text)
      row.add(code.scheme.rawValue)
      row.add(validFrom)
    }
  }

  /// Sets where a tip stands in triage from now on; see `triage(tip:to:at:)`.
  /// - Throws: `WorkspaceError.noSuchRow` when the tip is not there.
  public func setStatus(ofTip id: String, to status: TipStatus) throws {
    try triage(tip: id, to: status, at: try now())
  }

  /// Removes every row of a table.
  /// - Throws: `WorkspaceError.failed` for the audit log, which is only added to.
  public func removeAll(from table: WorkspaceTable) throws(WorkspaceError) {
    guard table != .audit else {
      throw .failed(path: path, detail: "the audit log is only added to")
    }
    let writer = try writer(of: table)
    let wasBulkLoading = writer.isBulkLoading
    if !wasBulkLoading { try beginBulkLoad(table) }
    try WorkspaceError.catching(path: path) {
      try db.execute(sql: "DELETE FROM \"\(table.rawValue)\"")
    }
    if table == .tips { try forgetAllIntake() }
    writer.directory?.removeAll()
    writer.noteChange(adding: nil, shrinking: true)
    if !wasBulkLoading { try endBulkLoad(table) }
  }

  /// Sets a value of the table `settings`; `nil` removes it.
  public func set(_ value: String?, forSetting key: String) throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      guard let value else {
        return try db.execute(sql: "DELETE FROM \"settings\" WHERE \"key\" = ?", arguments: [key])
      }
      try db.execute(
        sql: "UPDATE \"settings\" SET \"value\" = ? WHERE \"key\" = ?", arguments: [value, key])
      guard db.changesCount == 0 else { return }
      try db.execute(
        sql: "INSERT INTO \"settings\" (\"key\", \"value\") VALUES (?, ?)", arguments: [key, value])
    }
    try writer(of: .settings).noteChange(adding: nil)
  }

  func change(
    _ table: WorkspaceTable, key: String, adding extent: Envelope?, _ sql: String,
    _ bind: (inout RowBinder) -> Void
  ) throws(WorkspaceError) {
    let statement = try WorkspaceError.catching(path: path) { try PreparedStatement(sql, in: db) }
    var binder = RowBinder(statement)
    bind(&binder)
    if let violation = try statement.run() { throw violation.error(table: table, row: key) }
    guard db.changesCount > 0 else { throw .noSuchRow(table: table.rawValue, key: key) }
    try writer(of: table).noteChange(adding: extent, shrinking: extent != nil)
  }
}
