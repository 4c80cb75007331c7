import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import DensityEstimation

@Suite("A bandwidth found from the points")
struct BandwidthTests {
  /// A round cloud of points on the ground.
  static func cloud(_ count: Int, deviationMeters: Double, seed: UInt64) -> [Coordinate] {
    var random = SeededRandom(seed: seed)
    let metric = GroundMetric(latitude: -7)
    return (0..<count).map { _ in
      Coordinate(
        longitude: 110 + random.normal(deviation: deviationMeters)
          / metric.metersPerDegreeLongitude,
        latitude: -7 + random.normal(deviation: deviationMeters) / metric.metersPerDegreeLatitude)
    }
  }

  @Test(
    "by Scott's rule is the deviation times n^(−1/6), in the kernel's own width",
    arguments: [
      (DensityKernel.quartic, 8.0.squareRoot()), (.epanechnikov, 6.0.squareRoot()), (.gaussian, 3),
    ])
  func scott(kernel: DensityKernel, factor: Double) throws {
    let index = try PointIndex(Self.cloud(4000, deviationMeters: 3000, seed: 71))
    let bandwidth = BandwidthRule.scott.bandwidthMeters(of: index, kernel: kernel)
    // 4000^(1/6) = 3.984.
    #expect(abs(bandwidth / (factor * 3000 / 3.984) - 1) < 0.04)
  }

  @Test("by cross-validation is near the likelihood's peak as brute force finds it")
  func crossValidation() throws {
    let count = SlowTests.all(150, elseOnly: 100)
    var places = Self.cloud(count, deviationMeters: 500, seed: 72)
    places += Self.cloud(count, deviationMeters: 500, seed: 73).map {
      Coordinate(longitude: $0.longitude + 0.5, latitude: $0.latitude)
    }
    let index = try PointIndex(places)
    let found = BandwidthRule.crossValidation.bandwidthMeters(of: index, kernel: .quartic)
    func likelihood(_ bandwidth: Double) -> Double {
      let all = BruteForceDensity(
        places.map { ($0, 1) }, kernel: .quartic, bandwidthMeters: bandwidth)
      let one = BruteForceDensity(
        [(places[0], 1)], kernel: .quartic, bandwidthMeters: bandwidth)
      let own = one.density(at: places[0])
      return places.reduce(0.0) { sum, place in
        sum + max(all.density(at: place) - own, 1e-3).logarithm
      }
    }
    let series = stride(from: 300.0, through: 3000, by: 150).map { ($0, likelihood($0)) }
    let best = try #require(series.max { $0.1 < $1.1 })
    #expect(likelihood(found) > best.1 - 3, "\(found) m against \(best.0) m")
    // Two towns far apart do not make it wide, as Scott's rule would.
    #expect(found < BandwidthRule.scott.bandwidthMeters(of: index, kernel: .quartic) / 4)
  }

  @Test("of one point, no point, or points that coincide is a bandwidth that can be used")
  func degenerate() throws {
    let one = Coordinate(longitude: 110, latitude: -7)
    for places in [[], [one], Array(repeating: one, count: 50)] {
      for rule in BandwidthRule.allCases {
        let index = try PointIndex(places)
        let bandwidth = rule.bandwidthMeters(of: index, kernel: .quartic)
        #expect(DensityParameters.bandwidthRange.contains(bandwidth))
      }
    }
  }

  @Test("that adapts keeps every point, narrow where they are dense and wide where they are sparse")
  func adaptive() throws {
    let dense = Self.cloud(2000, deviationMeters: 400, seed: 74)
    let center = Coordinate(longitude: 110, latitude: -7)
    let metric = GroundMetric(latitude: -7)
    var random = SeededRandom(seed: 75)
    let sparse = (0..<200).map { _ in
      Coordinate(longitude: random.uniform(109.5...110.5), latitude: random.uniform(-7.5 ... -6.5))
    }
    let index = try PointIndex(dense + sparse)
    let parameters = try DensityParameters(bandwidthMeters: 2000)
    let classes = try AdaptiveClasses(of: index, parameters: parameters)
    #expect(classes.parts.reduce(0) { $0 + $1.index.count } == 2200)
    let widths = classes.parts.map(\.bandwidthMeters)
    #expect(widths == widths.sorted() && widths.count >= 3)
    #expect(widths.allSatisfy { (499...8001).contains($0) })
    // In the middle of the cloud.
    let middle = try #require(
      dense.min { metric.distanceMeters($0, center) < metric.distanceMeters($1, center) })
    let around = GridBox(try #require(GridPoint(middle)))
    let nearest = try #require(classes.parts.first { $0.index.total(in: around).count > 0 })
    let widest = try #require(classes.parts.last)
    #expect(nearest.bandwidthMeters < 2000 && widest.bandwidthMeters > 2000)
  }

