import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

/// Points of every awkward shape that an index must bear.
enum PointSets {
  static let named: [(name: String, places: [Coordinate])] = [
    ("none", []),
    ("one", [Coordinate(longitude: 112.6, latitude: -7.9)]),
    ("a full leaf", scattered(16, seed: 1)),
    ("one more than a leaf", scattered(17, seed: 2)),
    ("all equal", Array(repeating: Coordinate(longitude: 106.8, latitude: -6.2), count: 300)),
    ("a line", (0..<257).map { Coordinate(longitude: 110 + Double($0) / 100, latitude: -7) }),
    ("scattered", scattered(3000, seed: 3)),
    ("clustered", clustered(5000, seed: 4)),
    ("the rims of the square", rims),
  ]

  static let rims = [
    Coordinate(longitude: -180, latitude: WebMercator.maximumLatitude),
    Coordinate(longitude: 180, latitude: -WebMercator.maximumLatitude),
    Coordinate(longitude: 0, latitude: 0),
  ]

  static func scattered(_ count: Int, seed: UInt64) -> [Coordinate] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      Coordinate(
        longitude: random.uniform(95...141), latitude: random.uniform(-11...6))
    }
  }

  static func clustered(_ count: Int, seed: UInt64) -> [Coordinate] {
    var random = SeededRandom(seed: seed)
    let centers = scattered(12, seed: seed + 1)
    return (0..<count).map { index in
      let center = centers[index % centers.count]
      return Coordinate(
        longitude: center.longitude + random.normal(deviation: 0.05),
        latitude: center.latitude + random.normal(deviation: 0.05))
    }
  }
}

@Suite("The point index")
struct PointIndexTests {
  @Test("finds the same points in a box as looking at each", arguments: PointSets.named.indices)
  func windowMatchesBruteForce(set: Int) throws {
    let places = PointSets.named[set].places
    let index = try PointIndex(places)
    let cells = places.compactMap { GridPoint($0) }
    var random = SeededRandom(seed: 11)
    for _ in 0..<60 {
      let box = Self.randomBox(&random)
      let grid = try #require(GridBox(box))
      let expected = cells.indices.filter { grid.contains(x: cells[$0].x, y: cells[$0].y) }
      let found = index.positions(in: box)
      #expect(found.sorted() == expected)
      #expect(index.total(in: grid).count == expected.count)
      #expect(index.count(in: grid) == expected.count)
      var visited: [Int] = []
      index.visit(in: grid) { position, point in
        #expect(point == cells[position])
        visited.append(position)
        return true
      }
      #expect(visited == found)
    }
  }

  @Test(
    "finds the same points within a radius as measuring each", arguments: PointSets.named.indices)
  func radiusMatchesBruteForce(set: Int) throws {
    let places = PointSets.named[set].places
    let index = try PointIndex(places)
    var random = SeededRandom(seed: 12)
    for _ in 0..<40 {
      let center = Self.randomCenter(of: places, &random)
      let radius = random.uniform(0...200_000)
      let found = index.neighbors(of: center, within: radius)
      let expected = Self.measured(places, from: center).filter { $0.meters <= radius }
      #expect(found == expected)
      #expect(index.count(within: radius, of: center) == expected.count)
      var positions = [-1]
      index.appendPositions(within: radius, of: center, to: &positions)
      #expect(positions.dropFirst().sorted() == expected.map(\.position).sorted())
      var visited: [Int] = []
      index.visit(within: radius, of: center) { position, _ in
        visited.append(position)
        return true
      }
      #expect(visited == Array(positions.dropFirst()))
    }
  }

  @Test("finds the same nearest points as sorting all", arguments: PointSets.named.indices)
  func nearestMatchesBruteForce(set: Int) throws {
    let places = PointSets.named[set].places
    let index = try PointIndex(places)
    var random = SeededRandom(seed: 13)
    for round in 0..<40 {
      let center = Self.randomCenter(of: places, &random)
      let bound = round.isMultiple(of: 3) ? 50_000.0 : .infinity
      let count = [1, 2, 10, 400][round % 4]
      let found = index.nearest(to: center, count: count, within: bound)
      let expected = Self.measured(places, from: center).filter { $0.meters <= bound }.prefix(count)
      #expect(found == Array(expected))
    }
  }

