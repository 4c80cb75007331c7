import DensityEstimation
public import DisclosureControl
public import GeoPrimitives
public import MapRendering

extension DatasetSnapshot {
  /// The legend of heat tiles with the same parameters.
  public func heatLegend(
    of parameters: HeatParameters, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    let admitted = try resolved(try admitted(parameters.query, for: disclosure))
    let query = admitted.query
    let breaks = try heatPalette(of: parameters, admitted, for: disclosure).breaks
    let source = query.source
    var legend = Legend.heat(
      palette: HeatPalette(breaks: breaks, ramp: parameters.ramp),
      title: source.title(in: language),
      language: language, minimumCount: minimumCount(of: admitted), isAboutTips: source == .tips)
    legend.kernel = query.parameters.kernel.rawValue
    legend.bandwidthMeters = query.parameters.bandwidthMeters
    legend.isBandwidthFound = parameters.query.bandwidthRule != nil
    legend.isBandwidthAdaptive = query.isAdaptive
    legend.isEdgeCorrected = query.edge == .land
    legend.period = source == .accommodations ? nil : query.filter.interval
    legend.zone = zone
    legend.count = try count(of: admitted)
    return legend
  }

  /// How many rows the answer to a query is made from; published numbers are counted as they are drawn.
  private func count(of query: AdmittedQuery) throws -> Int {
    let single = try view(of: query)?.count ?? 0
    guard query.query.source == .tips, query.audience != .owner else { return single }
    let index = try publishedIndex(of: query)
    return single + Int(index.totalWeight.rounded())
  }

  /// Below which count numbers are merged; `nil` where none are.
  private func minimumCount(of query: AdmittedQuery) -> Int? {
    guard query.query.source == .tips else { return nil }
    switch query.audience {
    case .owner: return nil
    case .published(.partner, _): return AtomRules.standard.partner
    case .officer, .published: return AtomRules.standard.planner
    }
  }

  /// From when to when there is something to tell of tips; `nil` without tips.
  ///
  /// For the owner from the first to the last tip; for an officer likewise in his area; for those who see
  /// published numbers the closed months.
  /// - Throws: `DisclosureRefusal.role` when the role sees nothing of tips.
  public func tipPeriod(for disclosure: Disclosure) throws -> ClosedRange<Instant>? {
    switch try disclosure.audience(of: .tipDensity) {
    case .owner: return tips.period
    case .officer(let area): return try period(ofTipsIn: area)
    case .published:
      return published.days.map { days in
        let after = CivilDate(daysSince1970: days.upperBound.daysSince1970 + 1)
        // The last second of the last day, as tips have a last moment, too.
        let last = Instant(startOf: after, in: zone).secondsSince1970 - 1
        return Instant(startOf: days.lowerBound, in: zone)...Instant(secondsSince1970: last)
      }
    }
  }

  /// The days with which published months begin, and the day after the last; empty where nothing has been
  /// published.
  public var publishedBounds: [CivilDate] {
    guard let days = published.days else { return [] }
    return published.months.map(\.month.firstDay) + [
      CivilDate(daysSince1970: days.upperBound.daysSince1970 + 1)
    ]
  }

  private func period(ofTipsIn area: AreaOfResponsibility) throws -> ClosedRange<Instant>? {
    var seconds: [Int64] = []
    try baseTips(in: area).forEach { seconds.append(tips.base.columns.seconds[$0]) }
    addedTips(in: area).forEach { seconds.append(tips.added.seconds[$0]) }
    return seconds.range.map {
      Instant(secondsSince1970: $0.lowerBound)...Instant(secondsSince1970: $0.upperBound)
    }
  }
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
