import DensityEstimation
public import DisclosureControl
public import GeoPrimitives
public import MapRendering

extension DatasetSnapshot {
  /// The legend of heat tiles with the same parameters.
  public func heatLegend(
    of parameters: HeatParameters, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    let query = try resolved(parameters.query)
    let breaks = try parameters.breaks ?? defaultBreaks(of: query, for: disclosure)
    let source = query.source
    var legend = Legend.heat(
      palette: HeatPalette(breaks: breaks, ramp: parameters.ramp),
      title: source.title(in: language),
      language: language, isAboutTips: source == .tips)
    legend.kernel = query.parameters.kernel.rawValue
    legend.bandwidthMeters = query.parameters.bandwidthMeters
    legend.isBandwidthFound = parameters.query.bandwidthRule != nil
    legend.isBandwidthAdaptive = query.isAdaptive
    legend.isEdgeCorrected = query.edge == .land
    legend.period = source == .accommodations ? nil : query.filter.interval
    legend.zone = zone
    legend.count = try view(of: query).count
    return legend
  }

  /// The first and last moment at which a tip occurred; `nil` without tips.
  public func tipPeriod(for disclosure: Disclosure) -> ClosedRange<Instant>? { tips.period }
}

extension HeatSource {
  /// What a map of this source is called.
  public func title(in language: DisplayLanguage) -> String {
    switch (self, language) {
    case (.tips, .indonesian): "Kepadatan Laporan"
    case (.tips, .english): "Density of reports"
    case (.accommodations, .indonesian): "Kepadatan Akomodasi"
    case (.accommodations, .english): "Density of accommodations"
    case (.guests, .indonesian): "Kepadatan Tamu Asing"
    case (.guests, .english): "Density of foreign guests"
    }
  }
}
