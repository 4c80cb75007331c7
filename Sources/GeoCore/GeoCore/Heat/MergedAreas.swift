import DisclosureControl
import GeoPrimitives
import MapRendering
import TileMath

/// The villages of a tile whose heat is mostly made of numbers that are published for several areas
/// together: the look "suppressed".
struct MergedAreas {
  let snapshot: DatasetSnapshot
  let tile: TileID
  let query: AdmittedQuery

  /// Below this zoom villages are smaller than the strokes.
  private static let coarsestZoom = 8

  /// The villages whose boxes touch the tile, ascending.
  private func areas() throws -> [Area] {
    guard query.query.source == .tips, query.audience != .owner, tile.zoom >= Self.coarsestZoom
    else { return [] }
    let masses = snapshot.publishedMasses(of: query)
    let isSeen = snapshot.isPublished(to: query.audience)
    return snapshot.villages.positions(intersecting: tile.envelope(bufferedBy: 0)).filter {
      isSeen($0) && masses.villages[$0].isMostlyMerged
    }.map { snapshot.villages.areas[$0] }
  }

  /// Their outlines in the tile, in units of which `extent` make its side.
  private func outlines(extent: Int, buffer: Int) throws -> [(Area, [PlanarPolygon])] {
    let clipper = TileClipper(GridWindow(tile: tile, extent: extent, buffer: buffer))
    return try areas().compactMap { area in
      let polygons = clipper.polygons(of: area.gridPolygons)
      return polygons.isEmpty ? nil : (area, polygons)
    }
  }

  /// Their pixels in a picture of 256 or 512 pixels a side; `nil` for none.
  func mask(doubled: Bool) throws -> PixelMask? {
    let side = doubled ? 512 : 256
    var mask = PixelMask(columns: side, rows: side)
    for (_, polygons) in try outlines(extent: 1024, buffer: 8) {
      for polygon in polygons { mask.fill(polygon, scale: Double(side) / 1024) }
    }
    return mask.isEmpty ? nil : mask
  }

  /// The hatched areas of a picture of 256 pixels a side.
  func items() throws -> [SceneItem] {
    try outlines(extent: 1024, buffer: 32).map { area, polygons in
      .area(
        SceneArea(
          polygons: polygons.map { $0.scaled(by: 0.25) }, fill: .hatch(.suppressed),
          className: "suppressed", title: area.name ?? area.code.text))
    }
  }

  /// The layer `suppressed`: the villages, without numbers.
  func vectorLayer() throws -> VectorTileLayer? {
    var layer = VectorTileLayer(name: "suppressed")
    let window = GridWindow(tile: tile)
    let clipper = TileClipper(window)
    for area in try areas() {
      let polygons = clipper.polygons(of: area.gridPolygons)
      guard !polygons.isEmpty else { continue }
      layer.add(
        polygons: polygons, id: area.featureID, tags: [("code", .string(area.code.text))])
    }
    return layer.isEmpty ? nil : layer
  }
}

extension DatasetSnapshot {
  /// Of each village, whether an audience sees published numbers of it.
  func isPublished(to audience: Audience) -> (Int) -> Bool {
    switch audience {
    case .owner: return { _ in false }
    case .officer(let area):
      let inside = memberships(of: area)
      return { !inside[$0] }
    case .published(_, let area):
      let inside = memberships(of: area)
      return { inside[$0] }
    }
  }
}
