import Coverage
import GeoPrimitives
import Places

extension LayerBorders {
  /// Without gaps closed: what lies between areas is nobody's, as in the workspace.
  private static let asTheyAre = CleaningRule(
    smallGapSquareMeters: 0, thinGapSquareMeters: 0, thinGapMeters: 0)

  /// The borders of areas as they are: where outlines overlap, the ground is drawn as one area's; no gap is
  /// closed.
  /// - Parameters:
  ///   - geometries: The areas, none without extent.
  ///   - measures: Their measures.
  /// - Complexity: O(n log n) in the vertices.
  convenience init(of geometries: [MultiPolygon], measures: [AreaMeasures]) {
    let clean = CoverageCleaning.clean(CoverageOutlines(geometries), rule: Self.asTheyAre)
    let overlapping = clean.report.areas.indices.filter { clean.report.areas[$0].moved > 0 }
    self.init(
      arcs: clean.topology, outlines: clean.topology.outlines(), measures: measures,
      exact: Dictionary(uniqueKeysWithValues: overlapping.map { ($0, geometries[$0]) }))
  }

  /// The borders of areas that consist of villages, so that both have them in common; `nil` when an area has
  /// no village, and so a border of its own.
  /// - Parameters:
  ///   - villages: The borders of the villages.
  ///   - groups: For each village the position of its area, −1 for none.
  ///   - count: The number of areas.
  /// - Complexity: O(n) in the vertices of the villages.
  convenience init?(dissolving villages: LayerBorders, groups: [Int32], count: Int) {
    guard Set(groups).subtracting([-1]).count == count else { return nil }
    let outlines = villages.arcs.outlines(groups: groups, count: count)
    let arcs = villages.arcs
    let measures = ConcurrentMap.map(count) { area in
      AreaMeasures(arcs.multiPolygon(area, of: outlines))
    }.compactMap { $0 }
    guard measures.count == count else { return nil }
    self.init(arcs: arcs, outlines: outlines, measures: measures)
  }

  /// The geometry of areas alone, for questions of containment; there are no arcs to draw.
  convenience init(geometryOf areas: [MultiPolygon], measures: [AreaMeasures]) {
    let nothing = CoverageCleaning.clean(CoverageOutlines(), rule: Self.asTheyAre).topology
    self.init(
      arcs: nothing, outlines: nothing.outlines(), measures: measures,
      exact: Dictionary(uniqueKeysWithValues: areas.enumerated().map { ($0, $1) }))
  }
}
