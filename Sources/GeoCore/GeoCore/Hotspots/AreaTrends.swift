public import DisclosureControl
import GeoPrimitives
import Places
public import SpatialStatistics

/// How reports went month by month, area by area.
public struct AreaTrends: Sendable {
  /// One area.
  public struct Line: Sendable {
    /// The code.
    public let code: String
    /// The name.
    public let name: String
    /// What was found; `nil` where some month may not be told.
    public let figures: Figures?
  }

  /// What was found of an area.
  public struct Figures: Sendable {
    /// All reports.
    public let count: Int
    /// The trend of the reports.
    public let trend: MannKendall
    /// The trend of Gi*.
    public let hotspotTrend: MannKendall
    /// In how many months it was hot.
    public let hotMonths: Int
    /// In how many months it was cold.
    public let coldMonths: Int
    /// How it has been hot or cold over time.
    public let pattern: EmergingPattern
  }

  /// The areas, by code.
  public let lines: [Line]
  /// The months that were looked at.
  public let months: [ReportingMonth]
  /// What was asked for.
  public let query: HotspotQuery
  /// The data generation.
  public let generation: Int64
}

extension DatasetSnapshot {
  /// How reports went month by month: Mann–Kendall on counts and on Gi*, and the categories of emerging hot spots.
  /// - Parameters:
  ///   - query: Which reports, and which areas count as near.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: A line for every area.
  /// - Throws: As `hotspots`; fewer than three months are too few.
  public func trends(
    _ query: HotspotQuery, for disclosure: Disclosure,
    isWanted: @Sendable () -> Bool = { true }
  ) throws -> AreaTrends {
    try statistically {
      let cases = try caseMonths(query, for: disclosure)
      guard cases.months.count >= 3 else {
        throw SpatialStatisticsError.tooFewPeriods(count: cases.months.count, needed: 3)
      }
      var areas = StudyAreas(cases.layer)
      for position in cases.positions { areas.add(position, 0) }
      let steps = try steps(cases, try weights(of: areas, query), query, isWanted)
      let told = try cases.positions.indices.map { area in
        line(
          cases.layer.areas[cases.positions[area]],
          try Self.figures(cases.counts[area], steps.map { $0?[area] }))
      }
      let untold = cases.suppressed.map { line(cases.layer.areas[$0], nil) }
      return AreaTrends(
        lines: (told + untold).sorted { $0.code < $1.code }, months: cases.months, query: query,
        generation: generation)
    }
  }

  /// Gi* of every month; `nil` for a month in which all areas have as many reports.
  private func steps(
    _ cases: CaseMonths, _ weights: SpatialWeights, _ query: HotspotQuery,
    _ isWanted: @Sendable () -> Bool
  ) throws -> [[AreaHotspot]?] {
    try cases.months.indices.map { month in
      do throws(SpatialStatisticsError) {
        return try GetisOrd.hotspots(
          cases.counts.map { Double($0[month]) }, weights,
          LocalParameters(
            permutations: query.permutations, seed: query.seed, threads: query.threads),
          isWanted: isWanted)
      } catch {
        if error == .constantValues { return nil }
        throw error
      }
    }
  }

  private static func figures(
    _ counts: [Int], _ steps: [AreaHotspot?]
  ) throws -> AreaTrends.Figures {
    let classes = steps.map { $0?.hotspotClass ?? .none }
    let hotspotTrend = try MannKendall(steps.map { $0?.z ?? 0 })
    return AreaTrends.Figures(
      count: counts.reduce(0, +), trend: try MannKendall(counts.map(Double.init)),
      hotspotTrend: hotspotTrend, hotMonths: classes.count(where: \.isHot),
      coldMonths: classes.count { $0 != .none && !$0.isHot },
      pattern: EmergingPattern(classes, trend: hotspotTrend))
  }

  private func line(_ area: Area, _ figures: AreaTrends.Figures?) -> AreaTrends.Line {
    AreaTrends.Line(code: area.code.text, name: area.name ?? "", figures: figures)
  }
}
