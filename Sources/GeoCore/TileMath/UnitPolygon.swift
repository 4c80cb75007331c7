/// A polygon in the units of a zoom.
///
/// The outer ring comes first and runs clockwise on the screen, holes run the other way, as vector tiles
/// want them. Rings are closed by themselves: the first vertex is not repeated.
public struct UnitPolygon: Hashable, Sendable {
  /// The rings.
  public var rings: [[UnitPoint]]

  /// A polygon of rings.
  public init(rings: [[UnitPoint]]) { self.rings = rings }

  /// Twice the signed area of a ring in square units: positive when it runs clockwise on the screen.
  /// - Complexity: O(n).
  public static func doubledArea(of ring: [UnitPoint]) -> Int64 {
    guard var before = ring.last else { return 0 }
    var sum: Int64 = 0
    for point in ring {
      // Single terms may wrap; the sum over a ring fits, so it comes out right.
      sum &+= Int64(before.x) &* Int64(point.y) &- Int64(point.x) &* Int64(before.y)
      before = point
    }
    return sum
  }

  /// Twice the area of polygons, holes left out, in square units.
  public static func doubledArea(of polygons: [UnitPolygon]) -> Int64 {
    polygons.reduce(0) { $1.rings.reduce($0) { $0 &+ doubledArea(of: $1) } }
  }
}
