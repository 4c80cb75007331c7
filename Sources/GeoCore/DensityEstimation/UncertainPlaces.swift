public import GeoPrimitives
import Glibc
import TileMath

/// Where the mass of a report goes when its place is known only roughly: it is spread over the area
/// in which the place lies, never piled on a centroid.
public enum UncertainPlaces {
  /// The points that stand for a disc.
  public static let discPointCount = 16

  /// The points that stand for a village.
  public static let areaPointCount = 64

  /// Points of equal weight that stand for a disc: sunflower seeds at radius √((i + ½)/16) · r, turned
  /// by the golden angle from one to the next.
  ///
  /// Source: Vogel 1979, "A better way to construct the sunflower head".
  /// - Parameters:
  ///   - center: The middle of the disc, in degrees.
  ///   - radiusMeters: Its radius on the ground.
  /// - Returns: 16 points.
  public static func discPoints(around center: Coordinate, radiusMeters: Double) -> [Coordinate] {
    let metric = GroundMetric(latitude: center.latitude)
    let goldenAngle = Double.pi * (3 - 5.0.squareRoot())
    return (0..<discPointCount).map { step in
      let share = (Double(step) + 0.5) / Double(discPointCount)
      let radius = share.squareRoot() * radiusMeters
      let angle = Double(step) * goldenAngle
      return Coordinate(
        longitude: center.longitude + radius * cos(angle) / metric.metersPerDegreeLongitude,
        latitude: center.latitude + radius * sin(angle) / metric.metersPerDegreeLatitude)
    }
  }

  /// Points of equal weight spread evenly over an area: the first points of a low-discrepancy sequence
  /// over its box that fall inside. The same area always gives the same points.
  ///
  /// Source: Roberts 2018, the R₂ sequence (plastic number).
  /// - Parameters:
  ///   - area: In degrees.
  ///   - count: How many points.
  /// - Returns: So many points; none for an area too thin to be hit.
  public static func areaPoints(
    in area: MultiPolygon, count: Int = areaPointCount
  ) -> [Coordinate] {
    let box = area.envelope
    guard !box.isEmpty, count > 0 else { return [] }
    let plastic = 1.324_717_957_244_746
    var points: [Coordinate] = []
    for step in 1...(800 * count) {
      let x = (0.5 + Double(step) / plastic).truncatingRemainder(dividingBy: 1)
      let y = (0.5 + Double(step) / (plastic * plastic)).truncatingRemainder(dividingBy: 1)
      let place = Coordinate(
        longitude: box.minX + x * box.width, latitude: box.minY + y * box.height)
      if area.contains(place) { points.append(place) }
      if points.count == count { return points }
    }
    // A sliver that the sequence hits now and then: what was found is repeated to keep the weights even.
    guard !points.isEmpty else { return [] }
    return (0..<count).map { points[$0 % points.count] }
  }
}
