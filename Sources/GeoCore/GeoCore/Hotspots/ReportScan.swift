public import DisclosureControl
import GeoPrimitives
import Places
public import SpatialStatistics

/// Where and when reports cluster, with all that it takes to find it again.
public struct ReportScan: Sendable {
  /// One cluster.
  public struct Cluster: Sendable {
    /// The codes of its areas, the nearest to its centre first.
    public let codes: [String]
    /// Their names.
    public let names: [String]
    /// Its first and last month.
    public let months: ClosedRange<ReportingMonth>
    /// Places, cases and probability.
    public let found: ScanCluster
    /// What else there is to say of it.
    public let card: ClusterCard
  }

  /// The clusters, most likely first.
  public let clusters: [Cluster]
  /// The months that were looked at.
  public let months: [ReportingMonth]
  /// How many areas were compared.
  public let areaCount: Int
  /// The codes of the areas that were left out, since their numbers may not be told.
  public let suppressed: [String]
  /// All reports of these areas and months.
  public let reportCount: Int
  /// What was asked for.
  public let query: HotspotQuery
  /// What the method is cited as.
  public let reference: String
  /// The data generation.
  public let generation: Int64
}

extension DatasetSnapshot {
  /// Where and when reports cluster more than the totals of the areas and of the months explain: the space-time
  /// permutation scan.
  /// - Parameters:
  ///   - query: Which reports; permutations are the simulations.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: Clusters that have no area in common.
  /// - Throws: As `hotspots`.
  public func scan(
    _ query: HotspotQuery, for disclosure: Disclosure,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> ReportScan {
    let cases = try statistically { try caseMonths(query, for: disclosure) }
    let areas = cases.positions.map { cases.layer.areas[$0] }
    let found = try statistically {
      try SpaceTimeScan.clusters(
        cases.counts, at: areas.map(\.label),
        ScanParameters(
          replications: query.permutations, seed: query.seed, threads: query.threads),
        isWanted: isWanted)
    }
    let cards = try ClusterCards(
      snapshot: self, query: query, disclosure: disclosure, cases: cases
    ).cards(of: found)
    return ReportScan(
      clusters: zip(found, cards).map { cluster, card in
        ReportScan.Cluster(
          codes: cluster.areas.map { areas[$0].code.text },
          names: cluster.areas.map { areas[$0].name ?? "" },
          months: cases.months[
            cluster.periods.lowerBound]...cases
            .months[cluster.periods.upperBound - 1],
          found: cluster, card: card)
      },
      months: cases.months, areaCount: areas.count,
      suppressed: cases.suppressed.map { cases.layer.areas[$0].code.text },
      reportCount: cases.counts.joined().reduce(0, +), query: query,
      reference: SpaceTimeScan.reference, generation: generation)
  }

  /// Puts what stands in the way of a statistic into the words of those who asked.
  func statistically<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as SpatialStatisticsError {
      if error == .cancelled { throw CancellationError() }
      throw AnalysisError(error)
    }
  }
}
