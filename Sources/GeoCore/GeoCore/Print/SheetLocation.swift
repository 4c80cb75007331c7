import GeoPrimitives
import MapRendering
import Places
import TileMath

extension DatasetSnapshot {
  /// A small map of where the ground of a sheet lies: in its province, or among all areas.
  /// - Parameters:
  ///   - fit: The sheet's ground.
  ///   - width: Across, in units.
  ///   - language: The language of its name.
  /// - Returns: The map and what it is of; `nil` where the ground is all there is.
  func location(
    of fit: SheetFit, width: Double, language: DisplayLanguage
  ) -> (scene: Scene, title: String)? {
    let ground = fit.degrees
    guard let around = surroundings(of: ground, language) else { return nil }
    let middle = MercatorMetric(latitude: around.box.center.latitude)
    let box = WebMercator.meters(of: around.box)
    let (dx, dy) = (box.width * 0.04, box.height * 0.04)
    var extent = box.widened(dx: dx, dy: dy)
    // No narrower than it is high, no wider than three times that.
    let aspect = extent.width * middle.across / (extent.height * middle.down)
    if aspect < 1.1 { extent = extent.widened(dx: extent.width * (1.1 / aspect - 1) / 2, dy: 0) }
    if aspect > 3 { extent = extent.widened(dx: 0, dy: extent.height * (aspect / 3 - 1) / 2) }
    let height =
      width * extent.height * middle.down / (extent.width * middle.across)
    guard
      let view = try? MapView(
        .webMercator, extent: extent, width: Int(width.rounded()),
        height: max(Int(height.rounded()), 1))
    else { return nil }
    let frame = PictureFrame(view)
    let level: AdministrativeLevel? = layer(.province).areas.count > 1 ? nil : .regency
    let picture = BoundaryPicture(
      boundaries: BoundaryTile(snapshot: self, frame: frame, level: level)
    ).scene()
    var scene = Scene(width: frame.width, height: frame.height, background: SheetScene.ground)
    scene.items = picture.items.filter { if case .label = $0 { false } else { true } }
    scene.items += Self.mark(WebMercator.meters(of: ground), in: extent, frame)
    return (scene, around.name)
  }

  /// The province around the ground if that is much larger, else all areas.
  private func surroundings(
    of ground: Envelope, _ language: DisplayLanguage
  ) -> (box: Envelope, name: String)? {
    let center = ground.center
    let province =
      layer(.province).areas.count > 1 ? layer(.province).area(containing: center) : nil
    if let province, province.envelope.width > 2.2 * ground.width,
      province.envelope.height > 2.2 * ground.height
    {
      return (province.envelope, name(of: province.code, language: language))
    }
    let all = extent
    guard !all.isEmpty, !ground.contains(all) else { return nil }
    let names = AdministrativeLevel.allCases.prefix(2).reversed().map(layer)
    let only = names.first { $0.areas.count == 1 }
    return (all, only.map { name(of: $0.areas[0].code, language: language) } ?? "Indonesia")
  }

  /// The frame of the sheet, and lines to it where it is small.
  private static func mark(
    _ ground: Envelope, in extent: Envelope, _ frame: PictureFrame
  ) -> [SceneItem] {
    let (sx, sy) = (frame.width / extent.width, frame.height / extent.height)
    var box = PlanarRectangle(
      minX: (ground.minX - extent.minX) * sx, minY: (extent.maxY - ground.maxY) * sy,
      maxX: (ground.maxX - extent.minX) * sx, maxY: (extent.maxY - ground.minY) * sy)
    let least = 7.0
    let (width, height) = (box.maxX - box.minX, box.maxY - box.minY)
    if width < least || height < least {
      let (x, y) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
      let half = max(max(width, height), least) / 2
      box = PlanarRectangle(minX: x - half, minY: y - half, maxX: x + half, maxY: y + half)
    }
    let corners = [
      PlanarPoint(x: box.minX, y: box.minY), PlanarPoint(x: box.maxX, y: box.minY),
      PlanarPoint(x: box.maxX, y: box.maxY), PlanarPoint(x: box.minX, y: box.maxY),
    ]
    return [
      .area(
        SceneArea(
          polygons: [PlanarPolygon(exterior: corners)],
          fill: .color(RGBA(0x1D4467).opacity(0.22)),
          stroke: SceneStroke(color: RGBA(0x1D4467), width: 1.8), className: "location"))
    ]
  }
}
