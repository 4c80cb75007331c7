public import DensityEstimation
public import DisclosureControl
public import GeoPrimitives
import SpatialIndexing

extension DatasetSnapshot {
  /// A query whose bandwidth is a number: found from the points by the query's rule, if it has one.
  ///
  /// The rule looks at the points as a bandwidth of 1000 m would spread them.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `PointIndexError` for weights that add up
  ///   to too much.
  public func resolved(_ query: HeatQuery, for disclosure: Disclosure) throws -> HeatQuery {
    try resolved(try admitted(query, for: disclosure)).query
  }

  func resolved(_ query: AdmittedQuery) throws -> AdmittedQuery {
    guard let rule = query.query.bandwidthRule else { return query }
    let kernel = query.query.parameters.kernel
    let bandwidth = try derived.bandwidths.value(for: query) {
      let start = try DensityParameters(kernel: kernel, bandwidthMeters: 1000)
      return rule.bandwidthMeters(
        of: try wholeIndex(of: query.withBandwidth(start)), kernel: kernel)
    }
    return query.withBandwidth(
      try DensityParameters(kernel: kernel, bandwidthMeters: bandwidth))
  }

  /// The field of a query.
  func field(of query: AdmittedQuery, for disclosure: Disclosure) throws -> DensityField {
    DensityField(of: try parts(of: try resolved(query)), for: disclosure)
  }

  /// Single points, with what has changed since they were sorted, and published numbers.
  private func parts(of query: AdmittedQuery) throws -> [DensityField.Part] {
    guard query.query.isAdaptive || query.query.edge == .land else {
      return try pointParts(of: query) + publishedParts(of: query)
    }
    return try derived.parts.value(for: query) {
      let index = try wholeIndex(of: query)
      let parameters = query.query.parameters
      let points =
        query.query.isAdaptive
        ? try adaptiveParts(of: index, parameters)
        : [.init(index: index, parameters: parameters)]
      let parts = try points + publishedParts(of: query)
      return query.query.edge == .land ? try parts.map(correctedForEdges) : parts
    }
  }

  private func pointParts(of query: AdmittedQuery) throws -> [DensityField.Part] {
    guard let index = try view(of: query)?.index else { return [] }
    let parameters = query.query.parameters
    return [
      .init(index: index.base, parameters: parameters),
      .init(index: index.added, parameters: parameters),
      .init(index: index.removed, parameters: parameters, isRemoved: true),
    ]
  }

  private func publishedParts(of query: AdmittedQuery) throws -> [DensityField.Part] {
    guard query.query.source == .tips, query.audience != .owner else { return [] }
    return [.init(index: try publishedIndex(of: query), parameters: query.query.parameters)]
  }

  /// The single points of a query in one index, for what depends on all of them at once.
  private func wholeIndex(of query: AdmittedQuery) throws -> PointIndex {
    guard let index = try view(of: query)?.index else { return .empty }
    guard index.changeCount > 0, let scope = query.scope else { return index.base }
    let key = DerivedStore.TipViewKey(
      scope: scope, spreadFrom: Float(query.query.parameters.bandwidthMeters / 4))
    return derived.wholeViews.value(for: key) { index.merged() }
  }

  private func adaptiveParts(
    of index: PointIndex, _ parameters: DensityParameters
  ) throws -> [DensityField.Part] {
    try AdaptiveClasses(of: index, parameters: parameters).parts.map {
      DensityField.Part(
        index: $0.index,
        parameters: try DensityParameters(
          kernel: parameters.kernel, bandwidthMeters: $0.bandwidthMeters))
    }
  }

  private func correctedForEdges(_ part: DensityField.Part) throws -> DensityField.Part {
    let bandwidth = part.parameters.bandwidthMeters
    let land = places.landMasks.value(for: bandwidth) {
      LandMask(of: villages.geometries, bandwidthMeters: bandwidth)
    }
    var corrected = part
    corrected.index = try part.index.corrected(forEdgesOf: land, parameters: part.parameters)
    return corrected
  }
}

extension DatasetSnapshot {
  /// The density of a query at the samples of a grid.
  /// - Parameters:
  ///   - query: What is counted, and how wide the kernel is.
  ///   - grid: The samples.
  ///   - exactly: Whether every point is visited on its own.
  ///   - disclosure: On whose behalf.
  /// - Returns: Values per square kilometre, row 0 in the north; `NaN` throughout when the workspace
  ///   holds nothing of the source.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `PointIndexError` for weights that add up
  ///   to too much.
  public func densities(
    of query: HeatQuery, at grid: SampleGrid, exactly: Bool, for disclosure: Disclosure
  ) throws -> RasterGrid {
    let query = try admitted(query, for: disclosure)
    guard hasData(for: query) else {
      return RasterGrid(columns: grid.columns, rows: grid.rows, filledWith: .nan)
    }
    return try field(of: query, for: disclosure).densities(at: grid, exactly: exactly)
  }
}
