public import DisclosureControl
import GeoPrimitives

extension WorkspaceReader {
  /// The months that have been closed, the earliest first.
  /// - Throws: `WorkspaceError.invalidValue` at a row that cannot be read.
  public func closedPeriods() throws -> [ClosedPeriod] {
    var periods: [ClosedPeriod] = []
    try each(ClosedPeriod.self) { periods.append($0) }
    return periods.sorted { $0.month < $1.month }
  }

  /// Every number that has been published, month by month, the earliest first.
  ///
  /// They are for planners and partners, each for their own layers and areas; see
  /// `DisclosureControl.AtomTable`.
  /// - Throws: `WorkspaceError.invalidValue` at a row that cannot be read, or that stands behind a later
  ///   month.
  /// - Complexity: O(rows); memory does not grow with them.
  public func readAtoms(_ visit: (AtomRow) throws -> Void) throws {
    var last: ReportingMonth?
    try each(AtomRow.self) { row in
      if let last, row.month < last {
        throw WorkspaceError.invalidValue(
          table: WorkspaceTable.atoms.rawValue, row: row.description, column: "month",
          reason: "stands behind \(last)")
      }
      last = row.month
      try visit(row)
    }
  }
}

extension Workspace {
  /// The months that have been closed, the earliest first.
  public func closedPeriods() throws -> [ClosedPeriod] { try read { try $0.closedPeriods() } }

  /// Every number that has been published, month by month, the earliest first.
  public func readAtoms(_ visit: (AtomRow) throws -> Void) throws {
    try read { try $0.readAtoms(visit) }
  }
}
