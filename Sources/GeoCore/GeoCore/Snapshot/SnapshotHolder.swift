public import GeoPrimitives
public import GeoStore
import Synchronization

/// Where requests take the current snapshot from. Taking is one pointer under a lock held for
/// nanoseconds; a newer snapshot is made aside and put in place whole, so nobody waits for one.
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
  /// Held while changes are sorted in, which others need not wait for.
  private let consolidating = Mutex(())

  private let dueChangeCount: Int?
  private let latestRevision = Atomic(-1)

  /// A holder without a snapshot yet.
  /// - Parameters:
  ///   - workspace: Where snapshots are read from.
  ///   - dueChangeCount: How many tips must have changed for `consolidate` to begin; by default a number
  ///     that grows with the square root of all tips.
  public init(_ workspace: Workspace, consolidatingFrom dueChangeCount: Int? = nil) {
    self.workspace = workspace
    self.dueChangeCount = dueChangeCount
    current = Mutex(nil)
  }

  /// The revision of the snapshot in place; −1 until the first is loaded. Asking for it costs less than asking for
  /// the snapshot.
  public var revision: Int { latestRevision.load(ordering: .acquiring) }

  /// The snapshot in place; `nil` until the first is loaded.
  public var snapshot: DatasetSnapshot? { current.withLock { $0 }?.snapshot }

  /// Brings the snapshot in place up to the workspace's generation. Where only tips have changed, that
  /// takes some milliseconds, and requests that begin afterwards see them.
  /// - Parameter today: The day for which "status today" is told.
  /// - Returns: Whether a new snapshot was put in place.
  /// - Throws: `WorkspaceError`; the snapshot in place then stays.
  @discardableResult
  public func refresh(today: CivilDate) throws -> Bool {
    try refreshing.withLock { _ in
      guard let snapshot else {
        put(try DatasetSnapshot(of: workspace, today: today))
        return true
      }
      let generation = try workspace.generation()
      guard snapshot.generation != generation || snapshot.today != today else { return false }
      put(try snapshot.updated(from: workspace, today: today))
      return true
    }
  }

  /// Puts in place what follows from the snapshot in place, if anything does.
  /// - Returns: Whether something did.
  func replace(_ make: (DatasetSnapshot) -> DatasetSnapshot?) -> Bool {
    refreshing.withLock { _ in
      guard let next = snapshot.flatMap(make) else { return false }
      put(next)
      return true
    }
  }

  /// Sorts the tips that have changed into the others, once they have become many. Requests and
  /// `refresh` go on meanwhile.
  /// - Returns: Whether there was something to do, and it was done.
  /// - Throws: `WorkspaceError`; the snapshot in place then stays.
  /// - Complexity: O(n) for each view of the tips.
  @discardableResult
  public func consolidate() throws -> Bool {
    try consolidating.withLock { _ in
      guard let snapshot,
        snapshot.tips.changeCount >= dueChangeCount ?? snapshot.dueChangeCount
      else { return false }
      let consolidated = try snapshot.consolidated()
      return try refreshing.withLock { _ in
        // Unless everything was read anew meanwhile, only tips have changed: they are laid over.
        guard let latest = self.snapshot, latest.tips.base === snapshot.tips.base else {
          return false
        }
        put(try consolidated.updated(from: workspace, today: latest.today))
        return true
      }
    }
  }

  /// Writes the sorted views of the tips that requests have asked for so far beside the workspace, where
  /// the next start finds them.
  /// - Returns: Whether there was something to write, and it was written.
  /// - Throws: `IndexFileError.unwritable`, once for each set of tips.
  /// - Complexity: O(n) for each view of the tips.
  @discardableResult
  public func saveViews() throws -> Bool {
    guard let snapshot else { return false }
    return try snapshot.tips.base.file.save(viewsOf: snapshot)
  }

  /// Puts a snapshot in place. The one before may take a while to be given back: that happens when the
  /// lock is free again.
  private func put(_ snapshot: DatasetSnapshot) {
    let box = Box(self.snapshot.map(snapshot.following) ?? snapshot)
    let former = current.withLock { current in
      defer { current = box }
      return current
    }
    latestRevision.store(box.snapshot.revision, ordering: .releasing)
    extendLifetime(former)
  }
}
