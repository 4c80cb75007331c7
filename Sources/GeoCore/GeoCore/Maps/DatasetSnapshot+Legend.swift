public import DisclosureControl
public import MapRendering

extension DatasetSnapshot {
  /// The legend of what a layer shows.
  /// - Parameters:
  ///   - content: The layer with its parameters.
  ///   - language: The language of its words.
  ///   - disclosure: On whose behalf.
  /// - Returns: The legend of tiles and maps alike.
  /// - Throws: `DisclosureRefusal` for what may not be asked for.
  public func legend(
    of content: TileRequest.Content, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    switch content {
    case .villages: Legend.boundaries(language: language)
    case .coverage(let coverage): coverageLegend(of: coverage, language: language)
    case .priority(let priority):
      try checkedPriorityLegend(of: priority, language: language, for: disclosure)
    case .heat(let heat): try heatLegend(of: heat, language: language, for: disclosure)
    case .hotspots(let hotspots):
      try hotspotLegend(of: hotspots, language: language, for: disclosure)
    case .clusters(let clusters):
      try clusterLegend(of: clusters, language: language, for: disclosure)
    case .points(let points): try pointLegend(of: points, language: language, for: disclosure)
    }
  }
}
