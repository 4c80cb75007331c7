import DisclosureControl
import GeoPrimitives
import MapRendering
import TileMath

/// The villages of a picture whose heat is mostly made of numbers that are published for several areas
/// together: the look "suppressed".
struct MergedAreas {
  let snapshot: DatasetSnapshot
  let frame: PictureFrame
  let query: AdmittedQuery

  /// Below this zoom villages are smaller than the strokes.
  private static let coarsestZoom = 8

  /// The villages whose boxes touch the picture, ascending.
  private func areas() throws -> [Area] {
    guard query.query.source == .tips, query.audience != .owner, frame.zoom >= Self.coarsestZoom
    else { return [] }
    let masses = snapshot.publishedMasses(of: query)
    let isSeen = snapshot.isPublished(to: query.audience)
    return snapshot.villages.positions(intersecting: frame.envelope(buffer: 0)).filter {
      isSeen($0) && masses.villages[$0].isMostlyMerged
    }.map { snapshot.villages.areas[$0] }
  }

  /// Their outlines, in pixels; those that are cut run so many pixels beyond the edges.
  private func outlines(buffer: Int) throws -> [(Area, [PlanarPolygon])] {
    let window = frame.clipWindow(
      unitsPerPixel: Self.unitsPerPixel, buffer: buffer * Self.unitsPerPixel)
    let clipper = TileClipper(window)
    return try areas().compactMap { area in
      let polygons = clipper.polygons(of: area.gridPolygons).map { polygon in
        PlanarPolygon(
          exterior: polygon.exterior.map { frame.position(of: $0, in: window) },
          holes: polygon.holes.map { $0.map { frame.position(of: $0, in: window) } })
      }
      return polygons.isEmpty ? nil : (area, polygons)
    }
  }

  /// To how many places in a pixel outlines are rounded.
  private static let unitsPerPixel = 4

  /// Their pixels in a picture of so many to a pixel at scale 1; `nil` for none.
  func mask(columns: Int, rows: Int, scale: Double) throws -> PixelMask? {
    var mask = PixelMask(columns: columns, rows: rows)
    for (_, polygons) in try outlines(buffer: 2) {
      for polygon in polygons { mask.fill(polygon, scale: scale) }
    }
    return mask.isEmpty ? nil : mask
  }

  /// The hatched areas.
  func items() throws -> [SceneItem] {
    try outlines(buffer: 8).map { area, polygons in
      .area(
        SceneArea(
          polygons: polygons, fill: .hatch(.suppressed), className: "suppressed",
          title: area.name ?? area.code.text))
    }
  }

  /// The layer `suppressed`: the villages, without numbers.
  func vectorLayer() throws -> VectorTileLayer? {
    var layer = VectorTileLayer(name: "suppressed")
    let window = frame.clipWindow(unitsPerPixel: UnitGrid.unitsPerPixel, buffer: 64)
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
