import DisclosureControl
import GRDB
public import GeoPrimitives

extension WorkspaceTransaction {
  /// Sets where a tip stands in triage, and with it whether published tables count it.
  ///
  /// A tip that leaves the maps before its month has been closed is not counted; one that leaves later
  /// stays counted, since what is published stays. One that comes back is counted in the next month
  /// that closes if it has not been counted yet.
  /// - Parameters:
  ///   - id: The tip.
  ///   - status: Where it stands from now on.
  ///   - moment: The time of now.
  /// - Returns: Where the tip stood and stands.
  /// - Throws: `WorkspaceError.noSuchRow` when the tip is not there.
  @discardableResult
  public func triage(
    tip id: String, to status: TipStatus, at moment: Instant
  ) throws -> TriageOutcome {
    var found: TipRecord?
    try reader.each(TipRecord.self, where: "\"id\" = ?1", values: [id]) { found = $0 }
    guard let tip = found else {
      throw WorkspaceError.noSuchRow(table: WorkspaceTable.tips.rawValue, key: id)
    }
    let accepted = try TipAccount(reader).acceptance(of: tip, triagedTo: status, at: moment)
    if status != tip.status || accepted != tip.acceptedAt {
      try set(status, accepted, ofTip: id)
    }
    return TriageOutcome(id: id, before: tip.status, after: status, acceptedAt: accepted)
  }

  private func set(
    _ status: TipStatus, _ accepted: Instant?, ofTip id: String
  ) throws(WorkspaceError) {
    let sql = "UPDATE \"tips\" SET \"status\" = ?, \"\(AcceptanceSQL.column)\" = ? WHERE \"id\" = ?"
    try change(.tips, key: id, adding: nil, sql) { row in
      row.add(status.rawValue)
      row.add(ascii: accepted.flatMap(DateTimeText.bytes))
      row.add(id)
    }
  }
}
