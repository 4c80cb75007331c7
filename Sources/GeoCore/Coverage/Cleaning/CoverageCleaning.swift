/// Makes a coverage of areas that overlap and leave gaps because each was simplified on its own.
///
/// Borders are noded on the global grid, the faces between them are given to one area each, and what is
/// left of the borders is stored once as arcs with an area on either side. So neighbours share their
/// border to the last digit, no two areas overlap, and no gap is left but real ones.
///
/// All is computed with whole numbers, exactly, for coverages of up to a quarter of the globe.
public enum CoverageCleaning {
  /// Cleans areas.
  /// - Parameters:
  ///   - outlines: The outlines of the source.
  ///   - codes: The code of each area, distinct; ties go to the lowest. Empty: areas are in the order of
  ///     their codes.
  ///   - rule: Which gaps are closed.
  ///   - threads: How many threads node the borders; the result does not depend on it.
  /// - Returns: The clean coverage and what was changed. It depends on the set of outlines only, not on
  ///   their order, except that areas keep their numbers.
  /// - Complexity: O(n log n) in the number of vertices, about 150 bytes for each.
  public static func clean(
    _ outlines: consuming CoverageOutlines, codes: [String] = [],
    rule: CleaningRule = CleaningRule(),
    threads: Int = ConcurrentMap.processorCount
  ) -> CleanCoverage {
    let ranks = ranks(of: codes, count: outlines.count)
    let graph = PlanarGraph(SnapRounding.noded(outlines, threads: threads))
    let faces = PlanarFaces(graph)
    let claims = FaceClaims(graph, faces)
    let ground = FaceGround(graph, faces)
    let contest = ContestedGround(claims, ground, ranks: ranks)
    let owners = FaceAssignment(graph, faces, claims, ground, contest, rule: rule).owners
    let report = CleaningReport(graph, faces, claims, ground, contest, owners)
    let topology = ArcTopology(graph, faces, owners: owners, regionCount: ranks.count)
    return CleanCoverage(topology: topology, report: report)
  }

  /// The place of each area in the order of codes.
  private static func ranks(of codes: [String], count: Int) -> [UInt32] {
    guard codes.count == count else { return (0..<count).map { UInt32($0) } }
    var ranks = [UInt32](repeating: 0, count: count)
    let order = codes.indices.sorted { (codes[$0], $0) < (codes[$1], $1) }
    for (rank, area) in order.enumerated() { ranks[area] = UInt32(rank) }
    return ranks
  }
}

/// Areas that neither overlap nor leave gaps but real ones, and how they came to be so.
public struct CleanCoverage: Sendable {
  /// The borders of the areas, each once. Regions are the areas, by number.
  public let topology: ArcTopology
  /// What was changed.
  public let report: CleaningReport
}
