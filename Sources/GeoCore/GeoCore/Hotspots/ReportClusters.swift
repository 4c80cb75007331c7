import Coverage
public import DisclosureControl
public import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import SpatialStatistics
import TileMath

/// What clusters of single reports are looked for.
public struct ClusterQuery: Hashable, Sendable {
  /// Which reports.
  public var counted: HeatQuery
  /// How near reports are to be called neighbours, in metres.
  public var radiusMeters = 500.0
  /// How many reports, itself among them, have to be near one of the inside.
  public var minimum = 5
  /// How clusters are found.
  public var grouping = ClusterGrouping.dbscan
  /// How many reports make a cluster of HDBSCAN.
  public var minimumSize = 10
  /// The code of the area that is looked at; `nil` for all that may be seen.
  public var within: AreaCode?
  /// How many threads compute; the result does not depend on it.
  public var threads = ConcurrentMap.processorCount

  /// The parameters of DBSCAN.
  static let describedByRadius: [ParameterDescription] = [
    .datetime, .category, .channel, .origin, .minimumPrecision, .within, .clusterRadius,
    .clusterMinimum,
  ]

  static let radiusRange = 10.0...50_000
  static let minimumRange = 2...10_000

  /// A query from parameters; those not given take their default.
  /// - Throws: `RequestError` naming the parameter.
  public init(
    _ parameters: QueryParameters, zone: TimeZoneOffset, for role: Role = .owner
  ) throws(RequestError) {
    counted = try HeatParameters(parameters, zone: zone, for: role).query
    within = try parameters.areaCode("within")
    minimum = try parameters.wholeNumber("min_points", in: Self.minimumRange) ?? minimum
    let asked = try Self.grouping(parameters)
    grouping = asked.method
    minimumSize = asked.size ?? minimumSize
    guard let text = parameters["radius"] else { return }
    guard let meters = DecimalNumber.parse(text), Self.radiusRange.contains(meters) else {
      throw .badValue(
        parameter: "radius", value: text, expected: "a number of metres from 10 to 50000")
    }
    radiusMeters = meters
  }
}

/// Clusters of single reports.
public struct ReportClusters: Sendable {
  /// One cluster.
  public struct Cluster: Sendable {
    /// How many reports.
    public let count: Int
    /// The mean of their places.
    public let center: Coordinate
    /// The corners of the smallest convex area around them.
    public let hull: [Coordinate]
    /// The first and the last day.
    public let days: ClosedRange<CivilDate>
    /// Reports by category, in the order of the categories.
    public let categories: [(category: TipCategory, count: Int)]
    /// The codes of the villages, those with most reports first.
    public let villages: [(code: String, name: String, count: Int)]
  }

  /// The clusters, those with most reports first.
  public let clusters: [Cluster]
  /// Reports that lie alone.
  public let alone: Int
  /// Reports that are known to the village or less, and were left out: they all stand at one place.
  public let imprecise: Int
  /// What was asked for.
  public let query: ClusterQuery
  /// The data generation.
  public let generation: Int64
}

extension DatasetSnapshot {
  /// Where single reports lie close together, however such places are shaped (DBSCAN or HDBSCAN on ground metres).
  /// - Parameters:
  ///   - query: Which reports, and how close.
  ///   - disclosure: On whose behalf: the owner, or an officer with a purpose for his own area.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: The clusters.
  /// - Throws: `DisclosureRefusal` for whoever sees no single reports, `CancellationError` when nobody waits any more.
  public func reportClusters(
    _ query: ClusterQuery, for disclosure: Disclosure,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> ReportClusters {
    guard let scope = try admitted(query.counted, for: disclosure).scope else {
      throw DisclosureRefusal.role(disclosure.role, .tips)
    }
    let reports = try reports(in: scope, within: query.within)
    let found = try statistically {
      try query.clusters(of: reports.precise.map(\.place), isWanted: isWanted)
    }
    let clusters = found.members.map { cluster(of: $0.map { reports.precise[$0] }) }
    return ReportClusters(
      clusters: clusters.enumerated().sorted {
        ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
      }
      .map(\.element),
      alone: found.alone, imprecise: reports.imprecise,
      query: query, generation: generation)
  }

  /// A report, as far as clusters tell of it.
  private struct Report {
    let place: Coordinate
    let seconds: Int64
    let category: Int
    let village: Int?
  }

  private func reports(
    in scope: TipScope, within code: AreaCode?
  ) throws -> (precise: [Report], imprecise: Int) {
    let accepted = TipFilter.Compiled(scope.filter, channelNames: tips.channelNames)
    var (precise, imprecise) = ([Report](), 0)
    try forEachTip(in: scope.area) { columns, tip, village in
      guard accepted.accepts(columns, tip) else { return }
      if let code {
        guard village >= 0, villages.areas[village].code.isWithin(code.text) else { return }
      }
      guard columns.attributes[tip].level < PrecisionLevel.desa.position else {
        imprecise += 1
        return
      }
      precise.append(
        Report(
          place: columns.points[tip].coordinate(at: columns.offsets[tip]),
          seconds: columns.seconds[tip], category: Int(columns.attributes[tip].category),
          village: village >= 0 ? village : nil))
    }
    return (precise, imprecise)
  }

  private func cluster(of reports: [Report]) -> ReportClusters.Cluster {
    let count = Double(reports.count)
    let days = reports.map { Instant(secondsSince1970: $0.seconds).date(in: zone) }
    let categories = TipCategory.allCases.enumerated().compactMap { number, category in
      let count = reports.count { $0.category == number }
      return count > 0 ? (category, count) : nil
    }
    let homes = Dictionary(grouping: reports.compactMap(\.village), by: \.self)
      .map { (position: $0, count: $1.count) }
      .sorted { ($1.count, $0.position) < ($0.count, $1.position) }
    return ReportClusters.Cluster(
      count: reports.count,
      center: Coordinate(
        longitude: reports.reduce(0) { $0 + $1.place.longitude } / count,
        latitude: reports.reduce(0) { $0 + $1.place.latitude } / count),
      hull: ConvexHull.corners(of: reports.map(\.place)),
      days: (days.min() ?? today)...(days.max() ?? today), categories: categories,
      villages: homes.map {
        (villages.areas[$0.position].code.text, villages.areas[$0.position].name ?? "", $0.count)
      })
  }
}
