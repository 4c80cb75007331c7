import DensityEstimation
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

/// The points of one source and filter, ready for density: uncertain places spread out, sorted and
/// indexed.
struct PointView: Sendable {
  /// The points, with what has changed since they were sorted. Nobody tells two of one place apart.
  let index: LayeredPointIndex
  /// The number of rows that the filter let through and that could be placed.
  let count: Int
  /// How many of them are known to the village only.
  let impreciseCount: Int

  /// The share of the rows that is known to the village only.
  var impreciseShare: Double { count > 0 ? Double(impreciseCount) / Double(count) : 0 }

  /// The view after some rows have gone and others have come.
  /// - Throws: `PointIndexError` for weights that add up to too much.
  /// - Complexity: O(m log n) for the m points of these rows.
  func changing(
    removing old: PointViewBuilder, adding new: PointViewBuilder
  ) throws(PointIndexError) -> PointView {
    let (old, new) = (try old.build(), try new.build())
    return PointView(
      index: try index.exchanging(old.index.base, for: new.index.base),
      count: count - old.count + new.count,
      impreciseCount: impreciseCount - old.impreciseCount + new.impreciseCount)
  }
}

/// Collects the points of a view.
struct PointViewBuilder {
  private var points: [GridPoint] = []
  private var offsets: [CellOffset] = []
  private var weights: [FixedWeight] = []
  private var count = 0
  private var imprecise = 0

  /// A row at an exact place.
  mutating func add(_ point: GridPoint, _ offset: CellOffset, weight: FixedWeight = .one) {
    count += 1
    append(point, offset, weight)
  }

  private mutating func append(_ point: GridPoint, _ offset: CellOffset, _ weight: FixedWeight) {
    points.append(point)
    offsets.append(offset)
    weights.append(weight)
  }

  /// Rows of weight one, each somewhere among places of equal share, whose number divides 65 536. Many
  /// rows that share their places cost no more than one.
  mutating func add(_ rows: Int = 1, spreadOver places: [Coordinate], isImprecise: Bool) {
    count += rows
    if isImprecise { imprecise += rows }
    let units = Int64(rows) * (FixedWeight.unitsPerOne / Int64(max(places.count, 1)))
    for place in places {
      guard let (point, offset) = GridPoint.located(place) else { continue }
      append(point, offset, FixedWeight(units: units))
    }
  }

  /// A mass, in units of `FixedWeight`, shared out evenly over places; the sum is right to the unit.
  mutating func add(units: Int64, spreadOver places: [Coordinate]) {
    let (each, rest) = units.quotientAndRemainder(dividingBy: Int64(max(places.count, 1)))
    for (index, place) in places.enumerated() {
      let share = each + (index < rest ? 1 : 0)
      guard share > 0, let (point, offset) = GridPoint.located(place) else { continue }
      append(point, offset, FixedWeight(units: share))
    }
  }

  /// The view; weights are kept only where they differ from one.
  func build() throws(PointIndexError) -> PointView {
    let uniform = weights.allSatisfy { $0 == .one }
    let index = try PointIndex(
      gridPoints: points, offsets: offsets, weights: uniform ? [] : weights)
    return PointView(
      index: LayeredPointIndex(index), count: count, impreciseCount: imprecise)
  }
}
