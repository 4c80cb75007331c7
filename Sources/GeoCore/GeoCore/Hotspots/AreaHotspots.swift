public import DisclosureControl
public import SpatialStatistics

/// What Gi* found, with all that it takes to find it again.
public struct AreaHotspots: Sendable {
  /// One area.
  public struct Line: Sendable {
    /// The code.
    public let code: String
    /// The name.
    public let name: String
    /// What was found; `nil` where the value may not be told or is not known.
    public let hotspot: AreaHotspot?
    /// The codes of the areas that it was compared with, without its own.
    public let neighbors: [String]
    /// Whether nothing borders on it, so that the nearest areas stand in for neighbours.
    public let isIsland: Bool
  }

  /// The areas, by code.
  public let lines: [Line]
  /// What was asked for.
  public let query: HotspotQuery
  /// What the method is cited as.
  public let reference: String
  /// The data generation.
  public let generation: Int64

  /// How many areas were compared.
  public var count: Int { lines.count { $0.hotspot != nil } }
}

extension DatasetSnapshot {
  /// Where the values at and around an area are higher or lower than chance lets expect (Gi*).
  /// - Parameters:
  ///   - query: What is compared.
  ///   - disclosure: On whose behalf: an officer sees the areas of his own, others what is published.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: A line for every area, those with suppressed values without a statistic.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `AnalysisError` where nothing can be told,
  ///   `CancellationError` when nobody waits any more.
  public func hotspots(
    _ query: HotspotQuery, for disclosure: Disclosure,
    isWanted: @Sendable () -> Bool = { true }
  ) throws -> AreaHotspots {
    let figures = try hotspotFigures(query, for: disclosure, isWanted: isWanted)
    return AreaHotspots(
      lines: lines(figures.areas, figures.weights, figures.found), query: query,
      reference: GetisOrd.reference, generation: generation)
  }

  /// What Gi* found at the areas of a query.
  func hotspotFigures(
    _ query: HotspotQuery, for disclosure: Disclosure, isWanted: @Sendable () -> Bool
  ) throws -> HotspotFigures {
    try statistically {
      let areas = try studyAreas(query, for: disclosure)
      guard areas.values.count >= 3 else {
        throw SpatialStatisticsError.tooFewAreas(count: areas.values.count, needed: 3)
      }
      let weights = try weights(of: areas, query)
      let found = try GetisOrd.hotspots(
        areas.values, weights,
        LocalParameters(
          permutations: query.permutations, seed: query.seed, threads: query.threads),
        isWanted: isWanted)
      return HotspotFigures(areas: areas, weights: weights, found: found)
    }
  }

  private func lines(
    _ areas: StudyAreas, _ weights: SpatialWeights, _ found: [AreaHotspot]
  ) -> [AreaHotspots.Line] {
    let codes = areas.positions.map { areas.layer.areas[$0].code.text }
    let told = areas.positions.indices.map { area in
      AreaHotspots.Line(
        code: codes[area], name: areas.layer.areas[areas.positions[area]].name ?? "",
        hotspot: found[area], neighbors: weights.neighbors(of: area).map { codes[Int($0)] },
        isIsland: weights.isIsland(area))
    }
    let untold = areas.suppressed.map { position in
      AreaHotspots.Line(
        code: areas.layer.areas[position].code.text,
        name: areas.layer.areas[position].name ?? "", hotspot: nil, neighbors: [],
        isIsland: false)
    }
    return (told + untold).sorted { $0.code < $1.code }
  }
}

/// What Gi* found: for each of some areas a statistic.
struct HotspotFigures {
  let areas: StudyAreas
  let weights: SpatialWeights
  /// One for each position of the areas.
  let found: [AreaHotspot]
}
