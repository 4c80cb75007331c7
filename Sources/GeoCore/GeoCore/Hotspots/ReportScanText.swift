import GeoPrimitives

/// Clusters of a scan as text.
public struct ReportScanText: Sendable {
  private let scan: ReportScan
  private let snapshot: DatasetSnapshot

  /// The table of a snapshot.
  public init(_ scan: ReportScan, snapshot: DatasetSnapshot) {
    self.scan = scan
    self.snapshot = snapshot
  }

  /// The whole table, with a line break at its end; in GeoJSON a cluster is the area of its villages.
  public func text(as format: TableText.Format) -> String {
    let layer = snapshot.layer(scan.query.level)
    let rows = scan.clusters.enumerated().map { values(of: $1, rank: $0 + 1) }
    return TableText(names: Self.names, rows: rows).text(as: format) { line in
      let parts = scan.clusters[line].codes.compactMap { layer.area(code: $0)?.geometry.polygons }
      return .multiPolygon(MultiPolygon(parts.flatMap { $0 }))
    }
  }

  private static let names = [
    "rank", "villages", "names", "from", "to", "cases", "expected", "ratio", "relative_risk", "llr",
    "p", "center_lon", "center_lat", "radius_m", "areas", "reports", "permutations", "seed",
  ]

  private func values(of cluster: ReportScan.Cluster, rank: Int) -> [String] {
    let found = cluster.found
    let risk = found.relativeRisk(total: scan.reportCount)
    return [
      "\(rank)", JSONText.string(cluster.codes.joined(separator: " ")),
      JSONText.string(cluster.names.joined(separator: ", ")),
      JSONText.string("\(cluster.months.lowerBound)"),
      JSONText.string("\(cluster.months.upperBound)"), "\(found.cases)",
      JSONText.number(found.expected, decimals: 6), JSONText.number(found.ratio, decimals: 6),
      risk.isFinite ? JSONText.number(risk, decimals: 6) : "null",
      JSONText.number(found.logLikelihoodRatio, decimals: 9),
      JSONText.number(found.p, decimals: 9), JSONText.number(found.center.longitude, decimals: 7),
      JSONText.number(found.center.latitude, decimals: 7),
      JSONText.number(found.radiusMeters, decimals: 1), "\(scan.areaCount)",
      "\(scan.reportCount)", "\(scan.query.permutations)", "\(scan.query.seed)",
    ]
  }
}
