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
  /// - Returns: One line a village, in the order of the codes or of the measure asked for.
  /// - Throws: `PointIndexError` for weights that add up to too much.
  /// - Complexity: O(n) in the points, plus the field over the villages that have mass in reach.
  public func villageDensities(
    of query: HeatQuery, villages positions: [Int]? = nil,
    _ options: VillageTableOptions = VillageTableOptions(), for disclosure: Disclosure
  ) throws -> [VillageDensity] {
    let chosen = positions ?? Array(villages.areas.indices)
    let counts = try villageCounts(of: query, threads: options.threads)
    let columns = VillageColumns(
      counts: counts, rates: try villageRates(counts, options),
      sessions: sessions(of: query),
      masses: try villageMasses(of: query, villages: positions, options),
      densities: try areaDensities(of: query, chosen, threads: options.threads, for: disclosure))
    return zip(chosen, chosen.indices).map { position, line in
      density(ofVillage: position, line: line, columns)
    }.ordered(by: options.measure)
  }

  /// What of the lines has been computed village by village: by position among all villages, or among
  /// the lines.
  private struct VillageColumns {
    let counts: VillageCounts
    let rates: VillageRates
    let sessions: [Int]?
    let masses: [FixedWeight]
    let densities: [AreaDensity]
  }

  private func density(
    ofVillage position: Int, line: Int, _ columns: VillageColumns
  ) -> VillageDensity {
    let area = villages.areas[position]
    let count = Int(columns.counts.all[position])
    let imprecise = Double(columns.counts.imprecise[position])
    let sessions = columns.sessions?[position] ?? 0
    return VillageDensity(
      code: area.code.text, name: area.name ?? "", count: count,
      weight: columns.masses[line].value, squareKilometers: area.squareKilometers,
      density: columns.densities[line], residents: residents[area.code.text],
      ratePerSession: sessions > 0 ? Double(count) / Double(sessions) : nil,
      smoothedRate: columns.rates.estimate(ofVillage: position),
      impreciseShare: count > 0 ? imprecise / Double(count) : 0)
  }

  /// The outreach sessions of each village in the period of a query; `nil` for what does not come about
  /// by outreach.
  private func sessions(of query: HeatQuery) -> [Int]? {
    query.source == .tips ? activities.counts(in: query.filter.interval, zone) : nil
  }

  /// The field's mean and peak over villages, in the order of `positions`.
  private func areaDensities(
    of query: HeatQuery, _ positions: [Int], threads: Int, for disclosure: Disclosure
  ) throws -> [AreaDensity] {
    let outlines = positions.map { villages.areas[$0].geometry }
    return try field(of: query, for: disclosure).summaries(over: outlines, threads: threads)
  }
}
