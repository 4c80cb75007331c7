public import GeoPrimitives
public import GeoStore

extension SnapshotHolder {
  /// Brings the snapshot in place up to a change of an accommodation's reporting that the caller has just
  /// written. Where nothing else has changed that takes no reading.
  /// - Parameters:
  ///   - change: What was written.
  ///   - today: The day for which "status today" is told.
  /// - Throws: `WorkspaceError` when the file has to be read and cannot be; the snapshot in place then
  ///   stays.
  /// - Complexity: O(accommodations); what `refresh` takes where something else has changed, too.
  public func follow(_ change: ReportingChange, today: CivilDate) throws {
    if !replace({ $0.following(change) }) { try refresh(today: today) }
  }
}

extension DatasetSnapshot {
  /// The snapshot with a change that came right after it; `nil` for any other.
  func following(_ change: ReportingChange) -> DatasetSnapshot? {
    guard generation == change.oldGeneration,
      let row = accommodations.firstIndex(where: { $0.id == change.after.id })
    else { return nil }
    var houses = accommodations
    houses[row] = change.after
    return DatasetSnapshot(self, generation: change.newGeneration, accommodations: houses)
  }
}
