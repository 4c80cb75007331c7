import Coverage
import Foundation
import GeoPrimitives
import Support
import Testing

@testable import SpatialStatistics

@Suite("Gi* and Moran's I")
struct LocalStatisticsTests {
  private static let quadrants: [MoranQuadrant] = [.highHigh, .lowHigh, .lowLow, .highLow]

  private static func isClose(_ found: [Double], _ expected: [Double], _ tolerance: Double) -> Bool
  {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance }
  }

  /// Whether two Monte Carlo estimates may be of one probability: five standard errors apart at most.
  private static func isOneProbability(_ a: Double, _ b: Double, draws: Double) -> Bool {
    let p = max(a, b)
    return abs(a - b) <= 5 * (2 * p * (1 - min(p, 0.9)) / draws).squareRoot() + 2 / draws
  }

  @Test("agree with esda on a lattice to nine digits")
  func lattice() throws {
    let expected = try ExpectedFigures.read("local.json", as: ExpectedFigures.LocalFile.self)
      .lattice
    let values = try #require(expected.values)
    let weights = Lattice(columns: 12, rows: 10).weights
    #expect(weights.members.count == expected.links)
    try Self.compare(values, weights, expected)
  }

  @Test(
    "agree with esda and spdep on North Carolina",
    .enabled(if: TestData.isAvailable, "\(TestData.skipReason)"))
  func northCarolina() throws {
    let counties = try #require(try NorthCarolina())
    let expected = try ExpectedFigures.read("local.json", as: ExpectedFigures.LocalFile.self)
      .northCarolina
    let spdep = try ExpectedFigures.read("spdep.json", as: ExpectedFigures.Spdep.self)
    let weights = SpatialWeights(
      contiguity: AreaNeighbors(
        of: counties.areas, centers: counties.areas.map(\.envelope.center), toleranceMeters: 0.01))
    #expect(weights.members.count == expected.links)
    #expect(weights.members.count == spdep.links)
    try Self.compare(counties.rates, weights, expected)
    let scores = try GetisOrd.scores(counties.rates, weights)
    #expect(Self.isClose(scores, spdep.giZ, 1e-9))
    let moran = try LocalMoran.associations(counties.rates, weights)
    #expect(Self.isClose(moran.map(\.z), spdep.moranZ, 1e-9))
    let whole = try GlobalMoran(counties.rates, weights)
    #expect(abs(whole.statistic - spdep.globalI) < 1e-12 && abs(whole.z - spdep.globalZ) < 1e-9)
  }

  private static func compare(
    _ values: [Double], _ weights: SpatialWeights, _ expected: ExpectedFigures.Local
  ) throws {
    let draws = 99_999
    #expect(isClose(try GetisOrd.scores(values, weights), expected.giZ, 1e-9))
    let outcomes = try PermutationTest(values, weights, permutations: draws, seed: 3, threads: 2)
      .outcomes { true }
    // Sums that are equal by chance are told apart there by their rounding, and counted on one side.
    let untied = zip(outcomes, expected.giPSimOneSided).filter { own, _ in
      own.upper + own.lower < draws + draws / 1000
    }
    #expect(untied.count > values.count / 2)
    for (own, theirs) in untied {
      let p = Double(min(own.upper, draws - own.upper) + 1) / Double(draws + 1)
      #expect(isOneProbability(p, theirs, draws: Double(draws)))
    }
    let moran = try LocalMoran.associations(values, weights)
    #expect(isClose(moran.map(\.statistic), expected.moranI, 1e-9))
    #expect(moran.map(\.quadrant) == expected.moranQuadrant.map { quadrants[$0 - 1] })
    let whole = try GlobalMoran(values, weights)
    #expect(abs(whole.statistic - expected.globalI) < 1e-12)
    #expect(abs(whole.expected - expected.globalExpected) < 1e-12)
    #expect(abs(whole.variance - expected.globalVariance) < 1e-12)
    #expect(abs(whole.z - expected.globalZ) < 1e-9)
  }

  @Test("flag areas of chance in at most 19 of 200 worlds at 5 %", arguments: [0.3, 2, 20])
  func isHonest(mean: Double) throws {
    let weights = Lattice(columns: 12, rows: 10).weights
    var random = SeededRandom(seed: 11)
    var flagged = 0
    for world in 0..<200 {
      let values = (0..<120).map { _ in Double(Self.poisson(mean, &random)) }
      let hotspots = try GetisOrd.hotspots(
        values, weights, .init(permutations: 999, seed: UInt64(world)))
      if hotspots.contains(where: { $0.rate <= 0.05 }) { flagged += 1 }
    }
    #expect(flagged <= 19)
  }

  @Test("find nine areas with three times as many reports")
  func finds() throws {
    let weights = Lattice(columns: 12, rows: 10).weights
    var random = SeededRandom(seed: 12)
    var found = 0
    for world in 0..<20 {
      let values = (0..<120).map { area in
        let isPlanted = (4...6).contains(area % 12) && (3...5).contains(area / 12)
        return Double(Self.poisson(isPlanted ? 12 : 4, &random))
      }
      let hotspots = try GetisOrd.hotspots(
        values, weights, .init(permutations: 999, seed: UInt64(world)))
      if hotspots[4 * 12 + 5].hotspotClass.isHot { found += 1 }
    }
    #expect(found >= 19)
  }

  static func poisson(_ mean: Double, _ random: inout SeededRandom) -> Int {
    var count = 0
    // Waiting times of mean 1 that fit into the mean.
    var rest = mean
    while true {
      rest -= -log(random.uniform(1e-300...1))
      if rest < 0 { return count }
      count += 1
    }
  }

  @Test("do not depend on the number of threads, and follow the seed")
  func repeats() throws {
    let weights = Lattice(columns: 12, rows: 10).weights
    var random = SeededRandom(seed: 4)
    let values = (0..<120).map { _ in random.uniform(0...9) }
    let one = try GetisOrd.hotspots(values, weights, .init(seed: 9, threads: 1))
    #expect(try GetisOrd.hotspots(values, weights, .init(seed: 9, threads: 3)) == one)
    #expect(try GetisOrd.hotspots(values, weights, .init(seed: 10)) != one)
  }

  @Test("say what is wrong with their input")
  func refuses() throws {
    let weights = Lattice(columns: 3, rows: 1).weights
    #expect(throws: SpatialStatisticsError.constantValues) {
      try GetisOrd.hotspots([2, 2, 2], weights)
    }
    #expect(throws: SpatialStatisticsError.tooFewAreas(count: 1, needed: 3)) {
      try GetisOrd.hotspots([2], Lattice(columns: 1, rows: 1).weights)
    }
    #expect(throws: SpatialStatisticsError.differentLengths(expected: 3, found: 4)) {
      try GetisOrd.hotspots([1, 2, 3, 4], weights)
    }
    #expect(throws: SpatialStatisticsError.badValue(position: 1, value: .infinity)) {
      try LocalMoran.associations([1, .infinity, 3], weights)
    }
    #expect(throws: SpatialStatisticsError.badPermutations(0)) {
      try GetisOrd.hotspots([1, 2, 3], weights, .init(permutations: 0))
    }
    #expect(throws: SpatialStatisticsError.badPermutations(.max)) {
      try GetisOrd.hotspots([1, 2, 3], weights, .init(permutations: .max))
    }
    #expect(throws: SpatialStatisticsError.cancelled) {
      try GetisOrd.hotspots([1, 2, 3], weights) { false }
    }
    let alone = SpatialWeights(checked: [[], [], [], []], islands: [true, true, true, true])
    let hotspots = try GetisOrd.hotspots([1, 2, 3, 9], alone)
    #expect(hotspots.allSatisfy { $0.simulated == 1 && $0.hotspotClass == .none })
    #expect(throws: SpatialStatisticsError.noNeighbors(rule: "none")) {
      try GlobalMoran([1, 2, 3, 9], alone)
    }
  }
}
