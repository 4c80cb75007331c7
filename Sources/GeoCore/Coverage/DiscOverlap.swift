import GeoPrimitives
import Glibc

/// How much of a disc an area covers, and how near the area's border comes to the middle.
///
/// Exact but for rounding: the area of the common part is the integral ½ ∮ (x dy − y dx) along its
/// border, straight inside the circle and along the circle's arc outside. An arc amounts to half the
/// squared radius times the angle under which the piece of border beyond it is seen from the middle;
/// for borders far from the disc only the angle between the first and the last vertex is computed, and
/// crossings of the ray to the west are counted.
struct DiscOverlap {
  /// The covered ground, in square metres.
  private(set) var squareMeters = 0.0
  /// The square of the distance from the middle to the border, in square metres; infinite where no
  /// edge comes near the disc.
  private(set) var squaredDistance = Double.infinity

  private let plane: TangentPlane
  private let radius: Double

  /// - Complexity: O(v) in the vertices of the area.
  init(of area: MultiPolygon, around center: Coordinate, radius: Double) {
    plane = TangentPlane(at: center)
    self.radius = radius
    for polygon in area.polygons {
      squareMeters += add(polygon.exterior)
      for hole in polygon.holes { squareMeters -= add(hole) }
    }
    squareMeters = min(max(squareMeters, 0), .pi * radius * radius)
  }

  /// The part of the disc inside a ring.
  private mutating func add(_ ring: Ring) -> Double {
    guard let start = ring.coordinates.first else { return 0 }
    var sum = Sum(radius: radius)
    var a = plane.point(start)
    for coordinate in ring.coordinates.dropFirst() {
      let b = plane.point(coordinate)
      if isNear(a, b) {
        let segment = PlanarSegment(a: a, b: b)
        squaredDistance = min(
          squaredDistance, segment.squaredDistance(to: PlanarPoint(x: 0, y: 0)))
        sum.addNear(segment)
      } else {
        sum.addFar(from: a, to: b)
      }
      a = b
    }
    return abs(sum.total)
  }

  @inline(__always)
  private func isNear(_ a: PlanarPoint, _ b: PlanarPoint) -> Bool {
    min(a.x, b.x) <= radius && max(a.x, b.x) >= -radius && min(a.y, b.y) <= radius
      && max(a.y, b.y) >= -radius
  }

  /// The integral along one ring.
  private struct Sum {
    private let radius: Double
    private var squareMeters = 0.0
    /// The angle of the arcs.
    private var angle = 0.0
    /// The run of far edges under way: where it began and where it is now.
    private var far: (start: PlanarPoint, end: PlanarPoint)?

    init(radius: Double) { self.radius = radius }

    var total: Double {
      var finished = self
      finished.endFarRun()
      return finished.squareMeters + finished.angle * radius * radius / 2
    }

    /// An edge that cannot touch the disc.
    @inline(__always)
    mutating func addFar(from a: PlanarPoint, to b: PlanarPoint) {
      far = (far?.start ?? a, b)
      guard (a.y < 0) != (b.y < 0) else { return }
      // The angle jumps by a full turn where the edge crosses the ray to the west.
      let isWestern = (a.cross(b) < 0) == (a.y < 0)
      if isWestern { angle += b.y < 0 ? 2 * .pi : -2 * .pi }
    }

    private mutating func endFarRun() {
      guard let far else { return }
      angle += Self.direction(far.end) - Self.direction(far.start)
      self.far = nil
    }

    /// The angle from the east; zero for y = −0 as for y = 0, in step with `a.y < 0`.
    private static func direction(_ point: PlanarPoint) -> Double {
      atan2(point.y + 0.0, point.x)
    }

    /// An edge that may touch the disc.
    mutating func addNear(_ segment: PlanarSegment) {
      endFarRun()
      guard let (enter, leave) = chord(segment) else {
        angle += Self.turn(segment.a, segment.b)
        return
      }
      if enter > 0 { angle += Self.turn(segment.a, segment.point(at: enter)) }
      if leave < 1 { angle += Self.turn(segment.point(at: leave), segment.b) }
      squareMeters += segment.point(at: enter).cross(segment.point(at: leave)) / 2
    }

    /// The part of an edge inside the circle, as shares of its length; `nil` when it has none.
    private func chord(_ segment: PlanarSegment) -> (Double, Double)? {
      let along = segment.b - segment.a
      let (a, b) = (along.squaredLength, segment.a.dot(along))
      let c = segment.a.squaredLength - radius * radius
      let discriminant = b * b - a * c
      guard a > 0, discriminant > 0 else { return nil }
      let root = discriminant.squareRoot()
      let (enter, leave) = (max((-b - root) / a, 0), min((-b + root) / a, 1))
      return enter < leave ? (enter, leave) : nil
    }

    /// The angle from one direction to another, less than half a turn.
    private static func turn(_ a: PlanarPoint, _ b: PlanarPoint) -> Double {
      atan2(a.cross(b), a.dot(b))
    }
  }
}

extension PlanarSegment {
  fileprivate func point(at share: Double) -> PlanarPoint {
    PlanarPoint(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
  }
}
