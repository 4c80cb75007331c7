public import GEOSBindings
public import GeoPrimitives
import TileMath

/// Joins areas that border on each other into one, such as villages into their district.
///
/// Borders of real files do not match to the last digit, so a union leaves slivers: narrow holes
/// between neighbours that belong to nobody. They are measured, and may be closed.
public enum Dissolve {
  /// The area that any of the areas covers, slivers and all.
  /// - Parameters:
  ///   - areas: Valid areas.
  ///   - context: The GEOS context of the batch.
  /// - Returns: The joint area.
  /// - Throws: `GEOSError` when an area cannot be joined.
  /// - Complexity: O(n log n) in the number of vertices.
  public static func union(
    of areas: [MultiPolygon], in context: borrowing GEOSContext
  ) throws(GEOSError) -> MultiPolygon {
    try context.union(of: areas).multiPolygon()
  }

  /// The holes of an area, and how much ground they take.
  /// - Complexity: O(n) in the number of vertices of holes.
  public static func gaps(in area: MultiPolygon) -> CoverageGaps {
    var gaps = CoverageGaps(count: 0, squareMeters: 0)
    for hole in area.polygons.lazy.flatMap(\.holes) {
      gaps.count += 1
      gaps.squareMeters += squareMeters(of: hole)
    }
    return gaps
  }

  /// The area without its small holes; larger ones, such as a lake or an enclave, stay.
  /// - Parameters:
  ///   - area: A valid area.
  ///   - limit: The ground in square metres from which a hole is taken for real.
  /// - Returns: The area, its parts and larger holes as they were.
  /// - Complexity: O(n) in the number of vertices.
  public static func closingHoles(
    of area: MultiPolygon, smallerThanSquareMeters limit: Double = sliverLimit
  ) -> MultiPolygon {
    MultiPolygon(
      area.polygons.map { polygon in
        let real = polygon.holes.filter { squareMeters(of: $0) >= limit }
        return Polygon(exterior: polygon.exterior, holes: real)
      })
  }

  /// Ten hectares: the unmatched borders of simplified village files leave holes of up to a few
  /// hectares, and hardly a real enclave is smaller.
  public static let sliverLimit = 100_000.0

  private static func squareMeters(of ring: Ring) -> Double {
    EllipsoidalArea.squareKilometers(of: Polygon(exterior: ring)) * 1e6
  }
}

/// The holes in a set of areas that should leave none.
public struct CoverageGaps: Hashable, Sendable {
  /// How many there are.
  public var count: Int
  /// The ground that they take, in square metres.
  public var squareMeters: Double
}
