import GeoPrimitives

/// Clusters of reports as text.
public struct ReportClustersText: Sendable {
  private let clusters: ReportClusters

  /// The table of clusters.
  public init(_ clusters: ReportClusters) { self.clusters = clusters }

  /// The whole table, with a line break at its end; in GeoJSON a cluster is its hull.
  public func text(as format: TableText.Format) -> String {
    let rows = clusters.clusters.enumerated().map { values(of: $1, rank: $0 + 1) }
    return TableText(names: Self.names, rows: rows).text(as: format) { line in
      Self.geometry(of: clusters.clusters[line])
    }
  }

  private static let names = [
    "rank", "count", "from", "to", "categories", "villages", "names", "center_lon", "center_lat",
    "alone", "left_out_imprecise", "radius_m", "min_points", "method",
    "min_cluster_size",
  ]

  private func values(of cluster: ReportClusters.Cluster, rank: Int) -> [String] {
    [
      "\(rank)", "\(cluster.count)", JSONText.string("\(cluster.days.lowerBound)"),
      JSONText.string("\(cluster.days.upperBound)"),
      JSONText.string(
        cluster.categories.map { "\($0.category.rawValue):\($0.count)" }.joined(separator: " ")),
      JSONText.string(cluster.villages.map { "\($0.code):\($0.count)" }.joined(separator: " ")),
      JSONText.string(cluster.villages.map(\.name).joined(separator: ", ")),
      JSONText.number(cluster.center.longitude, decimals: 6),
      JSONText.number(cluster.center.latitude, decimals: 6), "\(clusters.alone)",
      "\(clusters.imprecise)",
    ] + parameters
  }

  /// How the clusters were found; what the other method would have used is empty.
  private var parameters: [String] {
    let query = clusters.query
    let isByRadius = query.grouping == .dbscan
    return [
      isByRadius ? JSONText.number(query.radiusMeters, decimals: 3) : "null", "\(query.minimum)",
      JSONText.string(query.grouping.rawValue), isByRadius ? "null" : "\(query.minimumSize)",
    ]
  }

  private static func geometry(of cluster: ReportClusters.Cluster) -> Geometry {
    guard cluster.hull.count >= 3, let first = cluster.hull.first else {
      return .point(cluster.center)
    }
    return .multiPolygon(MultiPolygon([Polygon(exterior: Ring(cluster.hull + [first]))]))
  }
}
