extension DatasetSnapshot {
  /// This snapshot as the one after another: with the next revision, and what has changed in between.
  /// - Complexity: O(c log n) for c tips that have changed, O(n) where all were read anew.
  func following(_ former: DatasetSnapshot) -> DatasetSnapshot {
    var next = self
    next.revision = former.revision + 1
    let isSameGround = bordersFingerprint == former.bordersFingerprint
    // Channels are known by number, and the numbers by the order in which they were met.
    guard isSameGround, tips.channelNames.starts(with: former.tips.channelNames) else {
      next.tipChanges = TipChanges(since: next.revision)
      return next
    }
    var differing: [(columns: TipColumns, position: Int)] = []
    tips.forEachDifference(from: former.tips) { columns, position in
      // What is too much is forgotten in any case.
      guard differing.count <= TipChanges.standardCapacity else { return }
      differing.append((columns, position))
    }
    guard differing.count <= TipChanges.standardCapacity else {
      next.tipChanges = TipChanges(since: next.revision)
      return next
    }
    let changes = differing.map { columns, position in
      TipChange(columns, position, in: villages, revision: next.revision)
    }
    next.tipChanges = former.tipChanges.adding(changes, revision: next.revision)
    return next
  }
}