  @Test("answers from anywhere on the globe, and from nowhere else")
  func unusualPlaces() throws {
    for places in [PointSets.clustered(700, seed: 8), PointSets.rims] {
      let index = try PointIndex(places)
      for center in [
        Coordinate(longitude: 0, latitude: 90), Coordinate(longitude: 180, latitude: -90),
        Coordinate(longitude: -180, latitude: 85.06), Coordinate(longitude: 179.9, latitude: -84),
        Coordinate(longitude: 110, latitude: 89.999_999),
      ] {
        let expected = Self.measured(places, from: center)
        #expect(index.nearest(to: center, count: 20) == Array(expected.prefix(20)))
        #expect(index.nearest(to: center, count: .max) == expected)
        #expect(index.neighbors(of: center, within: .infinity) == expected)
        let half = expected[expected.count / 2].meters
        #expect(index.neighbors(of: center, within: half) == expected.filter { $0.meters <= half })
      }
      for center in [
        Coordinate(longitude: 0, latitude: 90.1), Coordinate(longitude: .nan, latitude: 0),
        Coordinate(longitude: 181, latitude: 0),
      ] {
        #expect(index.nearest(to: center, count: 5).isEmpty)
        #expect(index.count(within: .infinity, of: center) == 0)
      }
    }
  }

  @Test("finds nothing within a distance that is none, and what is there within zero")
  func unusualDistances() throws {
    let places = PointSets.scattered(300, seed: 9)
    let index = try PointIndex(places)
    for meters in [-1.0, .nan, -.infinity] {
      #expect(index.positions(within: meters, of: places[0]).isEmpty)
      #expect(index.neighbors(of: places[0], within: meters).isEmpty)
      #expect(index.nearest(to: places[0], count: 3, within: meters).isEmpty)
    }
    let cell = try #require(GridPoint(places[0])).coordinate
    #expect(index.positions(within: 0, of: cell) == [0])
    #expect(index.nearest(to: cell, count: 3, within: 0).map(\.position) == [0])
    #expect(index.nearest(to: cell, count: 0).isEmpty)
    #expect(index.nearest(to: cell, count: -1).isEmpty)
  }

  @Test("sums weights in boxes exactly")
  func weightsMatchBruteForce() throws {
    let places = PointSets.clustered(4000, seed: 21)
    var random = SeededRandom(seed: 22)
    let weights = places.map { _ in Double(Int.random(in: 0...640, using: &random)) / 64 }
    let index = try PointIndex(places, weights: weights)
    #expect(index.totalWeight == weights.reduce(0, +))
    for _ in 0..<60 {
      let grid = try #require(GridBox(Self.randomBox(&random)))
      let cells = places.compactMap { GridPoint($0) }
      let expected = zip(cells, weights).reduce(0.0) { sum, entry in
        grid.contains(x: entry.0.x, y: entry.0.y) ? sum + entry.1 : sum
      }
      #expect(index.total(in: grid).weight == expected)
    }
  }

