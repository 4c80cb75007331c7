import Coverage
import DensityEstimation
import GeoPrimitives
import SpatialIndexing

/// What has been derived from one snapshot so far, its latest tips included. Bounded, shared by all
/// requests, dropped with the snapshot. What stays when single tips change is kept in `TipBase` and
/// `PlaceStore`.
final class DerivedStore: Sendable {
  /// A view of tips whose table has changed since it was read.
  struct TipViewKey: Hashable, Sendable {
    var filter: TipFilter
    /// The radius in metres from which on a tip is spread.
    var spreadFrom: Float
  }

  let tipViews = SharedCache<TipViewKey, PointView>(capacity: 16)
  /// Views with their changes sorted in, for what looks at all points at once.
  let wholeViews = SharedCache<TipViewKey, PointIndex>(capacity: 2)
  let breaks = SharedCache<HeatQuery, [Double]>(capacity: 64)
  /// The bandwidths that rules have found.
  let bandwidths = SharedCache<HeatQuery, Double>(capacity: 64)
  /// The points of adaptive and of edge-corrected fields.
  let parts = SharedCache<HeatQuery, [DensityField.Part]>(capacity: 8)
}

/// What has been derived from the villages and the accommodations of a workspace: it stays as long as
/// nothing but tips changes.
final class PlaceStore: Sendable {
  /// What makes one view of accommodations or guests differ from another.
  struct ViewKey: Hashable, Sendable {
    var source: HeatSource
    /// The months of guests that count.
    var interval: TimeInterval
  }

  let views = SharedCache<ViewKey, PointView>(capacity: 8)
  let counts = SharedCache<ViewKey, VillageCounts>(capacity: 8)
  /// The land, by the bandwidth that a mask was made for.
  let landMasks = SharedCache<Double, LandMask>(capacity: 2)
  /// Which villages border on which, found once.
  let neighbors = SharedCache<Int, AreaNeighbors>(capacity: 1)
}
