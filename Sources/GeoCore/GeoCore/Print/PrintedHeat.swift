import DensityEstimation
import DisclosureControl
import GeoPrimitives
import MapRendering

extension SheetScene {
  /// The classes of a density as areas with smooth edges, sharp at any resolution; hatched where the numbers of
  /// villages are told together only, and everywhere where there are none.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `CancellationError` when it is not wanted any
  ///   more.
  func heat(_ parameters: HeatParameters, _ view: MapView) throws -> [SceneItem] {
    let admitted = try snapshot.admitted(parameters.query, for: disclosure)
    try admitted.audience.admit(zoom: view.zoom())
    let query = try snapshot.resolved(admitted)
    let frame = PictureFrame(view)
    let whole = PlanarRectangle(minX: 0, minY: 0, maxX: frame.width, maxY: frame.height)
    guard snapshot.hasData(for: query) else {
      return [.area(SceneArea(polygons: [whole.corners], fill: .hatch(.noData)))]
    }
    let values = try HeatMap(
      snapshot: snapshot, view: view, parameters: parameters, query: query,
      disclosure: disclosure, isWanted: isWanted
    ).values()
    let palette = try snapshot.heatPalette(of: parameters, query, for: disclosure)
    let half = 0.5 / view.pixelRatio
    let bands = Isobands.bands(
      of: values, spacing: 2 * half, origin: PlanarPoint(x: half, y: half),
      breaks: palette.breaks, clip: whole.widened(by: -half), tolerance: 0.1)
    return bands.map { .area(Self.area(of: $0, palette.colors[$0.band])) }
      + (try MergedAreas(snapshot: snapshot, frame: frame, query: query).items())
  }

  /// A class, opaque as in the legend; its own outline closes the seam to the next one.
  static func area(of band: Isoband, _ color: RGBA) -> SceneArea {
    let opaque = color.blended(over: RGBA(0xFFFFFF))
    return SceneArea(
      polygons: band.polygons, fill: .color(opaque),
      stroke: SceneStroke(color: opaque, width: 0.3), className: "heat-\(band.band + 1)")
  }
}

extension PlanarRectangle {
  /// The four corners.
  var corners: PlanarPolygon {
    PlanarPolygon(exterior: [
      PlanarPoint(x: minX, y: minY), PlanarPoint(x: maxX, y: minY),
      PlanarPoint(x: maxX, y: maxY), PlanarPoint(x: minX, y: maxY),
    ])
  }
}
