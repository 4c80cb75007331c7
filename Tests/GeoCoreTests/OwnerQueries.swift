import DensityEstimation
import SpatialIndexing

@testable import GeoCore

/// What tests ask on behalf of the owner of the file.
extension DatasetSnapshot {
  static let owner = Disclosure.owner(purpose: "test")

  func asked(_ query: HeatQuery) throws -> AdmittedQuery { try admitted(query, for: Self.owner) }

  func hasData(for source: HeatSource) throws -> Bool {
    hasData(
      for: try asked(
        HeatQuery(source: source, parameters: try DensityParameters(bandwidthMeters: 1000))))
  }

  func view(of query: HeatQuery) throws -> PointView {
    guard let view = try view(of: try asked(query)) else { throw NoView() }
    return view
  }

  func field(of query: HeatQuery, for disclosure: Disclosure) throws -> DensityField {
    try field(of: try asked(query), for: disclosure)
  }

  func villageMeans(of query: HeatQuery, for disclosure: Disclosure) throws -> [Double] {
    try villageMeans(of: try asked(query), for: disclosure)
  }

  func villageCounts(of query: HeatQuery, threads: Int) throws -> VillageCounts {
    try villageCounts(of: try asked(query), threads: threads)
  }

  func resolved(_ query: HeatQuery) throws -> HeatQuery {
    try resolved(query, for: Self.owner)
  }

  func tipView(_ filter: TipFilter, bandwidth: Double) throws -> PointView {
    try tipView(TipScope(filter: filter, area: .everywhere), bandwidth: bandwidth)
  }
}

private struct NoView: Error {}

/// The figures of a line that is not suppressed.
extension VillageDensity {
  var count: Int { figures?.count ?? -1 }
  var weight: Double { figures?.weight ?? .nan }
  var density: AreaDensity { figures?.density ?? .zero }
  var ratePerSession: Double? { figures?.ratePerSession }
  var smoothedRate: EmpiricalBayes.Estimate? { figures?.smoothedRate }
  var impreciseShare: Double { figures?.impreciseShare ?? .nan }
}