  @Test("stops a visit when told to")
  func visitStopsEarly() throws {
    let index = try PointIndex(PointSets.scattered(500, seed: 5))
    var seen = 0
    let reachedEnd = index.visit(in: .everything) { _, _ in
      seen += 1
      return seen < 7
    }
    #expect(!reachedEnd)
    #expect(seen == 7)
    seen = 0
    let center = Coordinate(longitude: 110, latitude: -7)
    #expect(
      !index.visit(within: .infinity, of: center) { _, _ in
        seen += 1
        return seen < 7
      })
    #expect(seen == 7)
  }

  @Test("gives the same order for the same points however they came")
  func orderIsIndependentOfInput() throws {
    let places = Array(Set(PointSets.clustered(2000, seed: 6)))
    let forward = try PointIndex(places)
    let backward = try PointIndex(Array(places.reversed()))
    #expect(forward.xs == backward.xs)
    #expect(forward.ys == backward.ys)
    #expect(forward.boxes == backward.boxes)
    #expect(forward.prefixes == backward.prefixes)
  }

  @Test("keeps where in its cell each point lies", arguments: PointSets.named.indices)
  func keepsOffsets(set: Int) throws {
    let places = PointSets.named[set].places
    let index = try PointIndex(places)
    let located = places.compactMap { GridPoint.located($0) }
    let inOrder = index.inInputOrder((0..<index.count).map { Int32($0) })
    for (position, expected) in zip(inOrder, located) {
      #expect(index.point(at: Int(position)) == expected.cell)
      #expect(index.offset(at: Int(position)) == expected.offset)
    }
    let same = try PointIndex(
      gridPoints: located.map(\.cell), offsets: located.map(\.offset), weights: [])
    #expect(same.offsets == index.offsets && same.inputPositions == index.inputPositions)
  }

  @Test("spends nothing on offsets when all points lie in the middle of their cells")
  func middleOffsets() throws {
    let cells = PointSets.clustered(400, seed: 31).compactMap { GridPoint($0) }
    let index = try PointIndex(
      gridPoints: cells, offsets: cells.map { _ in .middle }, weights: [])
    #expect(index.offsets.isEmpty)
    #expect(index.offset(at: 17) == .middle)
    #expect(throws: PointIndexError.offsetCountDiffers(points: 400, offsets: 3)) {
      try PointIndex(
        gridPoints: cells, offsets: Array(repeating: .middle, count: 3), weights: [])
    }
  }

  @Test("refuses the poles, the far side of the antimeridian and what is no number")
  func refusesPlacesOffTheGrid() {
    let bad = [
      Coordinate(longitude: 100, latitude: 90), Coordinate(longitude: 100, latitude: -85.06),
      Coordinate(longitude: 180.01, latitude: 0), Coordinate(longitude: .nan, latitude: 0),
      Coordinate(longitude: 0, latitude: .infinity),
    ]
    for place in bad {
      let good = Coordinate(longitude: 100, latitude: 0)
      #expect(throws: PointIndexError.outsideGrid(position: 1)) {
        try PointIndex([good, place])
      }
    }
  }

  @Test("refuses weights that are negative, no number, too large or too few")
  func refusesUnusableWeights() {
    let places = PointSets.scattered(2, seed: 7)
    for weight in [-1.0, .nan, .infinity, 1e9] {
      #expect(throws: PointIndexError.unusableWeight(position: 1)) {
        try PointIndex(places, weights: [1, weight])
      }
    }
    #expect(throws: PointIndexError.totalWeightTooLarge) {
      try PointIndex(places, weights: [67_000_000, 67_000_000])
    }
    #expect(throws: PointIndexError.countsDiffer(points: 2, weights: 1)) {
      try PointIndex(places, weights: [1])
    }
  }

  private static func randomBox(_ random: inout SeededRandom) -> Envelope {
    let x = random.uniform(94...141)
    let y = random.uniform(-12...6)
    let size = random.uniform(0...1) * random.uniform(0...30)
    return Envelope(minX: x, minY: y, maxX: x + size, maxY: y + size)
  }

  private static func randomCenter(of places: [Coordinate], _ random: inout SeededRandom)
    -> Coordinate
  {
    let drift = random.uniform(0...0.5)
    guard let near = places.randomElement(using: &random) else {
      return Coordinate(longitude: 110, latitude: -7)
    }
    let latitude = min(max(near.latitude + drift, -84), 84)
    return Coordinate(longitude: min(near.longitude + drift, 180), latitude: latitude)
  }

  private static func measured(_ places: [Coordinate], from center: Coordinate) -> [Neighbor] {
    let metric = GroundMetric(latitude: center.latitude)
    let all = places.enumerated().compactMap { position, place -> Neighbor? in
      guard let cell = GridPoint(place) else { return nil }
      let meters = metric.distanceMeters(center, cell.coordinate)
      return Neighbor(position: position, meters: meters)
    }
    return all.sorted { ($0.meters, $0.position) < ($1.meters, $1.position) }
  }
}
