public import GeoPrimitives
public import GeoStore
public import Places

/// What finds the place of a tip that has it in words.
///
/// Names of accommodations take part whoever sends the tip: its sender is told whether a place was found, and
/// never which.
public enum PlaceLookups {
  /// For the service: places by the snapshot that is current at the moment of the question. Before there is one a
  /// text has no candidates, and its tip waits in the queue.
  public static func of(_ holder: SnapshotHolder) -> PlaceLookup {
    { query in holder.snapshot?.geocoder.candidates(for: query) ?? [] }
  }

  /// For the command line: places by a workspace that is read once.
  /// - Parameters:
  ///   - workspace: The workspace, as it is before the tips come.
  ///   - today: The day whose villages are meant.
  /// - Returns: What finds places.
  /// - Throws: What reading the workspace throws.
  public static func of(_ workspace: Workspace, today: CivilDate) throws -> PlaceLookup {
    let holder = SnapshotHolder(workspace)
    try holder.refresh(today: today)
    return of(holder)
  }
}
