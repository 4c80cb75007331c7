import Coverage
import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing

extension DatasetSnapshot {
  /// The density table: every village with what a query finds in it.
  /// - Parameters:
  ///   - query: What is counted, and how wide the kernel is.
  ///   - positions: The villages to look at, as positions among `villages.areas`; all when `nil`.
  ///   - options: How rates are smoothed, masses shared and lines ordered.
  ///   - disclosure: On whose behalf.
  /// - Returns: One line a village, in the order of the codes or of the measure asked for. Those who see
  ///   an area only get the lines of its villages.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `PointIndexError` for weights that add up
  ///   to too much.
  /// - Complexity: O(n) in the points, plus the field over the villages that have mass in reach.
  public func villageDensities(
    of query: HeatQuery, villages positions: [Int]? = nil,
    _ options: VillageTableOptions = VillageTableOptions(), for disclosure: Disclosure
  ) throws -> [VillageDensity] {
    let query = try resolved(try admitted(query, for: disclosure))
    let chosen = try seen(positions, query, for: disclosure)
    let figures = try villageFigures(of: query, threads: options.threads)
    let columns = VillageColumns(
      figures: figures, rates: try villageRates(figures, options),
      sessions: sessions(of: query.query),
      weights: try weights(of: query, chosen, options),
      densities: try areaDensities(of: query, chosen, threads: options.threads, for: disclosure))
    return zip(chosen, chosen.indices).map { position, line in
      density(ofVillage: position, line: line, columns)
    }.ordered(by: options.measure)
  }

  /// The villages that an audience may ask about.
  private func seen(
    _ positions: [Int]?, _ query: AdmittedQuery, for disclosure: Disclosure
  ) throws(DisclosureRefusal) -> [Int] {
    guard case .published(_, let area) = query.audience else {
      return positions ?? Array(villages.areas.indices)
    }
    let isInside = memberships(of: area)
    if let outside = positions?.first(where: { !isInside[$0] }) {
      throw .outsideArea(code: villages.areas[outside].code.text, disclosure.role)
    }
    return positions ?? villages.positions(within: area)
  }

  /// What of the lines has been computed village by village: by position among all villages, or among
  /// the lines.
  private struct VillageColumns {
    let figures: VillageFigures
    let rates: VillageRates
    let sessions: [Int]?
    let weights: [Double]
    let densities: [AreaDensity]
  }

  private func density(
    ofVillage position: Int, line: Int, _ columns: VillageColumns
  ) -> VillageDensity {
    let area = villages.areas[position]
    let figures = columns.figures.counts[position].map { count in
      let sessions = columns.sessions?[position] ?? 0
      return VillageDensity.Figures(
        count: count, weight: columns.weights[line], density: columns.densities[line],
        ratePerSession: sessions > 0 ? Double(count) / Double(sessions) : nil,
        smoothedRate: columns.rates.estimate(ofVillage: position),
        impreciseShare: columns.figures.imprecise[position].map {
          count > 0 ? Double($0) / Double(count) : 0
        })
    }
    return VillageDensity(
      code: area.code.text, name: area.name ?? "", squareKilometers: area.squareKilometers,
      residents: residents[area.code.text], figures: figures)
  }

  /// The mass in each of some villages: of single points, and what is published.
  private func weights(
    of query: AdmittedQuery, _ positions: [Int], _ options: VillageTableOptions
  ) throws -> [Double] {
    let isAll = positions.count == villages.areas.count
    var weights = try villageMasses(of: query, villages: isAll ? nil : positions, options)
      .map(\.value)
    guard query.query.source == .tips, query.audience != .owner else { return weights }
    let masses = publishedMasses(of: query)
    let isPublished = isPublished(to: query.audience)
    for (line, position) in positions.enumerated() where isPublished(position) {
      weights[line] = FixedWeight(units: masses.villages[position].units).value
    }
    return weights
  }

  /// The outreach sessions of each village in the period of a query; `nil` for what does not come about
  /// by outreach.
  private func sessions(of query: HeatQuery) -> [Int]? {
    query.source == .tips ? activities.counts(in: query.filter.interval, zone) : nil
  }

  /// The field's mean and peak over villages, in the order of `positions`.
  private func areaDensities(
    of query: AdmittedQuery, _ positions: [Int], threads: Int, for disclosure: Disclosure
  ) throws -> [AreaDensity] {
    let outlines = positions.map { villages.areas[$0].geometry }
    return try field(of: query, for: disclosure).summaries(over: outlines, threads: threads)
  }
}
