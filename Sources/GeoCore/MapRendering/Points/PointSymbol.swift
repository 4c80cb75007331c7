import Glibc

/// The outline of a symbol, so that what it means is seen without its colour.
public enum PointShape: String, Hashable, Sendable, CaseIterable {
  /// A circle.
  case circle
  /// A square that stands on its side.
  case square
  /// A square that stands on its corner.
  case diamond
  /// A triangle that stands on its side.
  case triangle

  /// The corners around a place, all shapes of about the same area as a circle of that radius; `nil` for
  /// the circle.
  func corners(around center: PlanarPoint, radius: Double) -> [PlanarPoint]? {
    // Half the side of a square, half the diagonal of one on its corner, and the distance from the
    // middle of a triangle to its corners, in radii of a circle of the same area.
    switch self {
    case .circle: nil
    case .square: Self.polygon(center, corners: 4, radius * 1.253, turned: 0.5)
    case .diamond: Self.polygon(center, corners: 4, radius * 1.253, turned: 0)
    case .triangle: Self.polygon(center, corners: 3, radius * 1.555, turned: 0)
    }
  }

  /// A regular polygon whose first corner points up, turned by a share of the angle between corners.
  private static func polygon(
    _ center: PlanarPoint, corners: Int, _ radius: Double, turned: Double
  ) -> [PlanarPoint] {
    (0..<corners).map { corner in
      PlanarArc.point(
        center, radius, share: (Double(corner) + turned) / Double(corners))
    }
  }
}

/// The symbol of a single point.
public struct PointSymbol: Hashable, Sendable {
  /// Its outline.
  public var shape: PointShape
  /// Its colour.
  public var color: RGBA
  /// Whether only the outline has the colour: for what is not known, or not known exactly.
  public var isHollow: Bool

  /// How far a symbol reaches from its place, in pixels, its outline included.
  public static let reach = 10.0
  /// The radius of a circle of the same area, in pixels.
  public static let radius = 5.5

  /// A symbol.
  public init(_ shape: PointShape, _ color: RGBA, isHollow: Bool = false) {
    self.shape = shape
    self.color = color
    self.isHollow = isHollow
  }

  /// The symbol at a place.
  func items(at center: PlanarPoint) -> [SceneItem] {
    items(at: center, className: nil, title: nil)
  }

  /// The symbol at a place. A rim of white keeps it apart from what is beneath.
  public func items(
    at center: PlanarPoint, className: String?, title: String?
  ) -> [SceneItem] {
    let white = RGBA(0xFFFFFF)
    guard isHollow else {
      return [
        item(center, Self.radius, color, SceneStroke(color: white, width: 1.2), className, title)
      ]
    }
    return [
      item(center, Self.radius + 1.2, white, nil, nil, nil),
      item(center, Self.radius - 0.8, white, SceneStroke(color: color, width: 2), className, title),
    ]
  }

  private func item(
    _ center: PlanarPoint, _ radius: Double, _ fill: RGBA, _ stroke: SceneStroke?,
    _ className: String?, _ title: String?
  ) -> SceneItem {
    guard let corners = shape.corners(around: center, radius: radius) else {
      return .marker(
        SceneMarker(center: center, radius: radius, fill: fill, stroke: stroke, title: title))
    }
    return .area(
      SceneArea(
        polygons: [PlanarPolygon(exterior: corners)], fill: .color(fill), stroke: stroke,
        className: className, title: title))
  }
}

/// Points on circles.
enum PlanarArc {
  /// The point of a circle at a share of a turn, clockwise from the top.
  static func point(_ center: PlanarPoint, _ radius: Double, share: Double) -> PlanarPoint {
    let angle = share * 2 * .pi
    return PlanarPoint(x: center.x + radius * sin(angle), y: center.y - radius * cos(angle))
  }

  /// Points along a circle between two shares of a turn, a chord being at most 15° wide.
  static func points(
    _ center: PlanarPoint, _ radius: Double, from start: Double, to end: Double
  ) -> [PlanarPoint] {
    let steps = max(Int((abs(end - start) * 24).rounded(.up)), 1)
    return (0...steps).map { step in
      point(center, radius, share: start + (end - start) * Double(step) / Double(steps))
    }
  }
}
