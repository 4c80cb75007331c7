public import GeoPrimitives
import Glibc

/// Areas on the WGS 84 ellipsoid.
///
/// The area under an edge is integrated in the cylindrical equal-area (authalic) projection by
/// Simpson's rule; the edge is straight in longitude and latitude, which is how boundary files mean
/// it. Against geodesic edges the area of a polygon with 20 km sides differs by less than one part in
/// ten thousand, of one with village-sized sides by far less.
/// Source: Snyder, "Map Projections: A Working Manual" (USGS PP 1395), eq. 3-12 and 14-15.
public enum EllipsoidalArea {
  /// The area in square kilometres, holes taken out.
  /// - Complexity: O(n) in the number of vertices.
  public static func squareKilometers(of area: MultiPolygon) -> Double {
    area.polygons.reduce(0) { $0 + squareKilometers(of: $1) }
  }

  /// The area of one polygon in square kilometres, holes taken out.
  public static func squareKilometers(of polygon: Polygon) -> Double {
    polygon.holes.reduce(ringSquareKilometers(polygon.exterior)) { $0 - ringSquareKilometers($1) }
  }

  /// The ground area in square metres of one square degree at a latitude: M · N · cos φ.
  public static func squareMetersPerSquareDegree(latitude: Double) -> Double {
    let metric = GroundMetric(latitude: latitude)
    return metric.metersPerDegreeLongitude * metric.metersPerDegreeLatitude
  }

  private static func ringSquareKilometers(_ ring: Ring) -> Double {
    let coordinates = ring.coordinates
    guard coordinates.count >= 4 else { return 0 }
    // Heights above the ring's own first vertex keep the digits that a sum from the equator loses.
    let base = authalicHeight(coordinates[0].latitude)
    var before = 0.0
    var sum = 0.0
    for index in 1..<coordinates.count {
      let a = coordinates[index - 1]
      let b = coordinates[index]
      let after = authalicHeight(b.latitude) - base
      let middle = authalicHeight((a.latitude + b.latitude) / 2) - base
      sum += (b.longitude - a.longitude) * (before + 4 * middle + after) / 6
      before = after
    }
    let radius = GroundMetric.semiMajorAxis / 1000
    return abs(sum * .pi / 180) * radius * radius / 2
  }

  /// Snyder's q: twice the height in the authalic cylinder of unit equatorial radius.
  private static func authalicHeight(_ latitude: Double) -> Double {
    let sine = sin(latitude * .pi / 180)
    let e2 = GroundMetric.eccentricitySquared
    let e = e2.squareRoot()
    return (1 - e2) * (sine / (1 - e2 * sine * sine) + atanh(e * sine) / e)
  }
}
