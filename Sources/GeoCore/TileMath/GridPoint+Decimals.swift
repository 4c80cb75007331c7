public import GeoPrimitives

extension GridPoint {
  /// A place in the cell that is written with few digits: the one with seven decimals of a degree, if
  /// there is one, else the one with eight that is nearest to the middle.
  ///
  /// A cell is no wider than 8.4 × 10⁻⁸ degrees, and within 80° of the equator no less high than
  /// 1.4 × 10⁻⁸. So at most one number of seven decimals lies in it, and a
  /// coordinate that was given with so many, as most files do, comes back from its cell unchanged.
  public var decimalCoordinate: Coordinate {
    let middle = coordinate
    return Coordinate(
      longitude: Self.decimal(middle.longitude) { isInCell(longitude: $0) },
      latitude: Self.decimal(middle.latitude) { isInCell(latitude: $0) })
  }

  /// The number of seven or eight decimals next to `middle` that is accepted, else `middle`.
  private static func decimal(_ middle: Double, isAccepted: (Double) -> Bool) -> Double {
    for scale in [1e7, 1e8] {
      let rounded = (middle * scale).rounded() / scale
      if isAccepted(rounded) { return rounded }
    }
    return middle
  }

  private func isInCell(longitude: Double) -> Bool {
    GridPoint(Coordinate(longitude: longitude, latitude: 0))?.x == x
  }

  private func isInCell(latitude: Double) -> Bool {
    GridPoint(Coordinate(longitude: 0, latitude: latitude))?.y == y
  }
}
