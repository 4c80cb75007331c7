import Foundation
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialStatistics

@Suite("Scan statistics")
struct ScanTests {
  /// A cylinder's likelihood ratio by its definition.
  private static func ratio(_ cases: Double, _ expected: Double, _ total: Double) -> Double {
    guard cases > expected else { return 0 }
    let inside = cases * log(cases / expected)
    let outside = cases < total ? (total - cases) * log((total - cases) / (total - expected)) : 0
    return inside + outside
  }

  /// The best logarithm of all cylinders, by looking at each.
  private static func bruteForce(
    _ counts: [[Int]], _ places: [Coordinate], longest: Int, share: Double
  ) -> Double {
    let periods = counts[0].count
    let total = Double(counts.joined().reduce(0, +))
    var best = 0.0
    for center in places {
      let order = places.indices.sorted {
        GroundMetric.distanceMeters(between: center, and: places[$0])
          < GroundMetric.distanceMeters(between: center, and: places[$1])
      }
      for size in 1...order.count {
        let circle = order.prefix(size)
        let weight = Double(circle.reduce(0) { $0 + counts[$1].reduce(0, +) })
        guard weight <= total * share else { break }
        for start in 0..<periods {
          for end in start..<min(periods, start + longest) {
            let cases = circle.reduce(0) { $0 + counts[$1][start...end].reduce(0, +) }
            let window = (start...end).reduce(0) { sum, period in
              sum + counts.reduce(0) { $0 + $1[period] }
            }
            best = max(best, ratio(Double(cases), weight * Double(window) / total, total))
          }
        }
      }
    }
    return best
  }

  private static func world(
    _ lattice: Lattice, periods: Int, mean: Double, _ random: inout SeededRandom
  ) -> [[Int]] {
    (0..<lattice.count).map { _ in
      (0..<periods).map { _ in LocalStatisticsTests.poisson(mean, &random) }
    }
  }

