public import GeoStore
public import Places

/// Where the geocoder is plugged in: what finds the place of a tip that has it in words.
///
/// Without a geocoder a text has no candidates, and its tip waits in the queue: nothing is guessed.
public enum PlaceLookups {
  /// For the service: places by the snapshot that is current at the moment of the question.
  public static func of(_ holder: SnapshotHolder) -> PlaceLookup { { _ in [] } }

  /// For the command line: places by a workspace that is read once.
  public static func of(_ workspace: Workspace) -> PlaceLookup { { _ in [] } }
}
