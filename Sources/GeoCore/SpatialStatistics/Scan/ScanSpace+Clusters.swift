import GeoPrimitives
import TileMath

extension ScanSpace {
  /// The best cylinders that have no area in common, best first.
  /// - Parameters:
  ///   - counts: Cases by area and period.
  ///   - places: The areas' places.
  ///   - limit: The largest number of clusters.
  ///   - simulation: Gives their probabilities.
  /// - Returns: The clusters.
  func clusters(
    _ counts: [Int32], at places: [Coordinate], limit: Int, _ simulation: ScanSimulation
  ) -> [ScanCluster] {
    // The best of every centre is enough: a second one of the same centre has its area in common.
    var best = [Candidate](repeating: Candidate(), count: circles.centerCount)
    visit(counts, screen(at: 0)) { candidate in
      if candidate.logarithm > best[candidate.center].logarithm {
        best[candidate.center] = candidate
      }
    }
    let ranked = best.filter { $0.logarithm > 0 }
      .sorted { ($1.logarithm, $0.center) < ($0.logarithm, $1.center) }
    var isTaken = [Bool](repeating: false, count: circles.centerCount)
    var clusters: [ScanCluster] = []
    for candidate in ranked where clusters.count < limit {
      let members = circles.members[circles.starts[candidate.center]...candidate.last].map(Int.init)
      guard !members.contains(where: { isTaken[$0] }) else { continue }
      for member in members { isTaken[member] = true }
      clusters.append(cluster(candidate, members, places, simulation))
    }
    return clusters
  }

  private func cluster(
    _ candidate: Candidate, _ members: [Int], _ places: [Coordinate],
    _ simulation: ScanSimulation
  ) -> ScanCluster {
    let center = places[candidate.center]
    let farthest = members.last.map {
      GroundMetric.distanceMeters(between: center, and: places[$0])
    }
    return ScanCluster(
      areas: members, center: center, radiusMeters: farthest ?? 0,
      periods: candidate.start..<candidate.start + candidate.length, cases: candidate.cases,
      expected: candidate.expected, logLikelihoodRatio: candidate.logarithm,
      p: simulation.probability(of: candidate.logarithm))
  }
}