  @Test("the best cylinder is that of all cylinders", arguments: 0..<6)
  func isBest(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let lattice = Lattice(columns: 4, rows: 3)
    let counts = Self.world(lattice, periods: 7, mean: 1.5, &random)
    let clusters = try SpaceTimeScan.clusters(
      counts, at: lattice.places, .init(replications: 19))
    let best = Self.bruteForce(counts, lattice.places, longest: 3, share: 0.5)
    #expect(abs((clusters.first?.logLikelihoodRatio ?? 0) - best) < 1e-9)
    for cluster in clusters {
      let total = Double(counts.joined().reduce(0, +))
      #expect(
        abs(
          Self.ratio(Double(cluster.cases), cluster.expected, total)
            - cluster.logLikelihoodRatio) < 1e-9)
      let cases = cluster.areas.reduce(0) { $0 + counts[$1][cluster.periods].reduce(0, +) }
      #expect(cases == cluster.cases)
    }
    // No area belongs to two of them.
    #expect(Set(clusters.flatMap(\.areas)).count == clusters.reduce(0) { $0 + $1.areas.count })
    #expect(clusters.map(\.p) == clusters.map(\.p).sorted())
  }

  @Test("screens let pass what reaches their level, and nothing else", arguments: [0, 1, 3, 7.5])
  func screens(level: Double) throws {
    var random = SeededRandom(seed: 31)
    let lattice = Lattice(columns: 4, rows: 3)
    let cube = try CaseCube(
      Self.world(lattice, periods: 5, mean: 2, &random), areas: 12, fewestPeriods: 2)
    let circles = try ScanCircles(around: lattice.places, weights: cube.areaTotals, upTo: 0.5)
    let space = ScanSpace(
      circles, periodWeights: cube.periodTotals.map { $0 / Double(cube.total) }, longest: 2,
      total: cube.total)
    var everything: [Double] = []
    space.visit(cube.counts, space.screen(at: 0)) { everything.append($0.logarithm) }
    var passed: [Double] = []
    space.visit(cube.counts, space.screen(at: level)) { passed.append($0.logarithm) }
    #expect(everything.contains { $0 > 1 })
    #expect(passed.sorted() == everything.filter { $0 >= max(level, 1e-12) }.sorted())
  }

  @Test("simulated worlds keep what places and periods have together")
  func deals() throws {
    var random = SeededRandom(seed: 32)
    let counts = Self.world(Lattice(columns: 4, rows: 3), periods: 5, mean: 2, &random)
    let cube = try CaseCube(counts, areas: 12, fewestPeriods: 2)
    var draws = StatisticsRandom(seed: 1)
    let dealt = cube.withPeriodsDealtAnew(&draws)
    #expect(dealt != cube.counts)
    for area in 0..<12 {
      #expect(Double(dealt[area * 5..<area * 5 + 5].reduce(0, +)) == cube.areaTotals[area])
    }
    for period in 0..<5 {
      #expect(
        (0..<12).reduce(0) { $0 + Double(dealt[$1 * 5 + period]) } == cube.periodTotals[period])
    }
  }

  @Test("probabilities of worlds of chance are spread evenly")
  func isHonest() throws {
    var random = SeededRandom(seed: 33)
    let lattice = Lattice(columns: 4, rows: 3)
    var probabilities: [Double] = []
    for world in 0..<100 {
      let counts = Self.world(lattice, periods: 5, mean: 2, &random)
      let clusters = try SpaceTimeScan.clusters(
        counts, at: lattice.places, .init(replications: 39, seed: UInt64(world)), limit: 1)
      probabilities.append(clusters.first?.p ?? 1)
    }
    #expect(probabilities.count { $0 <= 0.05 } <= 12)
    #expect((30...70).contains(probabilities.count { $0 <= 0.5 }))
  }

  @Test("a planted cluster is found where and when it was planted")
  func finds() throws {
    var random = SeededRandom(seed: 34)
    let lattice = Lattice(columns: 6, rows: 5)
    var counts = Self.world(lattice, periods: 8, mean: 1, &random)
    let planted = [14, 15, 20, 21]
    for area in planted {
      for period in 5...6 { counts[area][period] += 4 }
    }
    let cluster = try #require(
      try SpaceTimeScan.clusters(counts, at: lattice.places, .init(replications: 199)).first)
    #expect(cluster.p == 1.0 / 200)
    #expect(cluster.periods == 5..<7)
    #expect(Set(planted).intersection(cluster.areas).count >= 3)
    #expect(cluster.ratio > 2)
    let totals = counts.map { $0.reduce(0, +) }
    let spatial = try SpatialScan.clusters(
      totals, populations: Array(repeating: 1000, count: lattice.count), at: lattice.places,
      .init(replications: 199))
    let best = try #require(spatial.first)
    #expect(!Set(planted).isDisjoint(with: best.areas) && best.p < 0.05)
    #expect(best.relativeRisk(total: totals.reduce(0, +)) > 1)
  }

  @Test("do not depend on the number of threads, and follow the seed")
  func repeats() throws {
    var random = SeededRandom(seed: 35)
    let lattice = Lattice(columns: 4, rows: 3)
    let counts = Self.world(lattice, periods: 6, mean: 2, &random)
    let one = try SpaceTimeScan.clusters(
      counts, at: lattice.places, .init(replications: 99, seed: 2, threads: 1))
    let three = try SpaceTimeScan.clusters(
      counts, at: lattice.places, .init(replications: 99, seed: 2, threads: 3))
    #expect(one == three)
  }

  @Test("say what is wrong with their input")
  func refuses() throws {
    let places = Lattice(columns: 3, rows: 1).places
    func scan(_ counts: [[Int]]) throws { _ = try SpaceTimeScan.clusters(counts, at: places) }
    #expect(throws: SpatialStatisticsError.differentLengths(expected: 3, found: 2)) {
      try scan([[1, 2], [3, 4]])
    }
    #expect(throws: SpatialStatisticsError.differentLengths(expected: 2, found: 1)) {
      try scan([[1, 2], [3, 4], [5]])
    }
    #expect(throws: SpatialStatisticsError.tooFewPeriods(count: 1, needed: 2)) {
      try scan([[1], [2], [3]])
    }
    #expect(throws: SpatialStatisticsError.badValue(position: 1, value: -4)) {
      try scan([[1, 2], [3, -4], [5, 6]])
    }
    #expect(throws: SpatialStatisticsError.tooFewCases(count: 1, needed: 2)) {
      try scan([[1, 0], [0, 0], [0, 0]])
    }
    #expect(throws: SpatialStatisticsError.badValue(position: 2, value: 0)) {
      try SpatialScan.clusters([1, 2, 3], populations: [9, 9, 0], at: places)
    }
    let many = 2049
    #expect(throws: SpatialStatisticsError.tooManyForScan(areas: many, periods: 2)) {
      try SpaceTimeScan.clusters(
        Array(repeating: [1, 2], count: many), at: Array(repeating: places[0], count: many))
    }
    #expect(throws: SpatialStatisticsError.tooManyForScan(areas: 1000, periods: 60)) {
      try SpaceTimeScan.clusters(
        Array(repeating: Array(repeating: 1, count: 60), count: 1000),
        at: Array(repeating: places[0], count: 1000))
    }
    #expect(throws: SpatialStatisticsError.cancelled) {
      try SpaceTimeScan.clusters([[1, 2], [3, 4], [5, 6]], at: places) { false }
    }
  }

  @Test(
    "New Mexico 1986-1989: the published cluster of Los Alamos and Santa Fe",
    .enabled(if: TestData.isAvailable, "\(TestData.skipReason)"))
  func newMexico() throws {
    let counties = try #require(try NewMexico())
    let clusters = try SpatialScan.clusters(
      counties.cases(1986...1989), populations: counties.population(1986...1989),
      at: counties.seats, .init(replications: 999))
    let best = try #require(clusters.first)
    #expect(Set(best.areas.map { counties.names[$0] }) == ["losalamos", "santafe"])
    #expect(best.cases == 43)
    let years = 1973...1991
    let cube = counties.names.indices.map { county in
      years.map { counties.cases($0...$0)[county] }
    }
    // Without a population the same counties come first, as little beyond chance as was published.
    let permuted = try #require(
      try SpaceTimeScan.clusters(cube, at: counties.seats, .init(replications: 199)).first)
    #expect(Set(permuted.areas.map { counties.names[$0] }) == ["losalamos", "santafe"])
    #expect(permuted.p > 0.05)
  }
}

