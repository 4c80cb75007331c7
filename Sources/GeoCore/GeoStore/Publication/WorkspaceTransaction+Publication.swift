public import DisclosureControl
public import GeoPrimitives

extension WorkspaceTransaction {
  /// Publishes a month, for good: later months may follow, and nothing that is published changes.
  /// - Parameters:
  ///   - rows: The numbers, all of this month; none for a month without a tip.
  ///   - month: The month.
  ///   - day: The day on which it is closed.
  ///   - rules: The rules by which the numbers were merged.
  /// - Throws: `WorkspaceError.alreadyPublished` for a month that is not later than every closed one,
  ///   `.invalidValue` when the numbers contradict each other or the rules.
  /// - Complexity: O(n) in the rows; the data generation rises a few times, not with each row.
  public func publish(
    _ rows: [AtomRow], month: ReportingMonth, on day: CivilDate, rules: AtomRules
  ) throws {
    if let last = try reader.closedPeriods().last?.month, month <= last {
      throw WorkspaceError.alreadyPublished(month: "\(month)", last: "\(last)")
    }
    if let error = Publication.contradiction(in: rows, of: month, rules: rules) {
      throw WorkspaceError.invalidValue(
        table: WorkspaceTable.atoms.rawValue, row: "\(month)", column: "count",
        reason: "cannot be published: \(error)")
    }
    // Not a guess at the size: in a large table the rows would raise the generation one by one.
    try beginBulkLoad(.atoms)
    let writer = try writer(of: .atoms)
    for row in rows { _ = try writer.store(row, onDuplicate: .error) }
    try endBulkLoad(.atoms)
    let period = ClosedPeriod(month: month, closedOn: day, rules: rules)
    _ = try self.writer(of: .periods).store(period, onDuplicate: .error)
  }
}

/// What is published of a month.
enum Publication {
  /// What is wrong with the numbers of a month; `nil` when they make a table.
  static func contradiction(
    in rows: [AtomRow], of month: ReportingMonth, rules: AtomRules
  ) -> AtomError? {
    do {
      _ = try AtomTable(
        month: month, categories: TipCategory.allCases.map(\.rawValue), rows: rows, rules: rules)
      return nil
    } catch {
      return error
    }
  }
}
