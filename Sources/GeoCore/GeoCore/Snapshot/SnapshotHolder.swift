public import GeoPrimitives
public import GeoStore
import Synchronization

/// Where requests take the current snapshot from. Taking is one pointer under a lock held for
/// nanoseconds; a newer snapshot is made aside and put in place whole.
public final class SnapshotHolder: Sendable {
  /// A snapshot in a box, so that replacing it moves one pointer.
  private final class Box: Sendable {
    let snapshot: DatasetSnapshot
    init(_ snapshot: DatasetSnapshot) { self.snapshot = snapshot }
  }

  private let workspace: Workspace
  private let current: Mutex<Box?>
  /// Held while a newer snapshot is made, so that it is made once.
  private let refreshing = Mutex(())

  /// A holder without a snapshot yet.
  public init(_ workspace: Workspace) {
    self.workspace = workspace
    current = Mutex(nil)
  }

  /// The snapshot in place; `nil` until the first is loaded.
  public var snapshot: DatasetSnapshot? { current.withLock { $0 }?.snapshot }

  /// Loads the workspace if its generation has changed since the snapshot in place.
  /// - Parameter today: The day for which "status today" is told.
  /// - Returns: Whether a new snapshot was put in place.
  /// - Throws: `WorkspaceError`; the snapshot in place then stays.
  @discardableResult
  public func refresh(today: CivilDate) throws -> Bool {
    try refreshing.withLock { _ in
      let generation = try workspace.generation()
      if let snapshot, snapshot.generation == generation { return false }
      let box = Box(try DatasetSnapshot(of: workspace, today: today))
      current.withLock { $0 = box }
      return true
    }
  }
}
