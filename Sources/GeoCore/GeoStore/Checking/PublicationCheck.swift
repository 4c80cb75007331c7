import DisclosureControl

/// Whether the published numbers of each month make a table under its rules, and belong to a closed
/// month. Rows that cannot be read are left to the check of values.
///
/// A closed month without a number is sound: it had no tip.
struct PublicationCheck {
  private let reader: WorkspaceReader

  init(_ reader: WorkspaceReader) { self.reader = reader }

  /// Runs the check; memory grows with the numbers of one month.
  func run(_ problems: inout ProblemList) {
    let table = WorkspaceTable.atoms.rawValue
    problems.collect(.value, table) { problems in
      let periods = try periods()
      var rows: [AtomRow] = []
      var seen: Set<ReportingMonth> = []
      try eachAtom { row in
        if let month = rows.first?.month, month != row.month {
          check(rows, of: month, periods, &problems)
          rows = []
        }
        if rows.isEmpty, !seen.insert(row.month).inserted || row.month < seen.max() ?? row.month {
          problems.add(.value, table, row: "\(row.month)", "the month stands behind a later one")
        }
        rows.append(row)
      }
      if let month = rows.first?.month { check(rows, of: month, periods, &problems) }
    }
  }

  private func check(
    _ rows: [AtomRow], of month: ReportingMonth, _ periods: [String: ClosedPeriod?],
    _ problems: inout ProblemList
  ) {
    let table = WorkspaceTable.atoms.rawValue
    guard let period = periods[month.description] else {
      return problems.add(.orphan, table, row: "\(month)", "month \(month) is not in periods")
    }
    guard let period,
      let error = Publication.contradiction(in: rows, of: month, rules: period.rules)
    else { return }
    problems.add(.value, table, row: "\(month)", "the numbers contradict each other: \(error)")
  }

  /// The closed months by their names; those whose row cannot be read are `nil`.
  private func periods() throws -> [String: ClosedPeriod?] {
    var periods: [String: ClosedPeriod?] = [:]
    let table = WorkspaceTable.periods
    let statement = try PreparedStatement(table.selectSQL(), in: reader.db)
    while try statement.step() {
      var row = RowReader(statement, of: table)
      let name = RowReader.text(of: statement, at: 1) ?? ""
      periods.updateValue(try? ClosedPeriod(from: &row), forKey: name)
    }
    return periods
  }

  private func eachAtom(_ visit: (AtomRow) throws -> Void) throws {
    let table = WorkspaceTable.atoms
    let statement = try PreparedStatement(table.selectSQL() + " ORDER BY \"fid\"", in: reader.db)
    while try statement.step() {
      var row = RowReader(statement, of: table)
      if let atom = try? AtomRow(from: &row) { try visit(atom) }
    }
  }
}