  @Test("that adapts agrees with Abramson's formula")
  func abramson() throws {
    let places = Self.cloud(300, deviationMeters: 3000, seed: 76)
    let parameters = try DensityParameters(bandwidthMeters: 2000)
    let judge = BruteForceDensity(
      places.map { ($0, 1) }, kernel: .quartic, bandwidthMeters: 2000)
    let pilots = places.map { judge.density(at: $0) }
    let mean = (pilots.reduce(0.0) { $0 + $1.logarithm } / Double(pilots.count)).exponential
    let classes = try AdaptiveClasses(of: try PointIndex(places), parameters: parameters)
    for (place, pilot) in zip(places, pilots) {
      let wanted = 2000 * min(max((mean / pilot).squareRoot(), 0.25), 4)
      let box = GridBox(try #require(GridPoint(place)))
      let part = try #require(classes.parts.first { $0.index.total(in: box).count > 0 })
      // Half a class, and what the pilot changes within its cell.
      #expect(abs((part.bandwidthMeters / wanted).logarithm) < 0.1733 + 0.08)
    }
  }
}

@Suite("A correction at the coast")
struct EdgeCorrectionTests {
  /// Land west of 110.1° E.
  static let land = MultiPolygon([
    Polygon(
      exterior: Ring(
        [(109.8, -7.2), (110.1, -7.2), (110.1, -6.8), (109.8, -6.8), (109.8, -7.2)].map {
          Coordinate(longitude: $0.0, latitude: $0.1)
        }))
  ])

  @Test("doubles what lies on a straight coast, and leaves inland alone", arguments: [500, 2000.0])
  func straightCoast(bandwidth: Double) throws {
    let parameters = try DensityParameters(bandwidthMeters: bandwidth)
    let mask = LandMask(of: [Self.land], bandwidthMeters: bandwidth)
    func weight(at longitude: Double) throws -> Double {
      let index = try PointIndex([Coordinate(longitude: longitude, latitude: -7)])
      return try index.corrected(forEdgesOf: mask, parameters: parameters).totalWeight
    }
    #expect(abs(try weight(at: 109.95) - 1) < 1e-3)
    #expect(abs(try weight(at: 110.1 - 1e-6) - 2) < 0.25)
    // Far out at sea the weight is bounded.
    #expect(abs(try weight(at: 111) - 20) < 1e-3)
  }

  @Test("keeps the mass on land: its integral over the land is the number of points")
  func massOnLand() throws {
    var random = SeededRandom(seed: 81)
    let places = (0..<400).map { _ in
      Coordinate(longitude: random.uniform(110.05...110.1), latitude: random.uniform(-7.1 ... -6.9))
    }
    let parameters = try DensityParameters(bandwidthMeters: 1500)
    let mask = LandMask(of: [Self.land], bandwidthMeters: 1500)
    let index = try PointIndex(places)
    let plain = DensityField(of: index, parameters: parameters, for: .owner(purpose: "test"))
    let corrected = DensityField(
      of: try index.corrected(forEdgesOf: mask, parameters: parameters), parameters: parameters,
      for: .owner(purpose: "test"))
    let area = EllipsoidalArea.squareKilometers(of: Self.land)
    #expect(plain.summary(over: Self.land).meanPerSquareKilometer * area < 390)
    let mass = corrected.summary(over: Self.land).meanPerSquareKilometer * area
    #expect(abs(mass / 400 - 1) < 0.02)
  }

