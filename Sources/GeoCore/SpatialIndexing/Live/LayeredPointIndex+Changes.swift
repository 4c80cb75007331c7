import TileMath

// New values out of old ones. What is copied is the changes, never the base.
extension LayeredPointIndex {
  /// The index with more points, which get the next identifiers in turn.
  /// - Throws: `PointIndexError` when a weight is of no use, or all become too much or too many.
  /// - Complexity: O(d + m log d) for m points and the d that have been added before.
  func inserting(_ points: [NewPoint]) throws(PointIndexError) -> LayeredPointIndex {
    guard points.count < Int(UInt32.max) - nextIdentifier else {
      throw .tooManyPoints(points.count)
    }
    var units = totalUnits
    for (position, point) in points.enumerated() {
      guard point.weight.units >= 0 else { throw .unusableWeight(position: position) }
      units = units.addingReportingOverflow(point.weight.units).partialValue
      guard units >= 0, units <= FixedWeight.largestTotalUnits else { throw .totalWeightTooLarge }
    }
    let end = nextIdentifier + points.count
    let new = PointIndex(
      points: points.map(\.point), offsets: points.map(\.offset), weights: points.map(\.weight),
      numbers: (nextIdentifier..<end).map { UInt32($0) })
    return LayeredPointIndex(
      base: base, added: added.merged(without: .none, with: new), removed: removed,
      excluded: excluded, nextIdentifier: UInt32(end))
  }

  /// The index without some points. Those that are not there are passed over.
  /// - Complexity: O(d + m log n) for m points and the d that have been added or removed before.
  func removing(_ points: [PlacedPoint]) -> LayeredPointIndex {
    var fromAdded: Set<Int> = []
    var fromBase: Set<Int> = []
    for point in points {
      if let position = added.position(of: point) {
        fromAdded.insert(position)
      } else if let position = base.position(of: point),
        !excluded.contains(position)
      {
        fromBase.insert(position)
      }
    }
    return removing(fromAdded: Exclusions(Array(fromAdded)), fromBase: fromBase.sorted())
  }

  private func removing(fromAdded: Exclusions, fromBase: [Int]) -> LayeredPointIndex {
    LayeredPointIndex(
      base: base,
      added: fromAdded.positions.isEmpty ? added : added.merged(without: fromAdded, with: .empty),
      removed: removed.merged(without: .none, with: base.points(at: fromBase)),
      excluded: excluded.union(fromBase), nextIdentifier: UInt32(nextIdentifier))
  }

  /// Where the point of an identifier lies; `nil` when there is none.
  /// - Complexity: O(n).
  func point(ofIdentifier identifier: Int) -> GridPoint? {
    guard let number = UInt32(exactly: identifier) else { return nil }
    if let position = added.position(ofNumber: number) { return added.point(at: position) }
    guard let position = base.position(ofNumber: number), !excluded.contains(position) else {
      return nil
    }
    return base.point(at: position)
  }

  /// One index of all points.
  /// - Complexity: O(n).
  public func merged() -> PointIndex { base.merged(without: excluded, with: added) }

  /// The same points over a base into which an earlier value has been merged.
  /// - Parameters:
  ///   - earlier: A value from which this one came by changes.
  ///   - merged: What `earlier.merged()` gave.
  /// - Returns: The same points, with fewer changes.
  /// - Complexity: O(d log n) for the d changes of both.
  func rebased(from earlier: LayeredPointIndex, onto merged: PointIndex) -> LayeredPointIndex {
    let gone = removed.subtracting(earlier.removed).merged(
      without: .none, with: earlier.added.subtracting(added))
    let excluded = (0..<gone.count).compactMap {
      merged.position(of: gone.point(at: $0), number: gone.inputPositions[$0])
    }
    let new = added.points { Int(added.inputPositions[$0]) >= earlier.nextIdentifier }
    return LayeredPointIndex(
      base: merged, added: new, removed: gone, excluded: Exclusions(excluded),
      nextIdentifier: UInt32(nextIdentifier))
  }
}

extension PointIndex {
  /// The position of a point by its identifier and place; `nil` when it is not there.
  fileprivate func position(of point: PlacedPoint) -> Int? {
    UInt32(exactly: point.identifier).flatMap { position(of: point.point, number: $0) }
  }

  /// The points that are not in another index.
  fileprivate func subtracting(_ other: PointIndex) -> PointIndex {
    points { other.position(of: point(at: $0), number: inputPositions[$0]) == nil }
  }

  /// An index of the points whose positions satisfy a condition.
  fileprivate func points(where condition: (Int) -> Bool) -> PointIndex {
    points(at: (0..<count).filter(condition))
  }

  /// An index of the points at some positions, ascending.
  fileprivate func points(at positions: [Int]) -> PointIndex {
    guard positions.count < count else { return self }
    return PointIndex(
      xs: Column(positions.map { xs[$0] }), ys: Column(positions.map { ys[$0] }),
      offsets: Column(offsets.isEmpty ? [] : positions.map { offsets[$0] }),
      weightUnits: Column(weightUnits.isEmpty ? [] : positions.map { weightUnits[$0] }),
      inputPositions: Column(positions.map { inputPositions[$0] }))
  }
}
