import Coverage
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SpatialStatistics

/// The areas that a statistic compares: those that an audience may see, with a value each.
struct StudyAreas {
  /// Positions among the areas of the layer, ascending.
  private(set) var positions: [Int] = []
  /// A value for each.
  private(set) var values: [Double] = []
  /// Positions of areas that belong here, but whose values may not be told.
  private(set) var suppressed: [Int] = []
  /// The areas of the level.
  let layer: AreaLayer

  init(_ layer: AreaLayer) { self.layer = layer }

  mutating func add(_ position: Int, _ value: Double?) {
    if let value {
      positions.append(position)
      values.append(value)
    } else {
      suppressed.append(position)
    }
  }

  /// The areas' places.
  var places: [Coordinate] { positions.map { layer.areas[$0].label } }
}

extension DatasetSnapshot {
  /// The areas of a query with their values. An officer's are those of his own area, in which he sees every report;
  /// whoever sees published numbers has those that are published.
  func studyAreas(_ query: HotspotQuery, for disclosure: Disclosure) throws -> StudyAreas {
    let admitted = try admitted(query.counted, for: disclosure)
    var areas = StudyAreas(layer(query.level))
    let value = try values(query, admitted, for: disclosure)
    for (position, area) in areas.layer.areas.enumerated()
    where admitted.audience.compares(area.code.text) && query.includes(area.code) {
      areas.add(position, value(position))
    }
    return areas
  }

  /// The value of an area of the level, by its position; `nil` where it may not be told or is not known.
  private func values(
    _ query: HotspotQuery, _ admitted: AdmittedQuery, for disclosure: Disclosure
  ) throws -> (Int) -> Double? {
    guard query.level == .village else { return try sums(query, for: disclosure) }
    let figures = try villageFigures(of: admitted, threads: query.threads)
    switch query.measure {
    case .count: return { position in figures.counts[position].map(Double.init) }
    case .rate:
      return { [self] position in
        guard let count = figures.counts[position],
          let residents = residents[villages.areas[position].code.text], residents > 0
        else { return nil }
        return Double(count) / Double(residents) * 10_000
      }
    case .smoothedRate:
      let rates = try villageRates(figures, VillageTableOptions())
      return { rates.estimate(ofVillage: $0).map { $0.rate * 10_000 } }
    }
  }

  /// Counts and rates of districts, regencies and provinces; their rates are not smoothed.
  private func sums(
    _ query: HotspotQuery, for disclosure: Disclosure
  ) throws -> (Int) -> Double? {
    let layer = layer(query.level)
    let rows = try areaCounts(
      by: query.level, of: query.counted, threads: query.threads, for: disclosure)
    var values: [String: Double] = [:]
    for row in rows {
      values[row.code] = query.measure == .count ? row.count.map(Double.init) : row.ratePer10000
    }
    return { values[layer.areas[$0].code.text] }
  }

  /// Which of the areas are near which.
  func weights(
    of areas: StudyAreas, _ query: HotspotQuery
  ) throws(SpatialStatisticsError) -> SpatialWeights {
    switch query.neighborhood {
    case .nearest(let count): return try SpatialWeights(nearest: count, to: areas.places)
    case .distance(let meters): return try SpatialWeights(within: meters, of: areas.places)
    case .queen:
      let isWhole = areas.positions.count == areas.layer.areas.count
      if isWhole, query.level == .village, let known = try? villageNeighbors(query.threads) {
        return SpatialWeights(contiguity: known)
      }
      return SpatialWeights(
        contiguity: AreaNeighbors(
          of: areas.positions.map { areas.layer.areas[$0].geometry }, centers: areas.places,
          threads: query.threads))
    }
  }
}

extension HotspotQuery {
  fileprivate func includes(_ code: AreaCode) -> Bool {
    within.map { code.isWithin($0.text) } ?? true
  }
}

extension Audience {
  /// Whether an area takes part in comparisons: for an officer those of his own area, since others have numbers
  /// of another kind.
  fileprivate func compares(_ code: String) -> Bool {
    switch self {
    case .owner: true
    case .officer(let area), .published(_, let area): area.contains(code: code)
    }
  }
}
