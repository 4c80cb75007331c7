public import DisclosureControl
import GeoPrimitives

/// The statistics whose results can be kept.
public enum AnalysisKind: String, Hashable, Sendable, CaseIterable {
  case hotspots
  case clusters
  case scan
  case trends
}

extension DatasetSnapshot {
  /// The table of a statistic with its parameters.
  /// - Throws: `RequestError` naming the parameter; what the statistic throws.
  public func analysis(
    _ kind: AnalysisKind, _ parameters: QueryParameters, as format: TableText.Format,
    for disclosure: Disclosure
  ) throws -> String {
    if kind == .clusters {
      let query = try ClusterQuery(parameters, zone: zone, for: disclosure.role)
      return ReportClustersText(try reportClusters(query, for: disclosure)).text(as: format)
    }
    let query = try HotspotQuery(parameters, zone: zone, for: disclosure.role)
    switch kind {
    case .trends:
      return AreaTrendsText(try trends(query, for: disclosure), snapshot: self).text(as: format)
    case .scan:
      return ReportScanText(try scan(query, for: disclosure), snapshot: self).text(as: format)
    default:
      return AreaHotspotsText(try hotspots(query, for: disclosure), snapshot: self)
        .text(as: format)
    }
  }
}
