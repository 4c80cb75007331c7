import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

/// The service points of a workspace that have a place, found by distance.
struct ServicePlaces: Sendable {
  /// A service point and how far it is.
  struct Found: Sendable {
    /// Its position among `points`.
    var position: Int
    /// The geodesic distance in metres.
    var meters: Double
  }

  /// Those with a place, in the order of the workspace.
  let points: [ServicePointRecord]
  private let places: [Coordinate]
  private let tree: PackedHilbertTree

  /// The tree measures at the latitude of the place that asks; half-way to a point in Indonesia that differs by
  /// less than this.
  private static let slack = 1.08

  init(_ records: [ServicePointRecord]) {
    points = records.filter { $0.place?.isOnGlobe == true }
    places = points.compactMap(\.place)
    tree = PackedHilbertTree(
      places.map {
        Envelope(minX: $0.longitude, minY: $0.latitude, maxX: $0.longitude, maxY: $0.latitude)
      })
  }

  /// Where a point is.
  func place(of position: Int) -> Coordinate { places[position] }

  /// The nearest; of several as near as each other the first.
  /// - Complexity: O(log n) for n points.
  func nearest(to place: Coordinate) -> Found? {
    guard let first = tree.nearest(to: place, count: 1).first else { return nil }
    return within(meters: first.meters * Self.slack, of: place).first
  }

  /// Those within a distance, the nearest first.
  /// - Complexity: O(m log n) for m of n points.
  func within(meters: Double, of place: Coordinate) -> [Found] {
    tree.nearest(to: place, count: points.count, within: meters * Self.slack)
      .map { found in
        Found(
          position: found.position,
          meters: GroundMetric.distanceMeters(between: place, and: places[found.position]))
      }
      .filter { $0.meters <= meters }
      .sorted { ($0.meters, $0.position) < ($1.meters, $1.position) }
  }
}
