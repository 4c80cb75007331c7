public import GeoPrimitives
public import TileMath

/// An index with changes: a large base, the points added since it was built, and those of its points
/// that have been removed. A value that never changes.
///
/// Points go by identifiers: what the indexes call their position in the input. Where an order of
/// points is not said, the base's points come first, then the added ones, both along the Hilbert
/// curve.
///
/// What is linear in the points, such as a sum or a density, is the base's, plus that of `added`, less
/// that of `removed`.
public struct LayeredPointIndex: Sendable {
  /// Behind one reference, so that a copy costs no more than that.
  private final class Layers: Sendable {
    let base: PointIndex
    let added: PointIndex
    let removed: PointIndex
    let excluded: Exclusions
    let nextIdentifier: UInt32

    init(
      base: PointIndex, added: PointIndex, removed: PointIndex, excluded: Exclusions,
      nextIdentifier: UInt32
    ) {
      self.base = base
      self.added = added
      self.removed = removed
      self.excluded = excluded
      self.nextIdentifier = nextIdentifier
    }
  }

  private let layers: Layers

  /// An index without changes.
  /// - Parameters:
  ///   - base: The points.
  ///   - nextIdentifier: Points to come get no identifier below this one, nor one that is in the base.
  /// - Complexity: O(n).
  public init(_ base: PointIndex, nextIdentifier: Int = 0) {
    let least = UInt32(clamping: nextIdentifier)
    self.init(
      base: base, added: .empty, removed: .empty, excluded: .none,
      nextIdentifier: base.inputPositions.reduce(least) { max($0, $1 == .max ? .max : $1 + 1) })
  }

  init(
    base: PointIndex, added: PointIndex, removed: PointIndex, excluded: Exclusions,
    nextIdentifier: UInt32
  ) {
    layers = Layers(
      base: base, added: added, removed: removed, excluded: excluded,
      nextIdentifier: nextIdentifier)
  }

  /// The index that most points are in, the removed ones too.
  public var base: PointIndex { layers.base }

  /// The points that are not in the base.
  public var added: PointIndex { layers.added }

  /// The points of the base that do not count any more.
  public var removed: PointIndex { layers.removed }

  /// The positions of those in the order of the base.
  var excluded: Exclusions { layers.excluded }

  /// The identifier that the next point gets: no point has had it.
  public var nextIdentifier: Int { Int(layers.nextIdentifier) }

  /// The number of points.
  public var count: Int { base.count - removed.count + added.count }

  /// The weight of all points together.
  public var totalWeight: Double { FixedWeight(units: totalUnits).value }

  /// How many points the base lacks or has too many.
  public var changeCount: Int { added.count + removed.count }

  var totalUnits: Int64 { base.totalUnits - removed.totalUnits + added.totalUnits }
}

// The queries of `PointIndex`, with the same meaning.
extension LayeredPointIndex {
  /// The number of points in a box.
  public func count(in box: GridBox) -> Int {
    base.count(in: box) - removed.count(in: box) + added.count(in: box)
  }

  /// The number and weight of the points in a box.
  public func total(in box: GridBox) -> (count: Int, weight: Double) {
    let (all, gone, new) = (
      base.totalUnits(in: box), removed.totalUnits(in: box), added.totalUnits(in: box)
    )
    let units = all.units - gone.units + new.units
    return (all.count - gone.count + new.count, FixedWeight(units: units).value)
  }

  /// Calls `visit` with the identifier and grid cell of every point in a box, until it returns `false`.
  /// - Returns: Whether the visit reached the end.
  @discardableResult
  public func visit(in box: GridBox, _ visit: (Int, GridPoint) -> Bool) -> Bool {
    base.visit(in: box, excluding: excluded, visit) && added.visit(in: box, visit)
  }

  /// The identifiers of the points in a box.
  public func identifiers(in box: GridBox) -> [Int] {
    var found: [Int] = []
    base.appendPositions(in: box, excluding: excluded, to: &found)
    added.appendPositions(in: box, to: &found)
    return found
  }

  /// The number of points within a distance in metres of a place.
  public func count(within meters: Double, of place: Coordinate) -> Int {
    base.count(within: meters, of: place) - removed.count(within: meters, of: place)
      + added.count(within: meters, of: place)
  }

  /// The identifiers of the points within a distance in metres of a place.
  public func identifiers(within meters: Double, of place: Coordinate) -> [Int] {
    var found: [Int] = []
    base.appendPositions(within: meters, of: place, excluding: excluded, to: &found)
    added.appendPositions(within: meters, of: place, to: &found)
    return found
  }

  /// The points within a distance, nearest first, then by identifier.
  /// - Parameters:
  ///   - place: Where the distance is measured from, in degrees.
  ///   - meters: The distance, in metres.
  /// - Returns: Every point at most that far, the rim included.
  public func neighbors(of place: Coordinate, within meters: Double) -> [Neighbor] {
    let old = base.neighbors(of: place, within: meters, excluding: excluded)
    let new = added.neighbors(of: place, within: meters)
    return new.isEmpty ? old : (old + new).sorted()
  }

  /// The nearest points, nearest first, then by identifier.
  /// - Parameters:
  ///   - place: Where to look from, in degrees.
  ///   - count: How many at most.
  ///   - bound: Points farther than so many metres are not returned.
  /// - Returns: At most `count` points.
  public func nearest(
    to place: Coordinate, count: Int, within bound: Double = .infinity
  ) -> [Neighbor] {
    let old = base.nearest(to: place, count: count, within: bound, excluding: excluded)
    let new = added.nearest(to: place, count: count, within: bound)
    return new.isEmpty ? old : Array((old + new).sorted().prefix(count))
  }
}
