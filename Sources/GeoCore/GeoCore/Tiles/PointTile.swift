import GeoPrimitives
import MapRendering
import SpatialIndexing
import TileMath

/// A tile of points, or another view of them, in groups where they are too close.
struct PointTile {
  let frame: PictureFrame
  let layer: PointLayer
  let source: any PointSource
  let points: PointSet

  /// The points that somebody may see.
  /// - Throws: `PointIndexError`.
  init(
    snapshot: DatasetSnapshot, frame: PictureFrame, points: AdmittedPoints
  ) throws(PointIndexError) {
    self.frame = frame
    layer = points.query.layer
    source = snapshot.source(of: points)
    self.points = try snapshot.pointSet(of: points)
  }

  /// A tile of the points that somebody may see.
  /// - Throws: `PointIndexError`.
  init(snapshot: DatasetSnapshot, tile: TileID, points: AdmittedPoints) throws(PointIndexError) {
    try self.init(snapshot: snapshot, frame: PictureFrame(tile: tile), points: points)
  }

  // MARK: Vector tile

  /// The layer of the points; each lies in exactly one tile of a zoom.
  func vectorLayers() -> [VectorTileLayer] {
    var layer = VectorTileLayer(name: layer.rawValue)
    let window = frame.clipWindow(unitsPerPixel: UnitGrid.unitsPerPixel, buffer: 0)
    for group in shown(beyond: 0) {
      layer.add(points: [window.position(of: group.place)], id: group.id, tags: tags(of: group))
    }
    return [layer]
  }

  /// What is told of a single thing, or of a group.
  func tags(of group: PointGroup) -> [VectorTileTag] {
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
    let reach = max(GroupSymbol.largestRadius, PointSymbol.reach)
    var items = shown(beyond: reach).flatMap { symbol(of: $0) }
    if frame.zoom >= PointLabels.coarsestZoom {
      let around = shown(beyond: PointLabels.reach)
      items += PointLabels(frame: frame, entries: around.map(labelled)).items
    }
    return Scene(width: frame.width, height: frame.height, items: items)
  }

  private func symbol(of group: PointGroup) -> [SceneItem] {
    let place = frame.position(of: group.place)
    guard group.count > 1 else {
      let row = points.row(of: group)
      return source.symbol(ofRow: row).items(
        at: place, className: layer.rawValue, title: source.title(ofRow: row))
    }
    return groupSymbol(of: group).items(at: place)
  }

  private func groupSymbol(of group: PointGroup) -> GroupSymbol {
    let counts = points.greatestCounts
    let greatest = frame.zoom < counts.count ? counts[frame.zoom] : 1
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

  /// The single things and groups whose symbols lie no farther than so many pixels from a point, the nearest
  /// first.
  /// - Complexity: O(n log n) in the symbols of the picture.
  func found(around point: PlanarPoint, within pixels: Double) -> [PointGroup] {
    shown(beyond: pixels + GroupSymbol.largestRadius).compactMap { group in
      let place = frame.position(of: group.place)
      let radius = group.count > 1 ? groupSymbol(of: group).radius : PointSymbol.radius
      let (dx, dy) = (place.x - point.x, place.y - point.y)
      let distance = max((dx * dx + dy * dy).squareRoot() - radius, 0)
      return distance <= pixels ? (distance, group) : nil
    }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
  }

  /// What stands in the tile and so many pixels beyond, the largest first, then by number: the same order
  /// in every tile.
  private func shown(beyond pixels: Double) -> [PointGroup] {
    points.grouping.groups(at: frame.zoom, in: frame.gridBox(beyond: pixels))
      .sorted { (-$0.count, $0.id, $0.place.x) < (-$1.count, $1.id, $1.place.x) }
  }
}
