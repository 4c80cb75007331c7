import GeoPrimitives
import MapRendering
import SpatialIndexing
import TileMath

/// One tile of points, in groups where they are too close.
struct PointTile {
  let tile: TileID
  let layer: PointLayer
  let source: any PointSource
  let points: PointSet

  /// The points that somebody may see.
  /// - Throws: `PointIndexError`.
  init(snapshot: DatasetSnapshot, tile: TileID, points: AdmittedPoints) throws(PointIndexError) {
    self.tile = tile
    layer = points.query.layer
    source = snapshot.source(of: points)
    self.points = try snapshot.pointSet(of: points)
  }

  // MARK: Vector tile

  /// The layer of the points; each lies in exactly one tile of a zoom.
  func vectorLayers() -> [VectorTileLayer] {
    var layer = VectorTileLayer(name: layer.rawValue)
    let window = GridWindow(tile: tile)
    for group in shown(beyond: 0) {
      layer.add(points: [window.position(of: group.place)], id: group.id, tags: tags(of: group))
    }
    return [layer]
  }

  private func tags(of group: PointGroup) -> [VectorTileTag] {
    let count: VectorTileTag = ("count", .integer(Int64(group.count)))
    guard let zoom = group.expansionZoom else {
      return [count] + source.tags(ofRow: points.row(of: group))
    }
    return [count, ("expansion_zoom", .integer(Int64(zoom)))]
      + source.tags(ofCounts: points.grouping.categoryCounts(of: group))
  }

  // MARK: Picture

  /// Symbols, smaller ones above larger ones, and names where they have room.
  func scene() -> Scene {
    let window = GridWindow(tile: tile, extent: 256, buffer: 0)
    let reach = max(GroupSymbol.largestRadius, PointSymbol.reach)
    var items = shown(beyond: reach).flatMap { symbol(of: $0, in: window) }
    if tile.zoom >= PointLabels.coarsestZoom {
      let around = shown(beyond: PointLabels.reach)
      items += PointLabels(window: window, entries: around.map(labelled)).items
    }
    return Scene(width: 256, height: 256, items: items)
  }

  private func symbol(of group: PointGroup, in window: GridWindow) -> [SceneItem] {
    let place = window.position(of: group.place)
    guard group.count > 1 else {
      let row = points.row(of: group)
      return source.symbol(ofRow: row).items(
        at: place, className: layer.rawValue, title: source.title(ofRow: row))
    }
    return groupSymbol(of: group).items(at: place)
  }

  private func groupSymbol(of group: PointGroup) -> GroupSymbol {
    let greatest = tile.zoom < points.greatestCounts.count ? points.greatestCounts[tile.zoom] : 1
    return GroupSymbol(
      count: group.count, greatest: greatest,
      parts: source.ring(ofCounts: points.grouping.categoryCounts(of: group)))
  }

  private func labelled(_ group: PointGroup) -> PointLabels.Entry {
    let isSingle = group.count == 1
    return PointLabels.Entry(
      place: group.place, id: group.id,
      radius: isSingle ? PointSymbol.reach - 2 : groupSymbol(of: group).radius,
      name: isSingle ? source.name(ofRow: points.row(of: group)) : nil)
  }

  // MARK: Points

  /// What stands in the tile and so many pixels beyond, the largest first, then by number: the same order
  /// in every tile.
  private func shown(beyond pixels: Double) -> [PointGroup] {
    points.grouping.groups(at: tile.zoom, in: tile.gridBox(beyond: pixels))
      .sorted { (-$0.count, $0.id, $0.place.x) < (-$1.count, $1.id, $1.place.x) }
  }
}

extension TileID {
  /// The cells of the global grid that the tile covers, and those up to so many of its 256 pixels beyond
  /// its edges.
  func gridBox(beyond pixels: Double) -> GridBox {
    let side = Int64(1) << Int64(32 - zoom)
    let margin = Int64((pixels / 256 * Double(side)).rounded(.up))
    func cell(_ value: Int64) -> UInt32 { UInt32(clamping: value) }
    return GridBox(
      minX: cell(Int64(x) * side - margin), minY: cell(Int64(y) * side - margin),
      maxX: cell(Int64(x + 1) * side - 1 + margin), maxY: cell(Int64(y + 1) * side - 1 + margin))
  }
}
