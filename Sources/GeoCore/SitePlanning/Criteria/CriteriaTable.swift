/// Villages by criteria: one column for each criterion, one row for each village.
public struct CriteriaTable: Sendable {
  /// The criteria, one for each column.
  public let criteria: [Criterion]
  /// The number of villages.
  public let rowCount: Int
  /// The values by criterion and village; `nil` where one is not known.
  public let columns: [[Double?]]

  /// A table.
  /// - Parameters:
  ///   - criteria: The criteria.
  ///   - columns: For each the values of all villages. An infinite value (a village that cannot be reached) counts as
  ///     the greatest, or least, finite one.
  /// - Throws: `SitePlanningError.noWeight` without criteria, `differentLengths`, `badValue` for what is no number.
  public init(
    _ criteria: [Criterion], columns: [[Double?]]
  ) throws(SitePlanningError) {
    guard let rows = columns.first?.count else { throw .noWeight }
    guard criteria.count == columns.count else {
      throw .differentLengths(
        what: "criteria", expected: criteria.count, found: columns.count)
    }
    for (criterion, column) in zip(criteria, columns) {
      guard column.count == rows else {
        throw .differentLengths(what: criterion.name, expected: rows, found: column.count)
      }
      if let row = column.firstIndex(where: { $0?.isNaN ?? false }) {
        throw .badValue(what: criterion.name, position: row, value: .nan)
      }
    }
    self.criteria = criteria
    self.columns = columns
    rowCount = rows
  }
}
