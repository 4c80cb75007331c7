import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore
import Synchronization

/// What has been derived from a snapshot so far. Bounded, shared by all requests, dropped with the
/// snapshot.
final class DerivedStore: Sendable {
  /// What makes one view of points differ from another.
  struct ViewKey: Hashable, Sendable {
    var source: HeatSource
    var filter: TipFilter
    /// How many tips are spread over a disc; two bandwidths that spread the same tips share a view.
    var spreadCount: Int
  }

  let views = SharedCache<ViewKey, PointView>(capacity: 16)
  let breaks = SharedCache<HeatQuery, [Double]>(capacity: 64)
  /// The bandwidths that rules have found.
  let bandwidths = SharedCache<HeatQuery, Double>(capacity: 64)
  /// The points of adaptive and of edge-corrected fields.
  let parts = SharedCache<HeatQuery, [DensityField.Part]>(capacity: 8)
  /// The land, by the bandwidth that a mask was made for.
  let landMasks = SharedCache<Double, LandMask>(capacity: 2)
  /// The village of every tip, found once.
  let tipVillages = SharedCache<Int, [Int32]>(capacity: 1)
  /// How many rows of a source and filter lie in each village.
  let counts = SharedCache<ViewKey, VillageCounts>(capacity: 16)
  /// Which villages border on which, found once.
  let neighbors = SharedCache<Int, AreaNeighbors>(capacity: 1)
  /// The radii of all tips in ascending order, for `ViewKey.spreadCount`.
  let sortedRadii = SharedCache<Int, [Float]>(capacity: 1)
}
