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

  /// What class limits depend on.
  struct BreaksKey: Hashable, Sendable {
    var source: HeatSource
    var filter: TipFilter
    var parameters: DensityParameters
  }

  let views = SharedCache<ViewKey, PointView>(capacity: 16)
  let breaks = SharedCache<BreaksKey, [Double]>(capacity: 64)
  /// The village of every tip, found once.
  let assignment = SharedCache<Int, VillageAssignment>(capacity: 1)
  /// The radii of all tips in ascending order, for `ViewKey.spreadCount`.
  let sortedRadii = SharedCache<Int, [Float]>(capacity: 1)
}
