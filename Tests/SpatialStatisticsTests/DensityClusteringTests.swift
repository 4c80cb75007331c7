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
    let positions = places.map(GeocentricPosition.init)
    let near = positions.map { position in
      positions.indices.filter { position.squaredDistance(to: positions[$0]) <= meters * meters }
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

  @Test(
    "finds them across 180° E and W, near the edge of web maps, and over whole continents",
    arguments: [(0.3, 70.0), (0.3, 0), (20, 60), (150, 0)])
  func elsewhere(width: Double, latitude: Double) throws {
    var random = SeededRandom(seed: 60)
    let places = (0..<200).map { _ in
      let longitude = 180 + random.normal(deviation: width)
      return Coordinate(
        longitude: (longitude + 540).truncatingRemainder(dividingBy: 360) - 180,
        latitude: min(max(latitude + random.normal(deviation: width / 3), -85), 85))
    }
    for (meters, minimum) in [(4000.0, 3), (30_000, 5), (400_000, 4), (1_000_000, 2)] {
      let found = try DensityClustering.clusters(of: places, within: meters, minimum: minimum)
      #expect(found.labels == Self.bruteForce(places, within: meters, minimum: minimum))
    }
  }

  @Test("straight lines stand for the ground: a part in a hundred thousand at 100 km")
  func straightLines() {
    for (a, b) in [
      ((110.0, -7.0), (110.7, -7.5)), ((140, -8), (139.999, -8)), ((95, 5), (95, 5.5)),
    ] {
      let (from, to) = (
        Coordinate(longitude: a.0, latitude: a.1), Coordinate(longitude: b.0, latitude: b.1)
      )
      let straight = GeocentricPosition(from).squaredDistance(to: GeocentricPosition(to))
        .squareRoot()
      let ground = GroundMetric.distanceMeters(between: from, and: to)
      #expect(abs(straight / ground - 1) < 2e-5)
    }
  }

  @Test("two crowds are near each other when any two of them are")
  func nearPairs() {
    var random = SeededRandom(seed: 61)
    for round in 0..<60 {
      func crowd(_ middle: Double) -> [GeocentricPosition] {
        (0..<(20 + round * 3)).map { _ in
          GeocentricPosition(
            x: middle + random.normal(deviation: 30),
            y: random.normal(deviation: round % 3 == 0 ? 0 : 50),
            z: random.uniform(0...10).rounded())
        }
      }
      let (a, b) = (crowd(0), crowd(160))
      let least = a.map { place in b.map { place.squaredDistance(to: $0) }.min() ?? 0 }.min() ?? 0
      for square in [least, least * 0.999, least * 1.001, least / 4, least * 9] {
        #expect(NearPair.exists(a[...], b[...], square) == (least <= square))
      }
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
    for (meters, minimum) in [(0.0, 5), (.nan, 5), (-1, 5), (2e6, 5), (100, 0)] {
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
