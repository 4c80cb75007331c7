/// Where a picture lies in a larger one: enlarged first, then moved.
public struct ScenePlacement: Hashable, Sendable {
  /// How many units a unit of the picture becomes.
  public var scale: Double
  /// How far it is moved to the right, in units of the larger picture.
  public var dx: Double
  /// How far it is moved down.
  public var dy: Double

  /// A placement.
  public init(scale: Double, dx: Double, dy: Double) {
    self.scale = scale
    self.dx = dx
    self.dy = dy
  }

  /// Where a point comes to lie.
  public func callAsFunction(_ point: PlanarPoint) -> PlanarPoint {
    PlanarPoint(x: point.x * scale + dx, y: point.y * scale + dy)
  }
}

extension SceneItem {
  /// The same in a larger picture: places, widths and letters alike. Hatches keep their period.
  public func placed(_ placement: ScenePlacement) -> SceneItem {
    switch self {
    case .area(let area): .area(area.placed(placement))
    case .mosaic(let mosaic): .mosaic(SceneMosaic(mosaic.areas.map { $0.placed(placement) }))
    case .line(let line):
      .line(
        SceneLine(
          parts: line.parts.map { $0.map { placement($0) } },
          stroke: line.stroke.scaled(by: placement.scale), className: line.className))
    case .marker(let marker):
      .marker(
        SceneMarker(
          center: placement(marker.center), radius: marker.radius * placement.scale,
          fill: marker.fill, stroke: marker.stroke?.scaled(by: placement.scale),
          title: marker.title))
    case .label(let label): .label(label.placed(placement))
    case .picture(let picture):
      .picture(ScenePicture(picture.pixels, in: picture.frame.placed(placement)))
    case .clipped(let clip):
      .clipped(
        SceneClip(
          to: clip.polygons.map { $0.placed(placement) },
          items: clip.items.map { $0.placed(placement) }))
    }
  }
}

extension SceneArea {
  fileprivate func placed(_ placement: ScenePlacement) -> SceneArea {
    SceneArea(
      polygons: polygons.map { $0.placed(placement) }, fill: fill,
      stroke: stroke?.scaled(by: placement.scale), className: className, title: title)
  }
}

extension SceneLabel {
  fileprivate func placed(_ placement: ScenePlacement) -> SceneLabel {
    var copy = self
    copy.place = placement(place)
    copy.font.size *= placement.scale
    return copy
  }
}

extension SceneStroke {
  fileprivate func scaled(by factor: Double) -> SceneStroke {
    SceneStroke(color: color, width: width * factor, dash: dash.map { $0 * factor })
  }
}

extension PlanarPolygon {
  fileprivate func placed(_ placement: ScenePlacement) -> PlanarPolygon {
    PlanarPolygon(
      exterior: exterior.map { placement($0) }, holes: holes.map { $0.map { placement($0) } })
  }
}

extension PlanarRectangle {
  fileprivate func placed(_ placement: ScenePlacement) -> PlanarRectangle {
    let (low, high) = (
      placement(PlanarPoint(x: minX, y: minY)), placement(PlanarPoint(x: maxX, y: maxY))
    )
    return PlanarRectangle(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
  }
}
