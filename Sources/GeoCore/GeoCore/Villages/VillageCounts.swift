import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

/// How many rows of a query lie in each village, each counted whole, by the position of the village.
///
/// A row inside several overlapping villages belongs to the one with the lowest code.
struct VillageCounts: Sendable {
  /// All rows.
  private(set) var all: [Int32]
  /// Those of them that are known to the village only.
  private(set) var imprecise: [Int32]

  init(villages count: Int) {
    all = [Int32](repeating: 0, count: count)
    imprecise = all
  }

  mutating func add(to village: Int32, isImprecise: Bool) {
    guard village != AreaAssignment.none else { return }
    all[Int(village)] += 1
    if isImprecise { imprecise[Int(village)] += 1 }
  }
}

extension DatasetSnapshot {
  /// The counts of a query. They depend on its source and filter, not on its bandwidth.
  func villageCounts(of query: HeatQuery, threads: Int) throws -> VillageCounts {
    let key = DerivedStore.ViewKey(source: query.source, filter: query.filter, spreadCount: 0)
    return try derived.counts.value(for: key) {
      query.source == .tips
        ? try tipCounts(query.filter, threads: threads) : try placeCounts(query, threads: threads)
    }
  }

  private func tipCounts(_ filter: TipFilter, threads: Int) throws -> VillageCounts {
    let accepted = TipFilter.Compiled(filter, channelNames: tips.channelNames)
    let tipVillages = try tipVillages(threads: threads)
    let roughest = PrecisionLevel.desa.position
    var counts = VillageCounts(villages: villages.areas.count)
    for tip in tipVillages.indices where accepted.accepts(tips, tip) {
      counts.add(
        to: tipVillages[tip], isImprecise: tips.attributes[tip].level >= roughest)
    }
    return counts
  }

  /// The places of other sources are exact, so every point of the view is one row.
  private func placeCounts(_ query: HeatQuery, threads: Int) throws -> VillageCounts {
    var counts = VillageCounts(villages: villages.areas.count)
    let assignment = AreaAssignment(
      of: try view(of: query).index, to: villages.areas.map(\.geometry), threads: threads)
    for village in assignment.areas { counts.add(to: village, isImprecise: false) }
    return counts
  }

  /// The position of the village of every tip, `AreaAssignment.none` outside all of them; found at the
  /// first question.
  private func tipVillages(threads: Int) throws -> [Int32] {
    try derived.tipVillages.value(for: 0) {
      let index = try PointIndex(gridPoints: tips.points, weights: [])
      let assignment = AreaAssignment(
        of: index, to: villages.areas.map(\.geometry), threads: threads)
      return index.inInputOrder(assignment.areas)
    }
  }
}
