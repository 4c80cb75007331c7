import Coverage
import DensityEstimation
import DisclosureControl
import GeoPrimitives
import Places
import SpatialIndexing

/// What has been derived from one snapshot so far, its latest tips included. Bounded, shared by all
/// requests, dropped with the snapshot. What stays when single tips change is kept in `TipBase` and
/// `PlaceStore`.
final class DerivedStore: Sendable {
  /// A view of tips whose table has changed since it was read.
  struct TipViewKey: Hashable, Sendable {
    var scope: TipScope
    /// The radius in metres from which on a tip is spread.
    var spreadFrom: Float
  }

  let tipViews = SharedCache<TipViewKey, PointView>(capacity: 16)
  /// Views with their changes sorted in, for what looks at all points at once.
  let wholeViews = SharedCache<TipViewKey, PointIndex>(capacity: 2)
  let breaks = SharedCache<AdmittedQuery, [Double]>(capacity: 64)
  /// The bandwidths that rules have found.
  let bandwidths = SharedCache<AdmittedQuery, Double>(capacity: 64)
  /// The points of adaptive and of edge-corrected fields.
  let parts = SharedCache<AdmittedQuery, [DensityField.Part]>(capacity: 8)
  /// Single tips in groups.
  let tipSets = SharedCache<AdmittedPoints, PointSet>(capacity: 8)
  /// What statistics show on maps.
  let hotspotMaps = SharedCache<AnalysisKey<HotspotParameters>, AnalysisMap>(capacity: 16)
  let scanMaps = SharedCache<AnalysisKey<HotspotQuery>, AnalysisMap>(capacity: 8)
  let clusterMaps = SharedCache<AnalysisKey<ClusterQuery>, ClusterMap>(capacity: 8)
  /// Single points as features; `nil` for those that are too many to be kept.
  let placedPoints = SharedCache<AdmittedPoints, PlacedPoints?>(capacity: 4)
}

/// What has been derived from the villages, the accommodations and the published numbers of a workspace:
/// it stays as long as nothing but tips changes.
final class PlaceStore: Sendable {
  /// What makes one view of accommodations or guests differ from another.
  struct ViewKey: Hashable, Sendable {
    var source: HeatSource
    /// The months of guests that count.
    var interval: TimeInterval
    /// For whom.
    var audience: Audience
  }

  let views = SharedCache<ViewKey, PointView>(capacity: 8)
  /// What published numbers say, and the points that stand for it.
  let publishedMasses = SharedCache<PublishedKey, PublishedMasses>(capacity: 16)
  let publishedIndexes = SharedCache<PublishedIndexKey, PointIndex>(capacity: 6)
  /// The class limits of those who see published numbers only.
  let publishedBreaks = SharedCache<AdmittedQuery, [Double]>(capacity: 64)
  /// Which villages lie in an area of responsibility.
  let memberships = SharedCache<AreaOfResponsibility, [Bool]>(capacity: 64)
  /// The village of every accommodation.
  let accommodationVillages = SharedCache<Int, [Int?]>(capacity: 1)
  /// The places that stand for a village.
  let supports: VillageSupports
  let counts = SharedCache<ViewKey, VillageCounts>(capacity: 8)
  /// The land, by the bandwidth that a mask was made for.
  let landMasks = SharedCache<Double, LandMask>(capacity: 2)
  /// Which villages border on which, found once.
  let neighbors = SharedCache<Int, AreaNeighbors>(capacity: 1)
  /// The service points by distance, the land between them and villages, and how far each village is.
  /// What finds places in words.
  let geocoders = SharedCache<Int, Geocoder>(capacity: 1)
  let servicePlaces = SharedCache<Int, ServicePlaces>(capacity: 1)
  let landGrids = SharedCache<Int, LandGrid>(capacity: 1)
  let reaches = SharedCache<Int, [ServiceReach]>(capacity: 1)
  /// What is told of the rooms and the number of accommodations.
  let rooms = SharedCache<Audience, RoomTable>(capacity: 16)
  let houses = SharedCache<Audience, RoomTable>(capacity: 16)
  /// What coverage maps of a day show, some thirty megabytes for the nation's villages, and its classes.
  let coverageMaps = SharedCache<CoverageMap.Key, CoverageMap>(capacity: 6)
  let coverageClasses = SharedCache<CoverageClassKey, AreaClasses>(capacity: 16)

  init(villages count: Int) { supports = VillageSupports(villages: count) }
}

/// Points other than tips in groups, as they were asked for so far: they stay as long as nothing but tips
/// changes.
typealias PointSetStore = SharedCache<AdmittedPoints, PointSet>

extension PointSetStore {
  convenience init() { self.init(capacity: 32) }
}
