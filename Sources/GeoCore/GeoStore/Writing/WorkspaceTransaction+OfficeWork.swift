import GRDB
public import GeoPrimitives

extension WorkspaceReader {
  /// The session with an identifier; `nil` when there is none.
  public func activity(_ id: String) throws -> ActivityRecord? {
    var found: ActivityRecord?
    try each(ActivityRecord.self, where: "\"id\" = ?1", values: [id]) { found = $0 }
    return found
  }

  /// The stage that a village entered on a day; `nil` when there is none.
  public func programmeStage(
    of code: String, _ status: ProgrammeStatus, since day: CivilDate
  ) throws -> ProgrammeRecord? {
    var found: ProgrammeRecord?
    try each(
      ProgrammeRecord.self, where: "\"code\" = ?1 AND \"status\" = ?2 AND \"since\" = ?3",
      values: [code, status.rawValue, "\(day)"]
    ) { found = $0 }
    return found
  }

  /// The id of the tip in a row of its table; `nil` when there is none.
  public func tipID(ofRow row: Int64) throws -> String? {
    var found: String?
    try each(TipRecord.self, where: "\"fid\" = ?1", values: ["\(row)"]) { found = $0.id }
    return found
  }

  /// Whether there is an office with an identifier.
  public func hasOffice(_ id: String) throws -> Bool {
    var isThere = false
    try each(OfficeRecord.self, where: "\"id\" = ?1", values: [id]) { _ in isThere = true }
    return isThere
  }
}

extension WorkspaceTransaction {
  /// Takes a session back.
  /// - Throws: `WorkspaceError.noSuchRow` when it is not there.
  public func removeActivity(_ id: String) throws(WorkspaceError) {
    try change(.activities, key: id, adding: nil, "DELETE FROM \"activities\" WHERE \"id\" = ?") {
      $0.add(id)
    }
  }

  /// Takes a stage of a village back.
  /// - Throws: `WorkspaceError.noSuchRow` when it is not there.
  public func removeProgrammeStage(
    of code: String, _ status: ProgrammeStatus, since day: CivilDate
  ) throws(WorkspaceError) {
    let sql = "DELETE FROM \"programme\" WHERE \"code\" = ? AND \"status\" = ? AND \"since\" = ?"
    try change(.programme, key: "\(code) \(status.rawValue) \(day)", adding: nil, sql) { row in
      row.add(code)
      row.add(status.rawValue)
      row.add(day)
    }
  }
}