/// Brain cancer in the counties of New Mexico; `nil` where the data are not there.
struct NewMexico {
  let names: [String]
  let seats: [Coordinate]
  private let rows: [(year: Int, county: String, population: Int, count: Int)]

  init?() throws {
    guard let places = TestData.file("classic/NM_geo.csv"),
      let table = TestData.file("classic/NM_popcas.csv")
    else { return nil }
    func lines(_ url: URL) throws -> [[Substring]] {
      try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    rows = try lines(table).compactMap { fields in
      guard let year = Int(fields[0]), let population = Int(fields[2]), let count = Int(fields[3])
      else { return nil }
      return (year, String(fields[1]), population, count)
    }
    let known = Set(rows.map(\.county))
    // Cibola's cases were counted for Valencia.
    let counties = try lines(places).filter { known.contains(String($0[0])) }
    names = counties.map { String($0[0]) }
    seats = counties.compactMap { fields in
      guard let longitude = Double(fields[3]), let latitude = Double(fields[4]) else { return nil }
      return Coordinate(longitude: longitude, latitude: latitude)
    }
  }

  func cases(_ years: ClosedRange<Int>) -> [Int] { sums(years, \.count) }

  func population(_ years: ClosedRange<Int>) -> [Double] {
    sums(years, \.population).map(Double.init)
  }

  private func sums(
    _ years: ClosedRange<Int>,
    _ value: (((year: Int, county: String, population: Int, count: Int)) -> Int)
  ) -> [Int] {
    names.map { name in
      rows.filter { $0.county == name && years.contains($0.year) }.reduce(0) { $0 + value($1) }
    }
  }
}
