public import GeoPrimitives

/// The smallest convex area around places.
///
/// A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions", doi:10.1016/0020-0190(79)90072-3.
public enum ConvexHull {
  /// The corners (lon, lat), counterclockwise from the westernmost, the first not repeated: one for places on one
  /// spot, two for places on a line.
  /// - Complexity: O(n log n).
  public static func corners(of places: [Coordinate]) -> [Coordinate] {
    let sorted = Set(places).sorted {
      ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude)
    }
    guard sorted.count > 2 else { return sorted }
    let lower = chain(sorted)
    let upper = chain(sorted.reversed())
    return lower.dropLast() + upper.dropLast()
  }

  /// Corners that turn left, from the first place to the last.
  private static func chain(_ places: [Coordinate]) -> [Coordinate] {
    var chain: [Coordinate] = []
    for place in places {
      while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], place) <= 0 {
        chain.removeLast()
      }
      chain.append(place)
    }
    return chain
  }

  private static func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
    (b.longitude - a.longitude) * (c.latitude - a.latitude)
      - (b.latitude - a.latitude) * (c.longitude - a.longitude)
  }
}
