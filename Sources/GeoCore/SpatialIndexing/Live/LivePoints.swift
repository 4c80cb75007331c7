public import GeoPrimitives
public import TileMath

/// A point to be added to a live index.
public struct NewPoint: Hashable, Sendable {
  /// The cell of the global grid.
  public var point: GridPoint
  /// Where in the cell it lies.
  public var offset: CellOffset
  /// The weight.
  public var weight: FixedWeight

  /// A point in the middle of its cell and of weight one unless said otherwise.
  public init(_ point: GridPoint, offset: CellOffset = .middle, weight: FixedWeight = .one) {
    self.point = point
    self.offset = offset
    self.weight = weight
  }

  /// A point at a place, of weight one unless said otherwise; `nil` for a place that is not on the grid.
  public init?(_ place: Coordinate, weight: FixedWeight = .one) {
    guard let (cell, offset) = GridPoint.located(place) else { return nil }
    self.init(cell, offset: offset, weight: weight)
  }
}

/// A point that is in a live index. The place makes it quick to find.
public struct PlacedPoint: Hashable, Sendable {
  /// The number that the index knows it by.
  public var identifier: Int
  /// The cell of the global grid.
  public var point: GridPoint

  /// A point by its identifier and place.
  public init(identifier: Int, point: GridPoint) {
    self.identifier = identifier
    self.point = point
  }
}
