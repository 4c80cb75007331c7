import DensityEstimation
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// The tips of a scope, spread out where a bandwidth would show it.
  ///
  /// What the base holds is sorted once and shared with later snapshots; what has changed since is laid
  /// over it.
  func tipView(_ scope: TipScope, bandwidth: Double) throws(PointIndexError) -> PointView {
    // A disc narrower than a quarter of the bandwidth makes no visible difference.
    let threshold = Float(bandwidth / 4)
    let base = try baseView(scope, spreadFrom: threshold)
    guard tips.hasChanges else { return base }
    let key = DerivedStore.TipViewKey(scope: scope, spreadFrom: threshold)
    return try derived.tipViews.value(for: key) { () throws(PointIndexError) in
      try base.changing(
        removing: builder(
          of: tips.base.columns, try removedTips(in: scope.area), scope.filter,
          spreadFrom: threshold),
        adding: builder(
          of: tips.added, addedTips(in: scope.area), scope.filter, spreadFrom: threshold))
    }
  }

  private func baseView(
    _ scope: TipScope, spreadFrom threshold: Float
  ) throws(PointIndexError) -> PointView {
    let base = tips.base
    let key = TipBase.ViewKey(scope: scope, spreadCount: base.spreadCount(from: threshold))
    return try base.views.value(for: key) { () throws(PointIndexError) in
      let points =
        if let stored = base.file.view(key, of: self) {
          stored
        } else {
          try builder(
            of: base.columns, try baseTips(in: scope.area), scope.filter, spreadFrom: threshold
          ).build()
        }
      return TipBase.View(points: points, spreadFrom: threshold)
    }.points
  }

  /// The points of those tips at some positions that a filter accepts.
  private func builder(
    of columns: TipColumns, _ positions: TipPositions, _ filter: TipFilter,
    spreadFrom threshold: Float
  ) -> PointViewBuilder {
    let accepted = TipFilter.Compiled(filter, channelNames: tips.channelNames)
    let village = PrecisionLevel.desa.position
    var builder = PointViewBuilder()
    var countByVillage: [Int: Int] = [:]
    positions.forEach { position in
      guard accepted.accepts(columns, position) else { return }
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
  func support(ofVillage position: Int) -> [Coordinate] {
    places.supports.places(ofVillage: position, in: villages)
  }
}
