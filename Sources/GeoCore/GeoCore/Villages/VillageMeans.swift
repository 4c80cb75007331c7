import DensityEstimation
import DisclosureControl
import GeoPrimitives
import SpatialIndexing

extension DatasetSnapshot {
  /// The mean density of every village that concerns the audience, in the order of the villages, per
  /// square kilometre.
  ///
  /// A density is a sum over points: what single tips have changed since the base was read is looked at
  /// in the villages around them alone.
  /// - Throws: `PointIndexError` for weights that add up to too much.
  func villageMeans(of query: AdmittedQuery, for disclosure: Disclosure) throws -> [Double] {
    let query = try resolved(query)
    let plain = query.query
    guard plain.source == .tips, !plain.isAdaptive, plain.edge == .none, query.audience == .owner,
      let index = try view(of: query)?.index
    else { return try meanDensities(of: query, for: disclosure) }
    var means = tips.base.villageMeans.value(for: plain) {
      tips.base.file.villageMeans(of: plain, self)
        ?? meanDensities(
          of: DensityField(of: index.base, parameters: plain.parameters, for: disclosure))
    }
    if index.added.count > 0 {
      forEachMean(of: index.added, plain.parameters, disclosure) { village, mean in
        means[village] += mean
      }
    }
    if index.removed.count > 0 {
      forEachMean(of: index.removed, plain.parameters, disclosure) { village, mean in
        let rest = means[village] - mean
        // What is left of a village whose tips have all gone is nothing but rounding.
        means[village] = rest > 1e-4 * mean ? rest : 0
      }
    }
    return means
  }

  /// The means of the villages in the area of the audience; the others are not its concern.
  private func meanDensities(
    of query: AdmittedQuery, for disclosure: Disclosure
  ) throws -> [Double] {
    let field = try field(of: query, for: disclosure)
    switch query.audience {
    case .owner: return meanDensities(of: field)
    case .officer(let area), .published(_, let area):
      let outlines = villages.positions(within: area).map { villages.areas[$0].geometry }
      return field.summaries(over: outlines, threads: 2).map(\.meanPerSquareKilometer)
    }
  }

  private func meanDensities(of field: DensityField) -> [Double] {
    // Every tile of a query waits for its class limits, but others draw meanwhile.
    field.summaries(over: villages.geometries, threads: 2)
      .map(\.meanPerSquareKilometer)
  }

  /// Visits the villages that some points reach.
  private func forEachMean(
    of index: PointIndex, _ parameters: DensityParameters, _ disclosure: Disclosure,
    _ visit: (Int, Double) -> Void
  ) {
    let field = DensityField(of: index, parameters: parameters, for: disclosure)
    let positions = villages.positions(within: parameters.bandwidthMeters, of: index)
    let found = field.summaries(over: positions.map { villages.areas[$0].geometry }, threads: 1)
    for (village, density) in zip(positions, found) where density.meanPerSquareKilometer > 0 {
      visit(village, density.meanPerSquareKilometer)
    }
  }
}

extension AreaLayer {
  /// The positions of the areas whose boxes lie within a distance of any point of an index, ascending.
  /// Some that lie a little farther may be among them.
  /// - Complexity: O(n + c log a) for the c squares of that width that hold a point.
  func positions(within meters: Double, of index: PointIndex) -> [Int] {
    // A grid cell is at most 9.4 mm wide.
    let shift = UInt32(max(meters / 0.0094, 1).binade.exponent)
    let last = (UInt32(1) << shift) - 1
    var squares: Set<GridPoint> = []
    for position in 0..<index.count {
      let point = index.point(at: position)
      squares.insert(GridPoint(x: point.x & ~last, y: point.y & ~last))
    }
    return Set(
      squares.flatMap { corner in
        let opposite = GridPoint(x: corner.x | last, y: corner.y | last)
        var box = Envelope.empty
        for point in [corner, opposite] { box.expand(toInclude: point.coordinate) }
        return positions(intersecting: box.widened(byMeters: meters))
      }
    ).sorted()
  }
}
