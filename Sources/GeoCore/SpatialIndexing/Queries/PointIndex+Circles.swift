public import GeoPrimitives
public import TileMath

/// A point found near a place.
public struct Neighbor: Hashable, Sendable {
  /// The point's position in the input of the index.
  public let position: Int
  /// The distance on the ground, in metres.
  public let meters: Double
}

// What lies within a distance of a place, measured in metres on the tangent plane at the place; the
// rim belongs to the circle. The order, where nothing else is said, is that of the Hilbert curve.
extension PointIndex {
  /// The number of points within a distance.
  /// - Parameters:
  ///   - meters: The distance, in metres.
  ///   - place: Where it is measured from, in degrees.
  /// - Returns: The number; zero for a place off the globe.
  /// - Complexity: O(√n + log n) nodes at the rim of the circle for evenly spread points.
  public func count(within meters: Double, of place: Coordinate) -> Int {
    guard let circle = GroundCircle(place, meters) else { return 0 }
    var count = 0
    walk(circle) { run, isInside in
      if isInside {
        count &+= run.count
      } else {
        for position in run where contains(position, circle, meters) { count &+= 1 }
      }
      return true
    }
    return count
  }

  /// Calls `visit` with the input position and grid cell of every point within a distance, until it
  /// returns `false`.
  /// - Parameters:
  ///   - meters: The distance, in metres.
  ///   - place: Where it is measured from, in degrees.
  ///   - visit: Tells whether to go on.
  /// - Returns: Whether the visit reached the end.
  @discardableResult
  public func visit(
    within meters: Double, of place: Coordinate, _ visit: (Int, GridPoint) -> Bool
  ) -> Bool {
    guard let circle = GroundCircle(place, meters) else { return true }
    return walk(circle) { run, isInside in
      for position in run where isInside || contains(position, circle, meters) {
        guard visit(Int(inputPositions[position]), point(at: position)) else { return false }
      }
      return true
    }
  }

  /// The input positions of the points within a distance.
  /// - Parameters:
  ///   - meters: The distance, in metres.
  ///   - place: Where it is measured from, in degrees.
  /// - Returns: The positions, in Hilbert order of the points.
  public func positions(within meters: Double, of place: Coordinate) -> [Int] {
    var found: [Int] = []
    appendPositions(within: meters, of: place, to: &found)
    return found
  }

  /// Appends the input positions of the points within a distance. An array that is emptied and used
  /// again spares its allocation.
  /// - Parameters:
  ///   - meters: The distance, in metres.
  ///   - place: Where it is measured from, in degrees.
  ///   - found: What they are appended to.
  public func appendPositions(
    within meters: Double, of place: Coordinate, to found: inout [Int]
  ) {
    appendPositions(within: meters, of: place, excluding: .none, to: &found)
  }

  func appendPositions(
    within meters: Double, of place: Coordinate, excluding removed: Exclusions,
    to found: inout [Int]
  ) {
    guard let circle = GroundCircle(place, meters) else { return }
    walk(circle, excluding: removed) { run, isInside in
      if isInside {
        append(run, to: &found)
      } else {
        append(run, to: &found) { contains($0, circle, meters) }
      }
      return true
    }
  }

  /// The points within a distance, nearest first, then by input position.
  /// - Parameters:
  ///   - place: Where the distance is measured from, in degrees.
  ///   - meters: The distance, in metres.
  /// - Returns: Every point at most that far, the rim included.
  public func neighbors(of place: Coordinate, within meters: Double) -> [Neighbor] {
    neighbors(of: place, within: meters, excluding: .none)
  }

  func neighbors(
    of place: Coordinate, within meters: Double, excluding removed: Exclusions
  ) -> [Neighbor] {
    guard let circle = GroundCircle(place, meters) else { return [] }
    var found: [Neighbor] = []
    walk(circle, excluding: removed) { run, isInside in
      for position in run where isInside || contains(position, circle, meters) {
        found.append(
          Neighbor(
            position: Int(inputPositions[position]),
            meters: circle.meters(x: xs[position], y: ys[position])))
      }
      return true
    }
    found.sort()
    return found
  }

  @inline(__always)
  @discardableResult
  private func walk(
    _ circle: GroundCircle, excluding removed: Exclusions = .none,
    _ visit: (_ run: Range<Int>, _ isInside: Bool) -> Bool
  ) -> Bool {
    let (boxes, around) = (boxes, circle.bounds)
    return walk(
      excluding: removed,
      { around.intersects(boxes[$0]) ? circle.relation(to: boxes[$0]) : .outside }, visit)
  }

  @inline(__always)
  private func contains(_ position: Int, _ circle: GroundCircle, _ meters: Double) -> Bool {
    circle.contains(x: xs[position], y: ys[position], meters: meters)
  }
}

extension GroundCircle {
  /// A circle; `nil` around a place that is not on the globe, or for a distance that is none.
  init?(_ place: Coordinate, _ meters: Double) {
    guard place.isOnGlobe, meters >= 0 else { return nil }
    self.init(around: place, meters: meters)
  }
}

extension Neighbor: Comparable {
  /// Nearer points come first; at one distance the lower position.
  public static func < (a: Neighbor, b: Neighbor) -> Bool {
    a.meters != b.meters ? a.meters < b.meters : a.position < b.position
  }
}
