import GRDB
public import GeoPrimitives

/// What was told of an accommodation's reporting, and between which data generations it was written.
public struct ReportingChange: Sendable {
  /// The accommodation as it was.
  public let before: AccommodationRecord
  /// The accommodation as it is now.
  public let after: AccommodationRecord
  /// The data generation before the change.
  public let oldGeneration: Int64
  /// The data generation with the change.
  public let newGeneration: Int64
}

extension WorkspaceReader {
  /// The accommodation with an identifier; `nil` when there is none.
  public func accommodation(_ id: String) throws -> AccommodationRecord? {
    var found: AccommodationRecord?
    try each(AccommodationRecord.self, where: "\"id\" = ?1", values: [id]) { found = $0 }
    return found
  }
}

extension WorkspaceTransaction {
  /// Sets whether an accommodation reports.
  /// - Parameters:
  ///   - id: The accommodation.
  ///   - state: Whether it reports from now on.
  ///   - day: The day of its last report; `nil` leaves the day that is known.
  /// - Returns: What has changed.
  /// - Throws: `WorkspaceError.noSuchRow` when the accommodation is not there.
  public func setReporting(
    ofAccommodation id: String, to state: ReportingState, lastReport day: CivilDate?
  ) throws -> ReportingChange {
    guard let before = try reader.accommodation(id) else {
      throw WorkspaceError.noSuchRow(table: WorkspaceTable.accommodations.rawValue, key: id)
    }
    let oldGeneration = try reader.generation()
    var after = before
    after.reporting = state
    after.lastReport = day ?? before.lastReport
    let sql =
      "UPDATE \"accommodations\" SET \"reporting\" = ?, \"last_report\" = ? WHERE \"id\" = ?"
    try change(.accommodations, key: id, adding: nil, sql) { row in
      row.add(state.rawValue)
      row.add(after.lastReport)
      row.add(id)
    }
    return ReportingChange(
      before: before, after: after, oldGeneration: oldGeneration,
      newGeneration: try reader.generation())
  }
}
