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
      var mass: [CellOffset: Int64] = [:]
      while position < old.count, old.point(at: position) == point {
        mass[old.offset(at: position), default: 0] += old.units(at: position)
        position += 1
      }
      take(mass, from: point, &gone, &coming)
    }
    coming += (0..<new.count).map {
      NewPoint(new.point(at: $0), offset: new.offset(at: $0), weight: new.weight(at: $0))
    }
    return try removing(gone).inserting(coming)
  }

  /// Finds points of the base in a cell that make up a mass at each of some spots; of the last point of
  /// a spot, what is left over is put back.
  private func take(
    _ mass: [CellOffset: Int64], from point: GridPoint, _ gone: inout [PlacedPoint],
    _ coming: inout [NewPoint]
  ) {
    var rest = mass
    var position = base.position(ofKey: point.hilbertKey, number: 0)
    while !rest.isEmpty, position < base.count, base.point(at: position) == point {
      defer { position += 1 }
      let offset = base.offset(at: position)
      guard let wanted = rest[offset], !excluded.contains(position) else { continue }
      gone.append(PlacedPoint(identifier: Int(base.inputPositions[position]), point: point))
      let left = wanted - base.units(at: position)
      rest[offset] = left > 0 ? left : nil
      if left < 0 {
        coming.append(NewPoint(point, offset: offset, weight: FixedWeight(units: -left)))
      }
    }
  }
}
