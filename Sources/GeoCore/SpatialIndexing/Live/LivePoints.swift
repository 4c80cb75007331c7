public import TileMath

/// A point to be added to a live index.
public struct NewPoint: Hashable, Sendable {
  /// The cell of the global grid.
  public var point: GridPoint
  /// The weight.
  public var weight: FixedWeight

  /// A point of weight one unless said otherwise.
  public init(_ point: GridPoint, weight: FixedWeight = .one) {
    self.point = point
    self.weight = weight
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
