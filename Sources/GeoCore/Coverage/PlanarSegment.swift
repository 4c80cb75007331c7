import GeoPrimitives
import TileMath

/// A plane tangent to the ground at a place, in metres east and north of it.
struct TangentPlane {
  private let origin: Coordinate
  private let metric: GroundMetric

  init(at origin: Coordinate) {
    self.origin = origin
    metric = GroundMetric(latitude: origin.latitude)
  }

  @inline(__always)
  func point(_ place: Coordinate) -> PlanarPoint {
    PlanarPoint(
      x: (place.longitude - origin.longitude) * metric.metersPerDegreeLongitude,
      y: (place.latitude - origin.latitude) * metric.metersPerDegreeLatitude)
  }

  /// A box of degrees that encloses the disc of `meters` around the origin.
  func box(around meters: Double) -> Envelope {
    let dx = meters / metric.metersPerDegreeLongitude
    let dy = meters / metric.metersPerDegreeLatitude
    return Envelope(
      minX: origin.longitude - dx, minY: origin.latitude - dy, maxX: origin.longitude + dx,
      maxY: origin.latitude + dy)
  }
}

/// A point or a vector of a tangent plane, in metres.
struct PlanarPoint {
  var x: Double
  var y: Double

  @inline(__always)
  static func - (a: PlanarPoint, b: PlanarPoint) -> PlanarPoint {
    PlanarPoint(x: a.x - b.x, y: a.y - b.y)
  }

  /// Twice the signed area of the triangle with the origin.
  @inline(__always)
  func cross(_ other: PlanarPoint) -> Double { x * other.y - y * other.x }

  @inline(__always)
  func dot(_ other: PlanarPoint) -> Double { x * other.x + y * other.y }

  @inline(__always)
  var squaredLength: Double { x * x + y * y }
}

/// A straight piece of a border on a tangent plane.
struct PlanarSegment {
  var a: PlanarPoint
  var b: PlanarPoint

  /// The square of the distance from a point.
  @inline(__always)
  func squaredDistance(to point: PlanarPoint) -> Double {
    let along = b - a
    let length = along.squaredLength
    let t = length > 0 ? min(max((point - a).dot(along) / length, 0), 1) : 0
    return PlanarPoint(x: a.x + t * along.x - point.x, y: a.y + t * along.y - point.y)
      .squaredLength
  }

  /// Whether some point of this piece lies at most so far from some point of another.
  @inline(__always)
  func comes(within distance: Double, of other: PlanarSegment) -> Bool {
    guard min(a.x, b.x) - distance <= max(other.a.x, other.b.x),
      min(other.a.x, other.b.x) - distance <= max(a.x, b.x),
      min(a.y, b.y) - distance <= max(other.a.y, other.b.y),
      min(other.a.y, other.b.y) - distance <= max(a.y, b.y)
    else { return false }
    let limit = distance * distance
    return squaredDistance(to: other.a) <= limit || squaredDistance(to: other.b) <= limit
      || other.squaredDistance(to: a) <= limit || other.squaredDistance(to: b) <= limit
      || crosses(other)
  }

  /// Whether the two pieces cross in a point inside both.
  private func crosses(_ other: PlanarSegment) -> Bool {
    let (mine, theirs) = (b - a, other.b - other.a)
    let divides = mine.cross(other.a - a) * mine.cross(other.b - a) < 0
    return divides && theirs.cross(a - other.a) * theirs.cross(b - other.a) < 0
  }
}
