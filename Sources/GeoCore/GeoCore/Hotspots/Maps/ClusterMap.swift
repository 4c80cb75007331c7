import DisclosureControl
import GeoPrimitives
import SpatialIndexing

/// Clusters of single reports, as maps show them.
struct ClusterMap: Sendable {
  /// The clusters, those with most reports first.
  let clusters: [ReportClusters.Cluster]
  /// Why none can be told; `nil` where they can.
  let problem: AnalysisError?
  /// The same for maps that look the same.
  let mark: [UInt8]

  init(_ clusters: [ReportClusters.Cluster], problem: AnalysisError? = nil) {
    self.clusters = clusters
    self.problem = problem
    var print = Fingerprint()
    for cluster in clusters {
      print.add(cluster.count)
      print.add("\(cluster.days)")
      for corner in cluster.hull + [cluster.center] {
        print.add(corner.longitude)
        print.add(corner.latitude)
      }
    }
    mark = print.bytes
  }
}

extension DatasetSnapshot {
  /// Clusters of single reports for maps.
  /// - Throws: As `reportClusters`; where there is too little to tell, the map says so.
  func clusterMap(
    _ query: ClusterQuery, for disclosure: Disclosure,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> ClusterMap {
    let audience = try admitted(query.counted, for: disclosure).audience
    let key = AnalysisKey(parameters: query, audience: audience)
    return try derived.clusterMaps.value(for: key) {
      do {
        return ClusterMap(
          try reportClusters(query, for: disclosure, isWanted: isWanted).clusters)
      } catch let error as AnalysisError {
        return ClusterMap([], problem: error)
      }
    }
  }
}
