import GRDB
public import GeoPrimitives
public import Places

extension WorkspaceTransaction {
  /// Removes what was derived of a day's changes in one way, so that it can be derived anew.
  /// - Returns: How many rows there were.
  @discardableResult
  public func removeLineage(basis: LineageBasis, on date: CivilDate) throws(WorkspaceError) -> Int {
    try remove(
      from: .lineage, where: "\"basis\" = ? AND \"date\" = ?", [basis.rawValue, "\(date)"])
  }

  /// Removes what was derived of one code's changes in one way.
  /// - Returns: How many rows there were.
  @discardableResult
  public func removeLineage(basis: LineageBasis, of old: String) throws(WorkspaceError) -> Int {
    try remove(from: .lineage, where: "\"basis\" = ? AND \"old\" = ?", [basis.rawValue, old])
  }

  /// Removes the pairs of the crosswalk that were derived by comparing names; what files gave stays.
  /// - Returns: How many rows there were.
  @discardableResult
  public func removeDerivedCrosswalk() throws(WorkspaceError) -> Int {
    let rules = NameMatchRule.allCases.map(\.rawValue)
    let marks = rules.map { _ in "?" }.joined(separator: ", ")
    return try remove(from: .crosswalk, where: "\"basis\" IN (\(marks))", rules)
  }

  private func remove(
    from table: WorkspaceTable, where condition: String, _ values: [String]
  ) throws(WorkspaceError) -> Int {
    try WorkspaceError.catching(path: path) {
      try db.execute(
        sql: "DELETE FROM \"\(table.rawValue)\" WHERE \(condition)",
        arguments: StatementArguments(values))
    }
    let count = db.changesCount
    if count > 0 { try writer(of: table).noteChange(adding: nil, shrinking: false) }
    return count
  }
}
