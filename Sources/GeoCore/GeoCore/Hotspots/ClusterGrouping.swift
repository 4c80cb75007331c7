import GeoPrimitives
import SpatialStatistics

/// How clusters of single reports are found.
public enum ClusterGrouping: String, Hashable, Sendable, CaseIterable {
  /// Where so many lie within a distance.
  case dbscan
  /// Where they stay together over the greatest range of distances.
  case hdbscan
}

extension ClusterQuery {
  /// The parameters, both methods' among them.
  public static let described: [ParameterDescription] =
    [.clusterGrouping] + describedByRadius + [.clusterSize]

  static let sizeRange = 2...10_000

  /// Which method parameters ask for, and how many reports make a cluster of HDBSCAN.
  /// - Throws: `RequestError` for a parameter of the other method.
  static func grouping(
    _ parameters: QueryParameters
  ) throws(RequestError) -> (method: ClusterGrouping, size: Int?) {
    let size = try parameters.wholeNumber("min_cluster_size", in: sizeRange)
    let method =
      try parameters.choice("method") ?? (size == nil ? ClusterGrouping.dbscan : .hdbscan)
    let foreign = method == .dbscan ? "min_cluster_size" : "radius"
    if let value = parameters[foreign] {
      throw .badValue(
        parameter: foreign, value: value, expected: "nothing with method=\(method.rawValue)")
    }
    return (method, size)
  }

  /// The clusters of places, by their numbers, and how many places lie alone.
  func clusters(
    of places: [Coordinate], isWanted: @escaping @Sendable () -> Bool
  ) throws(SpatialStatisticsError) -> (members: [[Int]], alone: Int) {
    let members =
      switch grouping {
      case .dbscan:
        try DensityClustering.clusters(
          of: places, within: radiusMeters, minimum: minimum, threads: threads, isWanted: isWanted
        ).members
      case .hdbscan:
        try HierarchicalClustering.clusters(
          of: places,
          HierarchyParameters(
            minimumSize: minimumSize, minimumNeighbors: minimum, threads: threads),
          isWanted: isWanted
        ).members
      }
    return (members, places.count - members.reduce(0) { $0 + $1.count })
  }
}

extension ParameterDescription {
  static let clusterGrouping = ParameterDescription(
    "method",
    LocalizedText(
      "Cara: dbscan dengan jarak tertentu, atau hdbscan tanpa jarak",
      "How: dbscan by a distance, or hdbscan without one"),
    .choice(of: ClusterGrouping.self), default: ClusterGrouping.dbscan.rawValue, example: "hdbscan")

  static let clusterSize = ParameterDescription(
    "min_cluster_size",
    LocalizedText(
      "Jumlah laporan paling sedikit dalam gugus hdbscan (10)",
      "How many reports make a cluster of hdbscan (10)"),
    .wholeNumber(ClusterQuery.sizeRange), example: "20")
}
