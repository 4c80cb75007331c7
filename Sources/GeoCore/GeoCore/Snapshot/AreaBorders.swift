import Coverage
import Places

/// The borders of a layer of areas as arcs, and the areas' outlines along them.
struct AreaBorders {
  /// The borders, each once.
  let arcs: ArcTopology
  /// The outlines, by position among the areas.
  let outlines: ArcOutlines

  /// The borders of areas as they are: where outlines overlap, the ground is drawn as one area's; no gap
  /// is closed.
  /// - Complexity: O(n log n) in the vertices.
  init(of areas: [Area]) {
    let rule = CleaningRule(
      smallGapSquareMeters: 0, thinGapSquareMeters: 0, thinGapMeters: 0)
    arcs = CoverageCleaning.clean(CoverageOutlines(areas.map(\.geometry)), rule: rule).topology
    outlines = arcs.outlines()
  }

  /// The borders of areas that consist of villages, so that both have them in common.
  /// - Returns: `nil` when an area has no village, and so a border of its own.
  /// - Complexity: O(n) in the vertices of the villages.
  init?(dissolving villages: AreaLayer, into areas: [Area]) {
    guard let level = areas.first?.code.level else { return nil }
    var positions: [String: Int32] = [:]
    for (position, area) in areas.enumerated() { positions[area.code.text] = Int32(position) }
    let groups = villages.areas.map { village in
      village.code.ancestor(at: level).flatMap { positions[$0.text] } ?? -1
    }
    guard Set(groups).subtracting([-1]).count == areas.count else { return nil }
    arcs = villages.arcs
    outlines = arcs.outlines(groups: groups, count: areas.count)
  }
}
