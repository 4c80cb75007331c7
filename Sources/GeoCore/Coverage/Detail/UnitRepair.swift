import GEOSBindings
import GeoPrimitives
public import TileMath

/// Makes areas valid whose rings touch or cross after rounding.
public enum UnitRepair {
  /// The polygons as they are when they are valid, as holes may touch their shell in a point; else the
  /// area rounded with care.
  /// - Parameters:
  ///   - polygons: What plain rounding made of an area.
  ///   - exact: The same area before, in units, x as longitude and y as latitude.
  /// - Returns: Valid polygons.
  static func valid(_ polygons: [UnitPolygon], exact: () -> [Polygon]) -> [UnitPolygon] {
    do {
      let context = try GEOSContext()
      let plain = MultiPolygon(polygons.map(polygon))
      if try context.validity(of: plain) == .valid { return polygons }
      let rounded = try GEOSArea(MultiPolygon(exact()), in: context).rounded(toMultiplesOf: 1)
      return try rounded.multiPolygon().polygons.compactMap(unitPolygon)
    } catch {
      // GEOS gives up on nothing that is finite; should it do so, what is drawn is off by a unit.
      return polygons
    }
  }

  /// Polygons made valid that have been cut: a cut moves a border by half a unit at most.
  /// - Complexity: O(n), and O(n log n) for the few that are not valid.
  public static func valid(afterCut polygons: [UnitPolygon]) -> [UnitPolygon] {
    guard RingContacts.exist(in: polygons.flatMap(\.rings)) else { return polygons }
    return valid(polygons) {
      guard let context = try? GEOSContext(),
        let area = try? GEOSArea(MultiPolygon(polygons.map(polygon)), in: context),
        let repaired = try? area.repaired().multiPolygon()
      else { return [] }
      return repaired.polygons
    }
  }

  private static func polygon(_ polygon: UnitPolygon) -> Polygon {
    let rings = polygon.rings.map { ring in
      Ring(
        (ring + ring.prefix(1)).map {
          Coordinate(longitude: Double($0.x), latitude: Double($0.y))
        })
    }
    return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
  }

  /// A valid polygon with whole coordinates, its rings turned as vector tiles want them.
  private static func unitPolygon(_ polygon: Polygon) -> UnitPolygon? {
    var rings: [[UnitPoint]] = []
    for ring in polygon.rings {
      var vertices = ring.coordinates.dropLast().map {
        UnitPoint(x: Int32(clamping: Int($0.longitude)), y: Int32(clamping: Int($0.latitude)))
      }
      let area = UnitPolygon.doubledArea(of: vertices)
      guard abs(area) >= 2 * Int64(DetailLevel.smallestPart) else {
        if rings.isEmpty { return nil }
        continue
      }
      if (area < 0) == rings.isEmpty { vertices.reverse() }
      rings.append(vertices)
    }
    return UnitPolygon(rings: rings)
  }
}
