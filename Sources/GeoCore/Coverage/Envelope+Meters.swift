public import GeoPrimitives
import TileMath

extension Envelope {
  /// The box, in degrees, with its edges moved outwards by at least so many metres on the ground.
  public func widened(byMeters meters: Double) -> Envelope {
    guard !isEmpty else { return self }
    let farthest = min(max(abs(minY), abs(maxY)), 89)
    let metric = GroundMetric(latitude: farthest)
    // A hundredth more, since the far edge lies at another latitude once it is moved.
    return widened(
      dx: 1.01 * meters / metric.metersPerDegreeLongitude,
      dy: 1.01 * meters / Self.metersPerShortestDegree)
  }

  /// Degrees of latitude are shortest at the equator.
  private static let metersPerShortestDegree = GroundMetric(latitude: 0).metersPerDegreeLatitude
}
