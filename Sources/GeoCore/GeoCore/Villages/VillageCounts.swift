import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore
import Places
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

  /// Counts a row, or takes it out again with a `change` of −1.
  mutating func add(_ change: Int32 = 1, to village: Int32, isImprecise: Bool) {
    guard village != AreaAssignment.none else { return }
    all[Int(village)] += change
    if isImprecise { imprecise[Int(village)] += change }
  }
}

extension DatasetSnapshot {
  /// The counts of the single rows that go into the answer to a query: for an officer those of his area
  /// count, for those who see published numbers of tips there are none. They depend on source and filter,
  /// not on the bandwidth.
  func villageCounts(of query: AdmittedQuery, threads: Int) throws -> VillageCounts {
    if query.query.source == .tips {
      guard let scope = query.scope else { return VillageCounts(villages: villages.areas.count) }
      return try tipCounts(scope.filter, threads: threads)
    }
    return try places.counts.value(for: PlaceStore.ViewKey(query)) {
      try placeCounts(query, threads: threads)
    }
  }

  /// The counts of the tips as they were read, and what has changed since.
  private func tipCounts(_ filter: TipFilter, threads: Int) throws -> VillageCounts {
    let accepted = TipFilter.Compiled(filter, channelNames: tips.channelNames)
    let base = tips.base
    let baseVillages = try tipVillages(threads: threads)
    let roughest = PrecisionLevel.desa.position
    var counts = base.counts.value(for: filter) {
      var counts = VillageCounts(villages: villages.areas.count)
      for tip in baseVillages.indices where accepted.accepts(base.columns, tip) {
        counts.add(
          to: baseVillages[tip], isImprecise: base.columns.attributes[tip].level >= roughest)
      }
      return counts
    }
    for tip in tips.removed where accepted.accepts(base.columns, tip) {
      counts.add(
        -1, to: baseVillages[tip], isImprecise: base.columns.attributes[tip].level >= roughest)
    }
    for tip in 0..<tips.added.count where accepted.accepts(tips.added, tip) {
      counts.add(
        to: village(ofAddedTip: tip), isImprecise: tips.added.attributes[tip].level >= roughest)
    }
    return counts
  }

  /// The position of the village of a tip that has come or changed since the base was read.
  func village(ofAddedTip tip: Int) -> Int32 {
    villages.position(containing: tips.added.points[tip].coordinate).map {
      Int32(truncatingIfNeeded: $0)
    } ?? AreaAssignment.none
  }

  /// The places of other sources are exact, so every point of the view is one row.
  private func placeCounts(_ query: AdmittedQuery, threads: Int) throws -> VillageCounts {
    var counts = VillageCounts(villages: villages.areas.count)
    guard let index = try view(of: query)?.index.base else { return counts }
    let assignment = AreaAssignment(
      of: index, to: villages.geometries, threads: threads)
    for village in assignment.areas { counts.add(to: village, isImprecise: false) }
    return counts
  }

  /// The position of the village of every tip of the base, `AreaAssignment.none` outside all of them;
  /// found at the first question.
  func tipVillages(threads: Int) throws(PointIndexError) -> [Int32] {
    try tips.base.villages.value(for: 0) { () throws(PointIndexError) in
      let index = try PointIndex(gridPoints: tips.base.columns.points, weights: [])
      let assignment = AreaAssignment(
        of: index, to: villages.geometries, threads: threads)
      return index.inInputOrder(assignment.areas)
    }
  }
}
