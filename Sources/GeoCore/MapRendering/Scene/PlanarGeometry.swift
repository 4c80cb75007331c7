/// A point in the plane of a picture: x to the right, y downwards, in pixels or tile units.
public struct PlanarPoint: Hashable, Sendable {
  /// To the right.
  public var x: Double
  /// Downwards.
  public var y: Double

  /// A point from its coordinates.
  @inlinable
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// An area in the plane of a picture. Rings are closed by themselves: the first point is not
/// repeated.
public struct PlanarPolygon: Hashable, Sendable {
  /// The outer border.
  public var exterior: [PlanarPoint]
  /// The borders of the holes.
  public var holes: [[PlanarPoint]]

  /// An area from its rings, in whichever direction they run.
  public init(exterior: [PlanarPoint], holes: [[PlanarPoint]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The outer ring, then the holes.
  public var rings: [[PlanarPoint]] { [exterior] + holes }

  /// The area with every coordinate multiplied.
  public func scaled(by factor: Double) -> PlanarPolygon {
    func scale(_ ring: [PlanarPoint]) -> [PlanarPoint] {
      ring.map { PlanarPoint(x: $0.x * factor, y: $0.y * factor) }
    }
    return PlanarPolygon(exterior: scale(exterior), holes: holes.map(scale))
  }

  /// The area moved.
  public func translated(dx: Double, dy: Double) -> PlanarPolygon {
    func move(_ ring: [PlanarPoint]) -> [PlanarPoint] {
      ring.map { PlanarPoint(x: $0.x + dx, y: $0.y + dy) }
    }
    return PlanarPolygon(exterior: move(exterior), holes: holes.map(move))
  }
}

/// An axis-parallel box in the plane of a picture.
public struct PlanarRectangle: Hashable, Sendable {
  /// The left edge.
  public var minX: Double
  /// The upper edge.
  public var minY: Double
  /// The right edge.
  public var maxX: Double
  /// The lower edge.
  public var maxY: Double

  /// A box from its edges.
  @inlinable
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The square of a tile, widened by a buffer on every side.
  public static func tile(side: Double, buffer: Double = 0) -> PlanarRectangle {
    PlanarRectangle(minX: -buffer, minY: -buffer, maxX: side + buffer, maxY: side + buffer)
  }

  /// The box with every edge moved outwards.
  public func widened(by distance: Double) -> PlanarRectangle {
    PlanarRectangle(
      minX: minX - distance, minY: minY - distance, maxX: maxX + distance, maxY: maxY + distance)
  }

  func contains(_ point: PlanarPoint) -> Bool {
    minX <= point.x && point.x <= maxX && minY <= point.y && point.y <= maxY
  }

  /// The nearest point that lies in the box.
  func clamp(_ point: PlanarPoint) -> PlanarPoint {
    PlanarPoint(x: min(max(point.x, minX), maxX), y: min(max(point.y, minY), maxY))
  }
}

/// Measures of rings whose first point is not repeated.
enum PlanarRing {
  /// Twice the signed area: positive when the ring runs clockwise as seen on the screen (y down).
  ///
  /// Taken about the first point, so that small rings far from the origin keep their digits.
  static func doubledArea(_ ring: [PlanarPoint]) -> Double {
    guard let origin = ring.first, var before = ring.last else { return 0 }
    var sum = 0.0
    for point in ring {
      sum +=
        (before.x - origin.x) * (point.y - origin.y) - (point.x - origin.x) * (before.y - origin.y)
      before = point
    }
    return sum
  }

  /// Whether a point lies inside, by the even–odd rule with half-open edges.
  static func contains(_ ring: [PlanarPoint], _ point: PlanarPoint) -> Bool {
    guard var before = ring.last else { return false }
    var inside = false
    for vertex in ring {
      if isCrossed(point, from: before, to: vertex) { inside.toggle() }
      before = vertex
    }
    return inside
  }

  /// Whether the way from a point to the right crosses an edge.
  @inline(__always)
  static func isCrossed(_ point: PlanarPoint, from a: PlanarPoint, to b: PlanarPoint) -> Bool {
    guard (a.y > point.y) != (b.y > point.y) else { return false }
    let t = (point.y - a.y) / (b.y - a.y)
    return point.x < a.x + t * (b.x - a.x)
  }

  /// The smallest box around the ring.
  static func box(_ ring: [PlanarPoint]) -> PlanarRectangle {
    var box = PlanarRectangle(
      minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)
    for point in ring {
      box.minX = min(box.minX, point.x)
      box.minY = min(box.minY, point.y)
      box.maxX = max(box.maxX, point.x)
      box.maxY = max(box.maxY, point.y)
    }
    return box
  }
}
