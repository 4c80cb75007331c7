public import GeoPrimitives
import Synchronization
public import TileMath

/// An index that changes while it is read.
///
/// A reader takes a `snapshot`, a value that does not change any more, and never waits for a writer: the
/// only lock it takes is held while a reference is copied. Writers take turns. When many changes have
/// gathered, they are merged into a new base in the background, while reading and writing go on.
public final class LivePointIndex: Sendable {
  private let current: Mutex<LayeredPointIndex>
  /// The writers' turn, and whether a merge is under way.
  private let turn = Mutex(false)
  private let threshold: Int?
  private let inBackground: @Sendable (@escaping @Sendable () -> Void) -> Void

  /// A live index that begins with a base.
  /// - Parameters:
  ///   - base: The points, whose positions in the input become their identifiers.
  ///   - nextIdentifier: Points to come get no identifier below this one, nor one that is in the base.
  ///   - threshold: The number of changes at which they are merged; by default 4096, or four times the
  ///     square root of the number of points where that is more. A change copies the changes before it, a
  ///     merge copies all points: there the two take about the same time in all.
  ///   - inBackground: Runs a job of some tenths of a second for ten million points; by default a task
  ///     of low priority.
  /// - Complexity: O(n).
  public init(
    _ base: PointIndex, nextIdentifier: Int = 0, mergingAt threshold: Int? = nil,
    inBackground: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { job in
      Task.detached(priority: .utility) { job() }
    }
  ) {
    current = Mutex(LayeredPointIndex(base, nextIdentifier: nextIdentifier))
    self.threshold = threshold
    self.inBackground = inBackground
  }

  /// The points of this moment.
  /// - Complexity: O(1).
  public var snapshot: LayeredPointIndex { current.withLock { $0 } }

  /// Adds points and removes others in one step: every snapshot has all of it or nothing.
  /// - Parameters:
  ///   - new: The points to add.
  ///   - old: The points to remove; those that are not there are passed over.
  /// - Returns: The identifiers of the new points, in their order, and how many old ones were removed.
  /// - Throws: `PointIndexError` for weights that are of no use; then nothing has changed.
  /// - Complexity: O(d + m log n) for m points and the d changes that have not been merged.
  @discardableResult
  public func apply(
    inserting new: [NewPoint], removing old: [PlacedPoint]
  ) throws(PointIndexError) -> (inserted: Range<Int>, removed: Int) {
    let (before, after, due) = try turn.withLock { isMerging throws(PointIndexError) in
      let before = snapshot
      let reduced = old.isEmpty ? before : before.removing(old)
      let after = new.isEmpty ? reduced : try reduced.inserting(new)
      publish(after)
      return (before, after, isDue(after, &isMerging))
    }
    if due { inBackground { self.merge(after) } }
    return (
      before.nextIdentifier..<after.nextIdentifier,
      before.count + new.count - after.count
    )
  }

  /// Puts a value in the place of the one before, whose memory may take a while to be given back: that
  /// happens when the lock is free again.
  private func publish(_ value: LayeredPointIndex) {
    let former = current.withLock { current in
      defer { current = value }
      return current
    }
    extendLifetime(former)
  }

  /// Whether a merge is to begin with a value; it then counts as begun.
  private func isDue(_ value: LayeredPointIndex, _ isMerging: inout Bool) -> Bool {
    let size = threshold ?? max(4096, 4 * Int(Double(value.base.count).squareRoot()))
    guard !isMerging, value.changeCount >= max(size, 1) else { return false }
    isMerging = true
    return true
  }

  /// Makes a value the base of what has become of it meanwhile.
  private func merge(_ earlier: LayeredPointIndex) {
    let merged = earlier.merged()
    let (after, due) = turn.withLock { isMerging in
      let after = snapshot.rebased(from: earlier, onto: merged)
      publish(after)
      isMerging = false
      return (after, isDue(after, &isMerging))
    }
    if due { inBackground { self.merge(after) } }
  }
}

extension LivePointIndex {
  /// Adds a point.
  /// - Parameters:
  ///   - point: Its cell of the global grid.
  ///   - offset: Where in the cell it lies.
  ///   - weight: Its weight.
  /// - Returns: Its identifier.
  /// - Throws: `PointIndexError` for a weight that is of no use.
  @discardableResult
  public func insert(
    _ point: GridPoint, offset: CellOffset = .middle, weight: FixedWeight = .one
  ) throws(PointIndexError) -> Int {
    let new = NewPoint(point, offset: offset, weight: weight)
    return try apply(inserting: [new], removing: []).inserted.lowerBound
  }

  /// Adds a point.
  /// - Parameters:
  ///   - place: Longitude and latitude in degrees.
  ///   - weight: Its weight.
  /// - Returns: Its identifier.
  /// - Throws: `PointIndexError` for a place that is not on the grid, or a weight that is of no use.
  @discardableResult
  public func insert(
    _ place: Coordinate, weight: FixedWeight = .one
  ) throws(PointIndexError) -> Int {
    guard let new = NewPoint(place, weight: weight) else { throw .outsideGrid(position: 0) }
    return try apply(inserting: [new], removing: []).inserted.lowerBound
  }

  /// Removes a point.
  /// - Parameters:
  ///   - identifier: The number that the index knows it by.
  ///   - point: Its cell of the global grid.
  /// - Returns: Whether it was there.
  @discardableResult
  public func remove(_ identifier: Int, at point: GridPoint) -> Bool {
    let outcome = try? apply(
      inserting: [], removing: [PlacedPoint(identifier: identifier, point: point)])
    return outcome?.removed == 1
  }

  /// Removes a point whose place is not known.
  /// - Returns: Whether it was there.
  /// - Complexity: O(n): some milliseconds for ten million points. With its place it is O(d + log n).
  @discardableResult
  public func remove(_ identifier: Int) -> Bool {
    snapshot.point(ofIdentifier: identifier).map { remove(identifier, at: $0) } ?? false
  }
}
