import DensityEstimation
import GeoPrimitives
import TileMath

/// Travel times between any two places: the rule over the land of a workspace.
struct TravelEstimator: Sendable {
  let rule: TravelRule
  let land: LandGrid

  /// The time between two places.
  /// - Complexity: O(n) for n cells of the land between them.
  func minutes(from a: Coordinate, to b: Coordinate) -> Double {
    minutes(from: a, to: b, meters: GroundMetric.distanceMeters(between: a, and: b))
  }

  /// The same where the distance is known.
  func minutes(from a: Coordinate, to b: Coordinate, meters: Double) -> Double {
    let road = rule.minutes(meters: meters)
    guard meters > rule.ferryFromMeters else { return road }
    let crossing = land.longestCrossingMeters(from: a, to: b)
    return crossing > rule.ferryFromMeters ? road + rule.ferryMinutes : road
  }
}
