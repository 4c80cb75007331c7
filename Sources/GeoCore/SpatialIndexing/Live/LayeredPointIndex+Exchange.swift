import TileMath

// Points that nobody tells apart: what counts is how much mass lies where.
extension LayeredPointIndex {
  /// The index with mass taken away at some places and put at others.
  /// - Parameters:
  ///   - old: The mass that goes, from points of the base at these very places; what is not there is
  ///     passed over.
  ///   - new: The points that come.
  /// - Returns: The points after the exchange.
  /// - Throws: `PointIndexError` when all become too much or too many.
  /// - Complexity: O(d + m log n) for m points and the d changes before them, where few points share a
  ///   place.
  public func exchanging(
    _ old: PointIndex, for new: PointIndex
  ) throws(PointIndexError) -> LayeredPointIndex {
    var gone: [PlacedPoint] = []
    var coming: [NewPoint] = []
    var position = 0
    while position < old.count {
      let point = old.point(at: position)
      var units: Int64 = 0
      while position < old.count, old.point(at: position) == point {
        units += old.units(at: position)
        position += 1
      }
      take(units, at: point, &gone, &coming)
    }
    coming += (0..<new.count).map {
      NewPoint(new.point(at: $0), weight: FixedWeight(units: new.units(at: $0)))
    }
    return try removing(gone).inserting(coming)
  }

  /// Finds points of the base that make up a mass; of the last, what is left over is put back.
  private func take(
    _ units: Int64, at point: GridPoint, _ gone: inout [PlacedPoint], _ coming: inout [NewPoint]
  ) {
    var rest = units
    var position = base.position(ofKey: point.hilbertKey, number: 0)
    while rest > 0, position < base.count, base.point(at: position) == point {
      if !excluded.contains(position) {
        gone.append(PlacedPoint(identifier: Int(base.inputPositions[position]), point: point))
        rest -= base.units(at: position)
      }
      position += 1
    }
    if rest < 0 { coming.append(NewPoint(point, weight: FixedWeight(units: -rest))) }
  }
}