  @Test("knows the share of a kernel on land", arguments: DensityKernel.allCases)
  func shareMatchesSum(kernel: DensityKernel) throws {
    let land = AreaDensityTests.area
    for bandwidth in [600, 2500.0] {
      let parameters = try DensityParameters(kernel: kernel, bandwidthMeters: bandwidth)
      let mask = LandMask(of: [land], bandwidthMeters: bandwidth)
      var share = LandShare(of: parameters, on: mask)
      var random = SeededRandom(seed: 83)
      for _ in 0..<60 {
        let place = Coordinate(
          longitude: random.uniform(112.58...112.66), latitude: random.uniform(-7.97 ... -7.88))
        let point = try #require(GridPoint(place))
        let shift = UInt32(32 - mask.level)
        let (column, row) = (Int(point.x >> shift), Int(point.y >> shift))
        let found = share.share(aroundColumn: column, row: row)
        let truth = Self.share(of: parameters, on: land, column, row, level: mask.level)
        // On the Mercator lattice a kernel is round; on the ground it is an ellipse by 0.7 %.
        #expect(abs(found - truth) < (kernel == .uniform ? 0.03 : 0.006))
      }
    }
  }

  /// The share as a sum over the nodes of a square, each tested and measured on its own.
  private static func share(
    of parameters: DensityParameters, on land: MultiPolygon, _ column: Int, _ row: Int, level: Int
  ) -> Double {
    let window = LatticeWindow(unchecked: level, column - 20, row - 20, 41, 41)
    let center = window.place(column: 20, row: 20)
    let judge = BruteForceDensity(
      [(center, 1)], kernel: .init(parameters.kernel), bandwidthMeters: parameters.bandwidthMeters)
    var (onLand, all) = (0.0, 0.0)
    for column in 0..<41 {
      for row in 0..<41 {
        let place = window.place(column: column, row: row)
        let value = judge.density(at: place)
        all += value
        onLand += land.contains(place) ? value : 0
      }
    }
    return onLand / all
  }

  @Test("knows land as the areas' own test does")
  func maskMatchesContainment() {
    let area = AreaDensityTests.area
    let mask = LandMask(of: [area], bandwidthMeters: 500)
    var random = SeededRandom(seed: 82)
    for _ in 0..<500 {
      let place = Coordinate(
        longitude: random.uniform(112.59...112.65), latitude: random.uniform(-7.96 ... -7.89))
      guard let point = GridPoint(place) else { continue }
      let shift = UInt32(32 - mask.level)
      let (column, row) = (Int(point.x >> shift), Int(point.y >> shift))
      let node = LatticeWindow(unchecked: mask.level, column, row, 1, 1).place(column: 0, row: 0)
      let window = mask.window(columns: column - 70..<column + 2, rows: row - 1..<row + 3)
      #expect(window.isLand(column: column, row: row) == area.contains(node))
    }
  }
}

@Suite("A field of several parts")
struct FieldPartTests {
  @Test("is what is left when added points are added and removed ones taken away")
  func delta() throws {
    let places = BandwidthTests.cloud(900, deviationMeters: 4000, seed: 91)
    let parameters = try DensityParameters(bandwidthMeters: 1200)
    let tile = try #require(TileID(containing: places[0], zoom: 11))
    let window = LatticeWindow(tile: tile)
    func part(_ range: Range<Int>, isRemoved: Bool = false) throws -> DensityField.Part {
      .init(
        index: try PointIndex(Array(places[range])), parameters: parameters, isRemoved: isRemoved)
    }
    let layered = DensityField(
      of: [try part(0..<700), try part(700..<900), try part(0..<150, isRemoved: true)],
      for: .owner(purpose: "test"))
    let merged = DensityField(of: [try part(150..<900)], for: .owner(purpose: "test"))
    let (a, b) = (layered.densities(in: window), merged.densities(in: window))
    let error = zip(a.values, b.values).map { abs($0 - $1) }.max() ?? 1
    #expect(error <= 2 * merged.densities(in: window).maximum / 512)
    let nothing = DensityField(
      of: [try part(0..<700), try part(0..<700, isRemoved: true)], for: .owner(purpose: "test"))
    #expect(nothing.densities(in: window).values.allSatisfy { $0 == 0 })
  }

  @Test("stops when it is not wanted any more")
  func cancelled() throws {
    let places = BandwidthTests.cloud(20_000, deviationMeters: 4000, seed: 92)
    let field = DensityField(
      of: try PointIndex(places), parameters: try DensityParameters(bandwidthMeters: 200),
      for: .owner(purpose: "test"))
    let tile = try #require(TileID(containing: places[0], zoom: 13))
    var questions = 0
    _ = field.densities(in: LatticeWindow(tile: tile)) {
      questions += 1
      return false
    }
    #expect(questions == 1)
  }
}

extension GridBox {
  fileprivate init(_ point: GridPoint) {
    self.init(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
  }
}
