import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialStatistics

@Suite("Spatial weights")
struct WeightsTests {
  private static func places(_ count: Int) -> [Coordinate] {
    var random = SeededRandom(seed: 6)
    return (0..<count).map { _ in
      Coordinate(longitude: random.uniform(110...111), latitude: random.uniform(-8 ... -7))
    }
  }

  private static func byDistance(_ places: [Coordinate], _ place: Int) -> [(Int, Double)] {
    places.indices.filter { $0 != place }
      .map { ($0, GroundMetric.distanceMeters(between: places[place], and: places[$0])) }
      .sorted { $0.1 < $1.1 }
  }

  @Test("the k nearest are those by ground distance")
  func nearest() throws {
    let places = Self.places(60)
    let weights = try SpatialWeights(nearest: 5, to: places)
    for place in places.indices {
      let expected = Self.byDistance(places, place).prefix(5).map { Int32($0.0) }.sorted()
      #expect(Array(weights.neighbors(of: place)) == expected)
    }
    #expect(try SpatialWeights(nearest: 9, to: Self.places(4)).cardinality(of: 0) == 3)
    let heap = Array(repeating: places[0], count: 6)
    #expect(try SpatialWeights(nearest: 2, to: heap).members.count == 12)
  }

  @Test("a distance takes all within it; who has none gets the nearest and is marked")
  func band() throws {
    let places = Self.places(60) + [Coordinate(longitude: 120, latitude: -3)]
    let weights = try SpatialWeights(within: 20_000, of: places)
    for place in 0..<60 {
      let expected = Self.byDistance(places, place).filter { $0.1 <= 20_000 }.map { Int32($0.0) }
      if expected.isEmpty {
        #expect(weights.isIsland(place))
      } else {
        #expect(Array(weights.neighbors(of: place)) == expected.sorted())
      }
    }
    #expect(weights.isIsland(60) && weights.cardinality(of: 60) == 1)
  }

  @Test("rules without neighbours, unknown areas and places off the map are refused")
  func refuses() throws {
    #expect(throws: SpatialStatisticsError.noNeighbors(rule: "knn:0")) {
      try SpatialWeights(nearest: 0, to: Self.places(3))
    }
    #expect(throws: SpatialStatisticsError.noNeighbors(rule: "distance:-1.0")) {
      try SpatialWeights(within: -1, of: Self.places(3))
    }
    #expect(throws: SpatialStatisticsError.placeOutsideWebMercator) {
      try SpatialWeights(nearest: 1, to: [Coordinate(longitude: 0, latitude: 89)])
    }
    #expect(throws: SpatialStatisticsError.unknownNeighbor(area: 1, neighbor: 7)) {
      try SpatialWeights([[1], [0, 7]])
    }
    let weights = try SpatialWeights([[1, 1, 0], [0]])
    #expect(weights.neighbors(of: 0) == [1])
  }
}
