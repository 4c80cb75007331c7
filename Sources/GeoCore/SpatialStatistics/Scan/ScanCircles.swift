import Coverage
import GeoPrimitives
import SpatialIndexing

/// The circles of a scan: around every area's place, from the place alone to as many of its nearest areas as hold
/// a share of the whole.
struct ScanCircles: Sendable {
  /// The areas around centre c, nearest first, are `members[starts[c] ..< starts[c + 1]]`.
  let starts: [Int]
  let members: [Int32]
  /// Whether a circle may end behind a member: not between areas that lie equally far.
  let ends: [Bool]
  /// What the members up to this one weigh together.
  let weights: [Double]

  /// The circles around places.
  /// - Parameters:
  ///   - places: A place (lon, lat) for each area.
  ///   - areaWeights: What each area counts towards the share: its cases or its residents.
  ///   - share: The largest share of all weights that a circle may hold.
  /// - Throws: `SpatialStatisticsError.placeOutsideWebMercator`.
  /// - Complexity: O(n² log n).
  init(
    around places: [Coordinate], weights areaWeights: [Double], upTo share: Double
  ) throws(SpatialStatisticsError) {
    let index: PointIndex
    do {
      index = try PointIndex(places)
    } catch {
      throw .placeOutsideWebMercator
    }
    let limit = areaWeights.reduce(0, +) * share
    let circles = ConcurrentMap.map(places.count) { center in
      Self.circle(around: places[center], index, areaWeights, limit)
    }
    var starts = [0]
    for circle in circles { starts.append(starts[starts.count - 1] + circle.members.count) }
    self.starts = starts
    members = circles.flatMap(\.members)
    ends = circles.flatMap(\.ends)
    weights = circles.flatMap(\.weights)
  }

  /// The number of centres.
  var centerCount: Int { starts.count - 1 }

  private struct Circle: Sendable {
    var members: [Int32] = []
    var ends: [Bool] = []
    var weights: [Double] = []
  }

  private static func circle(
    around place: Coordinate, _ index: PointIndex, _ areaWeights: [Double], _ limit: Double
  ) -> Circle {
    let found = index.nearest(to: place, count: areaWeights.count)
    var circle = Circle()
    var weight = 0.0
    for (rank, neighbor) in found.enumerated() {
      weight += areaWeights[neighbor.position]
      guard weight <= limit else { break }
      circle.members.append(Int32(truncatingIfNeeded: neighbor.position))
      circle.weights.append(weight)
      circle.ends.append(
        rank + 1 == found.count || found[rank + 1].meters > neighbor.meters)
    }
    // Ties that reach beyond the limit leave no circle that ends between them.
    return circle
  }
}
