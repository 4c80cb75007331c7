import Coverage
import DensityEstimation
import GeoPrimitives
import GeoStore

/// How far a village is from service: the nearest service point, and the one that is reached soonest.
struct ServiceReach: Sendable {
  /// The nearest service point, by its position among `ServicePlaces.points`; `nil` without any.
  var nearest: ServicePlaces.Found?
  /// The least time to a service point; `nil` without any.
  var time: TravelTime?
}

/// Finds the reach of villages.
private struct ReachFinder: Sendable {
  let places: ServicePlaces
  let matrix: TravelMatrix
  let estimator: TravelEstimator
  /// From where imported times count.
  let origins: Set<String>

  /// The nearest point, and the least time: that of the matrix where it has a row, else the estimate. A point that
  /// is farther may be sooner when the way to the nearest one takes a ferry, or a row says so.
  func reach(of village: Area) -> ServiceReach {
    let rows = matrix.times(to: village.code.text).filter { origins.contains($0.key) }
    var best = rows.values.min().map { TravelTime(minutes: $0, basis: .matrix) }
    guard let nearest = places.nearest(to: village.label) else {
      return ServiceReach(nearest: nil, time: best)
    }
    var limit = best?.minutes ?? .infinity
    if let first = estimate(to: nearest, from: village, rows), first < limit {
      best = TravelTime(minutes: first, basis: .estimate)
      limit = first
    }
    guard estimator.rule.minutes(meters: nearest.meters) < limit else {
      return ServiceReach(nearest: nearest, time: best)
    }
    for point in candidates(within: limit, of: village) {
      guard estimator.rule.minutes(meters: point.meters) < limit else { break }
      guard let minutes = estimate(to: point, from: village, rows), minutes < limit else {
        continue
      }
      best = TravelTime(minutes: minutes, basis: .estimate)
      limit = minutes
    }
    return ServiceReach(nearest: nearest, time: best)
  }

  private func candidates(within minutes: Double, of village: Area) -> [ServicePlaces.Found] {
    let meters = estimator.rule.meters(minutes: minutes)
    return places.within(meters: meters, of: village.label)
  }

  /// The estimate for a point that the matrix has no row of.
  private func estimate(
    to point: ServicePlaces.Found, from village: Area, _ rows: [String: Double]
  ) -> Double? {
    guard rows[places.points[point.position].id] == nil else { return nil }
    return estimator.minutes(
      from: village.label, to: places.place(of: point.position), meters: point.meters)
  }
}

extension DatasetSnapshot {
  /// The service points by distance; made once.
  var servicePlaces: ServicePlaces {
    places.servicePlaces.value(for: 0) { ServicePlaces(servicePoints) }
  }

  /// Travel times by the rule of the house; its land is found once.
  var travelEstimator: TravelEstimator {
    let land = places.landGrids.value(for: 0) {
      LandGrid(of: villages.areas.lazy.map(\.geometry), in: villages.extent)
    }
    return TravelEstimator(rule: .standard, land: land)
  }

  /// The reach of every village, by position; found once.
  /// - Complexity: O(v log s) for v villages and s service points, and the cells of land between them.
  func serviceReaches() -> [ServiceReach] {
    places.reaches.value(for: 0) {
      let finder = ReachFinder(
        places: servicePlaces, matrix: programme.travelTimes, estimator: travelEstimator,
        origins: Set(servicePoints.map(\.id) + programme.offices.map(\.id)))
      let (areas, size) = (villages.areas, 512)
      let chunks = ConcurrentMap.map((areas.count + size - 1) / size) { chunk in
        areas[chunk * size..<min((chunk + 1) * size, areas.count)].map(finder.reach)
      }
      return chunks.flatMap { $0 }
    }
  }
}
