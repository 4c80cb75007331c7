import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import MapRendering
import SpatialIndexing
import TileMath

/// One village's own heatmap, cut to its border.
///
/// North is up, in Web Mercator; between 320 and 640 pixels on the longer side. Colours and classes are
/// those of the tiles with the same parameters.
public struct VillageHeat: Sendable {
  private let scene: Scene

  /// Draws a village.
  /// - Parameters:
  ///   - text: The code, with or without dots.
  ///   - parameters: What is counted, and how it is coloured.
  ///   - snapshot: Where to look.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Throws: `RequestError.unknownVillage`, `DisclosureRefusal` for what may not be asked for,
  ///   `CancellationError` when it is not wanted any more.
  public init(
    code text: String, parameters: HeatParameters, in snapshot: DatasetSnapshot,
    for disclosure: Disclosure, while isWanted: () -> Bool = { true }
  ) throws {
    let position = try snapshot.villagePosition(code: text)
    let area = snapshot.villages.areas[position]
    let query = try snapshot.resolved(try snapshot.admitted(parameters.query, for: disclosure))
    try snapshot.admitPicture(ofVillage: position, query, for: disclosure)
    let frame = try VillageFrame(of: area)
    let outline = frame.outline(of: area)
    var fill: [SceneItem]
    if snapshot.hasData(for: query) {
      let values = try snapshot.heatValues(
        of: query, exactly: parameters.exact, in: frame.window, for: disclosure, while: isWanted)
      let palette = try snapshot.heatPalette(of: parameters, query, for: disclosure)
      fill = HeatTile.areas(
        of: frame.bands(of: values, breaks: palette.breaks), palette: palette,
        unit: query.query.source.unit)
      if try snapshot.isMostlyMerged(position, query) {
        fill.append(
          .area(
            SceneArea(polygons: outline, fill: .hatch(.suppressed), className: "suppressed")))
      }
    } else {
      fill = [.area(SceneArea(polygons: outline, fill: .hatch(.noData)))]
    }
    let border = SceneArea(
      polygons: outline, stroke: SceneStroke(color: RGBA(0x4A4F57), width: 1.5),
      className: "village")
    scene = Scene(
      width: frame.width, height: frame.height,
      items: [.clipped(SceneClip(to: outline, items: fill)), .area(border)],
      title: [area.name, area.code.text].compactMap { $0 }.joined(separator: " "))
  }

  /// The picture as SVG.
  public var svg: String { SceneSVG.text(scene) }

  /// The picture as PNG, with `scale` pixels to a pixel of the SVG.
  /// - Throws: `RenderingError` when it cannot be drawn.
  public func png(scale: Int = 1) throws -> [UInt8] {
    try SceneRaster.png(scene, scale: Double(scale))
  }
}

extension DatasetSnapshot {
  /// Refuses the picture of a village to those who see larger areas only, or not this one.
  fileprivate func admitPicture(
    ofVillage position: Int, _ query: AdmittedQuery, for disclosure: Disclosure
  ) throws(DisclosureRefusal) {
    guard case .published(let tier, let area) = query.audience else { return }
    let code = villages.areas[position].code.text
    guard area.contains(code: code) else { throw .outsideArea(code: code, disclosure.role) }
    // A village fills a picture at zooms from 12 on.
    if tier == .partner { try query.audience.admit(zoom: 12) }
  }

  /// Whether what is drawn in a village is mostly made of numbers for several areas.
  fileprivate func isMostlyMerged(_ position: Int, _ query: AdmittedQuery) throws -> Bool {
    guard query.query.source == .tips, isPublished(to: query.audience)(position) else {
      return false
    }
    return publishedMasses(of: query).villages[position].isMostlyMerged
  }
}

/// Where the pixels of a village's picture lie: two pixels to a node of the lattice.
private struct VillageFrame {
  private static let pixelsPerNode = 2.0
  private static let margin = 4

  let window: LatticeWindow
  private let originX: Double
  private let originY: Double
  private let pixelsPerUnit: Double

  init(of area: Area) throws {
    let box = GridBox(area.envelope) ?? GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0)
    let longest = Double(max(box.maxX - box.minX, box.maxY - box.minY)) + 1
    // The finest level on which the longer side has no more than 310 nodes.
    var level = 32
    while level > 0, longest / Double(UInt64(1) << UInt64(32 - level)) > 310 { level -= 1 }
    let shift = UInt32(32 - level)
    let first = (
      column: Int(box.minX >> shift) - Self.margin, row: Int(box.minY >> shift) - Self.margin
    )
    let last = (
      column: Int(box.maxX >> shift) + Self.margin, row: Int(box.maxY >> shift) + Self.margin
    )
    window = try LatticeWindow(
      level: level, firstColumn: first.column, firstRow: first.row,
      columns: last.column - first.column + 1, rows: last.row - first.row + 1)
    let step = Double(UInt64(1) << UInt64(shift))
    originX = Double(first.column) * step
    originY = Double(first.row) * step
    pixelsPerUnit = Self.pixelsPerNode / step
  }

  var width: Double { Double(window.columns) * Self.pixelsPerNode }
  var height: Double { Double(window.rows) * Self.pixelsPerNode }

  func outline(of area: Area) -> [PlanarPolygon] {
    area.gridPolygons.map { part in
      let rings = part.rings.map { ring in
        ring.dropLast().map {
          PlanarPoint(
            x: (Double($0.x) - originX) * pixelsPerUnit, y: (Double($0.y) - originY) * pixelsPerUnit
          )
        }
      }
      return PlanarPolygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
    }
  }

  func bands(of values: RasterGrid, breaks: ClassBreaks) -> [Isoband] {
    let half = Self.pixelsPerNode / 2
    return Isobands.bands(
      of: values, spacing: Self.pixelsPerNode, origin: PlanarPoint(x: half, y: half),
      breaks: breaks,
      clip: PlanarRectangle(
        minX: half, minY: half, maxX: width - half, maxY: height - half),
      tolerance: 0.125)
  }
}
