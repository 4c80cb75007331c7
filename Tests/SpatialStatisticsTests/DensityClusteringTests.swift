import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialStatistics

@Suite("DBSCAN")
struct DensityClusteringTests {
  private static func cloud(_ count: Int, _ random: inout SeededRandom) -> [Coordinate] {
    let centers = (0..<5).map { _ in
      Coordinate(longitude: random.uniform(112...112.2), latitude: random.uniform(-8 ... -7.8))
    }
    return (0..<count).map { number in
      let center = centers[number % 5]
      let width = number % 7 == 0 ? 0.1 : 0.006
      return Coordinate(
        longitude: center.longitude + random.normal(deviation: width),
        latitude: center.latitude + random.normal(deviation: width))
    }
  }

  /// Labels by the definition, expanding one cluster after the other as scikit-learn does.
  private static func bruteForce(
    _ places: [Coordinate], within meters: Double, minimum: Int
  ) -> [Int32] {
    let near = places.map { place in
      places.indices.filter {
        GroundMetric.distanceMeters(between: place, and: places[$0]) <= meters
      }
    }
    let isCore = near.map { $0.count >= minimum }
    var labels = [Int32](repeating: -1, count: places.count)
    var next: Int32 = 0
    for point in places.indices where labels[point] < 0 && isCore[point] {
      var open = [point]
      labels[point] = next
      while let current = open.popLast() {
        for other in near[current] where labels[other] < 0 {
          labels[other] = next
          if isCore[other] { open.append(other) }
        }
      }
      next += 1
    }
    return labels
  }

  @Test("finds the clusters that the definition gives", arguments: 0..<10)
  func matchesDefinition(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let places = Self.cloud(220, &random)
    for (meters, minimum) in [(400.0, 4), (900, 8), (150, 2), (3000, 1)] {
      let found = try DensityClustering.clusters(of: places, within: meters, minimum: minimum)
      #expect(found.labels == Self.bruteForce(places, within: meters, minimum: minimum))
      #expect(found.members.reduce(0) { $0 + $1.count } == found.labels.count { $0 >= 0 })
    }
  }

  @Test("does not depend on the number of threads")
  func repeats() throws {
    var random = SeededRandom(seed: 50)
    let places = Self.cloud(9000, &random)
    let one = try DensityClustering.clusters(of: places, within: 200, minimum: 6, threads: 1)
    #expect(one.count > 1)
    #expect(try DensityClustering.clusters(of: places, within: 200, minimum: 6, threads: 3) == one)
  }

  @Test("takes points on one spot, and none at all")
  func edges() throws {
    let spot = Coordinate(longitude: 110, latitude: -7)
    let heap = try DensityClustering.clusters(
      of: Array(repeating: spot, count: 9), within: 50, minimum: 5)
    #expect(heap.labels == Array(repeating: 0, count: 9))
    #expect(try DensityClustering.clusters(of: [], within: 50, minimum: 5).count == 0)
    #expect(try DensityClustering.clusters(of: [spot], within: 50, minimum: 2).labels == [-1])
  }

  @Test("says what is wrong with its input")
  func refuses() {
    let spot = Coordinate(longitude: 110, latitude: -7)
    for (meters, minimum) in [(0.0, 5), (.nan, 5), (-1, 5), (100, 0)] {
      #expect(throws: SpatialStatisticsError.self) {
        try DensityClustering.clusters(of: [spot], within: meters, minimum: minimum)
      }
    }
    #expect(throws: SpatialStatisticsError.placeOutsideWebMercator) {
      try DensityClustering.clusters(
        of: [Coordinate(longitude: 0, latitude: 89.9)], within: 10, minimum: 1)
    }
    #expect(throws: SpatialStatisticsError.cancelled) {
      try DensityClustering.clusters(of: [spot], within: 10, minimum: 1) { false }
    }
  }
}
