import DensityEstimation
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// The tips of a filter, spread out where a bandwidth would show it.
  ///
  /// What the base holds is sorted once and shared with later snapshots; what has changed since is laid
  /// over it.
  func tipView(_ filter: TipFilter, bandwidth: Double) throws(PointIndexError) -> PointView {
    // A disc narrower than a quarter of the bandwidth makes no visible difference.
    let threshold = Float(bandwidth / 4)
    let base = try baseView(filter, spreadFrom: threshold)
    guard tips.hasChanges else { return base }
    let key = DerivedStore.TipViewKey(filter: filter, spreadFrom: threshold)
    return try derived.tipViews.value(for: key) { () throws(PointIndexError) in
      try base.changing(
        removing: builder(of: tips.base.columns, tips.removed, filter, spreadFrom: threshold),
        adding: builder(of: tips.added, 0..<tips.added.count, filter, spreadFrom: threshold))
    }
  }

  private func baseView(
    _ filter: TipFilter, spreadFrom threshold: Float
  ) throws(PointIndexError) -> PointView {
    let base = tips.base
    let key = TipBase.ViewKey(
      filter: filter, spreadCount: base.spreadCount(from: threshold))
    return try base.views.value(for: key) { () throws(PointIndexError) in
      let points =
        if let stored = base.file.view(key, of: self) {
          stored
        } else {
          try builder(
            of: base.columns, 0..<base.columns.count, filter, spreadFrom: threshold
          ).build()
        }
      return TipBase.View(points: points, spreadFrom: threshold)
    }.points
  }

  /// The points of those tips at some positions that a filter accepts.
  private func builder(
    of columns: TipColumns, _ positions: some Sequence<Int>, _ filter: TipFilter,
    spreadFrom threshold: Float
  ) -> PointViewBuilder {
    let accepted = TipFilter.Compiled(filter, channelNames: tips.channelNames)
    let village = PrecisionLevel.desa.position
    var builder = PointViewBuilder()
    var countByVillage: [Int: Int] = [:]
    for position in positions where accepted.accepts(columns, position) {
      let (point, offset) = (columns.points[position], columns.offsets[position])
      if columns.attributes[position].level == village {
        if let position = villages.position(containing: point.coordinate) {
          countByVillage[position, default: 0] += 1
        } else {
          builder.add(spreadOver: [point.coordinate(at: offset)], isImprecise: true)
        }
      } else if columns.radii[position] >= threshold {
        let places = UncertainPlaces.discPoints(
          around: point.coordinate(at: offset), radiusMeters: Double(columns.radii[position]))
        builder.add(spreadOver: places, isImprecise: false)
      } else {
        builder.add(point, offset)
      }
    }
    for (position, count) in countByVillage.sorted(by: { $0.key < $1.key }) {
      builder.add(count, spreadOver: support(ofVillage: position), isImprecise: true)
    }
    return builder
  }

  /// The places that stand for a village: points all over it, or its label where it is too thin.
  private func support(ofVillage position: Int) -> [Coordinate] {
    let area = villages.areas[position]
    let places = UncertainPlaces.areaPoints(in: area.geometry)
    return places.isEmpty ? [area.label] : places
  }
}
