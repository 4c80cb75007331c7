import GRDB

extension WorkspaceTransaction {
  /// Keeps the result of a statistic under its name.
  /// - Throws: `WorkspaceError.duplicate` where the name is taken, `.invalidValue` for what is no name.
  public func keep(_ analysis: AnalysisRecord) throws(WorkspaceError) {
    _ = try writer(of: .analyses).store(analysis, onDuplicate: .error)
  }

  /// Drops a result.
  /// - Throws: `WorkspaceError.noSuchRow` where there is none of this name.
  public func dropAnalysis(named name: String) throws(WorkspaceError) {
    try change(.analyses, key: name, adding: nil, "DELETE FROM \"analyses\" WHERE \"name\" = ?") {
      $0.add(name)
    }
  }

  /// Puts a notice down, new or changed.
  public func put(_ notice: NoticeRecord) throws(WorkspaceError) {
    _ = try writer(of: .notices).store(notice, onDuplicate: .replace)
  }
}

extension WorkspaceReader {
  /// Every result that was kept, in the order of their names.
  public func analyses() throws -> [AnalysisRecord] {
    var found: [AnalysisRecord] = []
    try each(AnalysisRecord.self) { found.append($0) }
    return found.sorted { $0.name < $1.name }
  }

  /// The result of a name.
  /// - Throws: `WorkspaceError.noSuchRow` where there is none.
  public func analysis(named name: String) throws -> AnalysisRecord {
    var found: AnalysisRecord?
    try each(AnalysisRecord.self, where: "\"name\" = ?1", values: [name]) { found = $0 }
    guard let found else {
      throw WorkspaceError.noSuchRow(table: WorkspaceTable.analyses.rawValue, key: name)
    }
    return found
  }

  /// Every notice, the latest first. They are made from published numbers.
  public func notices() throws -> [NoticeRecord] {
    var found: [NoticeRecord] = []
    try each(NoticeRecord.self) { found.append($0) }
    return found.sorted { ($1.raisedAt, $0.id) < ($0.raisedAt, $1.id) }
  }
}
