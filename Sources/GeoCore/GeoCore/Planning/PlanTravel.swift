import Coverage
import DensityEstimation
import GeoPrimitives
import SitePlanning
import SpatialIndexing
import TileMath

/// Travel between the villages of a study: imported rows where there are any, else the rule of the house.
struct PlanTravel: Sendable {
  private let places: [Coordinate]
  private let tree: PackedHilbertTree
  private let estimator: TravelEstimator
  /// Imported minutes from a village to others, by row.
  private let imported: [[Int: Double]]

  /// The tree measures at the latitude of the place that asks.
  private static let slack = 1.08

  init(
    _ study: PlanStudy, codes: [String], places: [Coordinate], matrix: TravelMatrix,
    estimator: TravelEstimator
  ) {
    self.places = places
    self.estimator = estimator
    tree = PackedHilbertTree(
      places.map {
        Envelope(minX: $0.longitude, minY: $0.latitude, maxX: $0.longitude, maxY: $0.latitude)
      })
    let rows = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var imported = [[Int: Double]](repeating: [:], count: codes.count)
    matrix.forEachTime { from, to, minutes in
      if let from = rows[from], let to = rows[to] { imported[from][to] = minutes }
    }
    self.imported = imported
  }

  /// The minutes from one row to another.
  func minutes(from: Int, to: Int) -> Double {
    if from == to { return 0 }
    return imported[from][to] ?? estimator.minutes(from: places[from], to: places[to])
  }

  /// The rows within some minutes of a row, ascending, itself among them.
  /// - Complexity: O(m log n) for m of n rows as near as the crow flies, and the land between them.
  func within(minutes limit: Double, of row: Int) -> [(row: Int, minutes: Double)] {
    let meters = estimator.rule.meters(minutes: limit)
    var found: [Int: Double] = imported[row].filter { $0.value <= limit }
    found[row] = 0
    for near in tree.nearest(
      to: places[row], count: places.count, within: meters * Self.slack)
    where found[near.position] == nil && imported[row][near.position] == nil {
      let minutes = estimator.minutes(from: places[row], to: places[near.position])
      if minutes <= limit { found[near.position] = minutes }
    }
    return found.map { (row: $0.key, minutes: $0.value) }.sorted { $0.row < $1.row }
  }

  /// Which villages each one covers, and how well.
  /// - Throws: `SitePlanningError.tooManyPairs`.
  func reach(
    minutes limit: Double, rule: CoverRule, threads: Int
  ) throws(SitePlanningError) -> ReachLists {
    let rows = ConcurrentMap.map(places.count, threads: threads) { row in
      within(minutes: limit, of: row).compactMap { found -> SitePlanning.Reach? in
        let share = rule.share(minutes: found.minutes)
        return share > 0 ? SitePlanning.Reach(demand: found.row, share: share) : nil
      }
    }
    return try ReachLists(rows, demandCount: places.count)
  }

  /// The minutes from the nearest of some rows to every row; `nil` where there are none of them. Of the eight
  /// nearest as the crow flies the soonest counts, and every imported row.
  func minutesToNearest(_ isOne: [Bool]) -> [Double?] {
    let ones = isOne.indices.filter { isOne[$0] }
    guard !ones.isEmpty else { return isOne.map { _ in nil } }
    let near = PackedHilbertTree(
      ones.map { row in
        let place = places[row]
        return Envelope(
          minX: place.longitude, minY: place.latitude, maxX: place.longitude,
          maxY: place.latitude)
      })
    var best = isOne.indices.map { row in
      near.nearest(to: places[row], count: 8)
        .map { minutes(from: ones[$0.position], to: row) }.min() ?? .infinity
    }
    for one in ones {
      for (row, minutes) in imported[one] { best[row] = min(best[row], minutes) }
    }
    return best
  }

  /// The straight kilometres from every row to the nearest of some.
  func kilometersToNearest(_ ones: [Int]) -> [Double] {
    let near = PackedHilbertTree(
      ones.map { row in
        let place = places[row]
        return Envelope(
          minX: place.longitude, minY: place.latitude, maxX: place.longitude,
          maxY: place.latitude)
      })
    return places.map { place in
      near.nearest(to: place, count: 2)
        .map { GroundMetric.distanceMeters(between: place, and: places[ones[$0.position]]) / 1000 }
        .min() ?? .infinity
    }
  }
}
