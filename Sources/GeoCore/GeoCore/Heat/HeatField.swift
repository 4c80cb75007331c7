public import DensityEstimation
public import DisclosureControl
public import GeoPrimitives
import SpatialIndexing

extension DatasetSnapshot {
  /// A query whose bandwidth is a number: found from the points by the query's rule, if it has one.
  ///
  /// The rule looks at the points as a bandwidth of 1000 m would spread them.
  /// - Throws: `PointIndexError` for weights that add up to too much.
  public func resolved(_ query: HeatQuery) throws -> HeatQuery {
    guard let rule = query.bandwidthRule else { return query }
    var found = query
    found.bandwidthRule = nil
    found.parameters = try DensityParameters(kernel: query.parameters.kernel, bandwidthMeters: 1000)
    let bandwidth = try derived.bandwidths.value(for: query) {
      rule.bandwidthMeters(of: try wholeIndex(of: found), kernel: query.parameters.kernel)
    }
    found.parameters = try DensityParameters(
      kernel: query.parameters.kernel, bandwidthMeters: bandwidth)
    return found
  }

  /// The field of a query.
  func field(of query: HeatQuery, for disclosure: Disclosure) throws -> DensityField {
    let query = try resolved(query)
    return DensityField(of: try parts(of: query), for: disclosure)
  }

  private func parts(of query: HeatQuery) throws -> [DensityField.Part] {
    guard query.isAdaptive || query.edge == .land else {
      let index = try view(of: query).index
      return [
        .init(index: index.base, parameters: query.parameters),
        .init(index: index.added, parameters: query.parameters),
        .init(index: index.removed, parameters: query.parameters, isRemoved: true),
      ]
    }
    return try derived.parts.value(for: query) {
      let index = try wholeIndex(of: query)
      let parts =
        query.isAdaptive
        ? try adaptiveParts(of: index, query.parameters)
        : [.init(index: index, parameters: query.parameters)]
      return query.edge == .land ? try parts.map(correctedForEdges) : parts
    }
  }

  /// The points of a query in one index, for what depends on all of them at once.
  private func wholeIndex(of query: HeatQuery) throws -> PointIndex {
    let index = try view(of: query).index
    guard index.changeCount > 0 else { return index.base }
    let key = DerivedStore.TipViewKey(
      filter: query.filter, spreadFrom: Float(query.parameters.bandwidthMeters / 4))
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
      LandMask(of: villages.areas.lazy.map(\.geometry), bandwidthMeters: bandwidth)
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
  /// - Throws: `PointIndexError` for weights that add up to too much.
  public func densities(
    of query: HeatQuery, at grid: SampleGrid, exactly: Bool, for disclosure: Disclosure
  ) throws -> RasterGrid {
    guard hasData(for: query.source) else {
      return RasterGrid(columns: grid.columns, rows: grid.rows, filledWith: .nan)
    }
    return try field(of: query, for: disclosure).densities(at: grid, exactly: exactly)
  }
}
