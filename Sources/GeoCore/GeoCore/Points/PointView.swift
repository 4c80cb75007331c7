import DensityEstimation
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

/// The points of one source and filter, ready for density: uncertain places spread out, sorted and
/// indexed.
struct PointView: Sendable {
  let index: PointIndex
  /// The number of rows that the filter let through and that could be placed.
  let count: Int
  /// The share of them that is known to the village only.
  let impreciseShare: Double
}

/// Collects the points of a view.
struct PointViewBuilder {
  private var points: [GridPoint] = []
  private var weights: [FixedWeight] = []
  private var count = 0
  private var imprecise = 0

  /// A row at an exact place.
  mutating func add(_ point: GridPoint, weight: FixedWeight = .one) {
    count += 1
    points.append(point)
    weights.append(weight)
  }

  /// Rows of weight one, each somewhere among places of equal share, whose number divides 65 536. Many
  /// rows that share their places cost no more than one.
  mutating func add(_ rows: Int = 1, spreadOver places: [Coordinate], isImprecise: Bool) {
    count += rows
    if isImprecise { imprecise += rows }
    let units = Int64(rows) * (FixedWeight.unitsPerOne / Int64(max(places.count, 1)))
    for place in places {
      guard let point = GridPoint(place) else { continue }
      points.append(point)
      weights.append(FixedWeight(units: units))
    }
  }

  /// The view; weights are kept only where they differ from one.
  func build() throws(PointIndexError) -> PointView {
    let uniform = weights.allSatisfy { $0 == .one }
    return PointView(
      index: try PointIndex(gridPoints: points, weights: uniform ? [] : weights), count: count,
      impreciseShare: count > 0 ? Double(imprecise) / Double(count) : 0)
  }
}
