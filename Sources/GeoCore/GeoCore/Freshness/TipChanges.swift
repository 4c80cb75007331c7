import GeoPrimitives
import SpatialIndexing

/// The latest changes of tips, in trees by place: whether one of them reaches into a picture that was drawn
/// a while ago is found without looking at the others.
///
/// Runs of changes follow one another; a run is joined with the one before it once that is not much larger,
/// so there are O(log n) of them, and every change is sorted O(log n) times. The oldest runs are forgotten.
/// Source of the scheme: O'Neil et al. 1996, log-structured merge trees.
struct TipChanges: Sendable {
  private struct Run: Sendable {
    let changes: [TipChange]
    let tree: PackedHilbertTree
    let newest: Int

    init(_ changes: [TipChange]) {
      self.changes = changes
      tree = PackedHilbertTree(changes.map(\.box))
      newest = changes.reduce(0) { max($0, $1.revision) }
    }
  }

  /// How many changes are kept at most.
  private let capacity: Int
  /// The oldest first.
  private var runs: [Run] = []
  /// Every change after this revision is known.
  private(set) var completeSince: Int

  /// How many changes are kept unless said otherwise.
  static let standardCapacity = 65_536

  /// No change since a revision; what was before is not known.
  init(since revision: Int, capacity: Int = standardCapacity) {
    completeSince = revision
    self.capacity = capacity
  }

  /// How many changes are known.
  var count: Int { runs.reduce(0) { $0 + $1.changes.count } }

  /// The same with further changes, all of one revision that is later than those before.
  /// - Complexity: O(log n) for each change, over many calls.
  func adding(_ changes: [TipChange], revision: Int) -> TipChanges {
    guard changes.count <= capacity else {
      return TipChanges(since: revision, capacity: capacity)
    }
    var result = self
    guard !changes.isEmpty else { return result }
    var latest = changes
    while let last = result.runs.last, last.changes.count <= 2 * latest.count {
      latest = last.changes + latest
      result.runs.removeLast()
    }
    result.runs.append(Run(latest))
    result.forgetOldest()
    return result
  }

  private mutating func forgetOldest() {
    var excess = count - capacity
    while excess > 0, let oldest = runs.first {
      completeSince = max(completeSince, oldest.newest)
      excess -= oldest.changes.count
      runs.removeFirst()
    }
  }

  /// Whether a tip that changed after a revision goes into a picture, or may do so.
  /// - Complexity: O(log² n + m) for m changes in the picture's box.
  func reach(_ influence: TipInfluence, after revision: Int) -> Bool {
    guard revision >= completeSince else { return true }
    for run in runs.reversed() {
      guard run.newest > revision else { return false }
      let isReached = { (change: TipChange) in
        change.revision > revision && influence.isReached(by: change)
      }
      let found =
        influence.box.map { box in
          run.tree.positions(intersecting: box).contains { isReached(run.changes[$0]) }
        } ?? run.changes.contains(where: isReached)
      if found { return true }
    }
    return false
  }
}
