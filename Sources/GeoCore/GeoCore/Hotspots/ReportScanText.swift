import GeoPrimitives
import MapRendering

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
    "p", "center_lon", "center_lat", "radius_m", "areas", "reports", "permutations", "seed", "q",
    "months_seen", "categories", "exposure_change", "imprecise_share", "duplicates",
    "service_point", "service_km", "accommodations", "sentence_id", "sentence_en",
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
    ] + card(of: cluster)
  }

  private func card(of cluster: ReportScan.Cluster) -> [String] {
    let card = cluster.card
    let categories = card.categories.map { parts in
      parts.map { "\($0.category.rawValue):\($0.count)" }.joined(separator: " ")
    }
    return [
      JSONText.number(card.falseDiscoveryRate, decimals: 9), "\(card.monthsSeen)",
      categories.map(JSONText.string) ?? "null", number(card.exposureChange, decimals: 3),
      number(card.impreciseShare, decimals: 4), card.duplicates.map(String.init) ?? "null",
      (card.servicePoint?.name).map(JSONText.string) ?? "null",
      number(card.servicePoint.map { $0.meters / 1000 }, decimals: 2),
      card.accommodations.map(String.init) ?? "null",
    ]
      + [DisplayLanguage.indonesian, .english].map {
        JSONText.string(
          ClusterSentence($0).text(cluster, simulations: scan.query.permutations))
      }
  }

  private func number(_ value: Double?, decimals: Int) -> String {
    value.map { JSONText.number($0, decimals: decimals) } ?? "null"
  }
}
