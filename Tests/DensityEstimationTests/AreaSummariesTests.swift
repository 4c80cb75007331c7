import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import DensityEstimation

@Suite("The densities of many areas")
struct AreaSummariesTests {
  /// Star-shaped areas of very different size around places near Malang: tiny ones, ones that touch
  /// several blocks, ones that overlap, one with islands, one that is empty, one far away.
  static func areas(_ count: Int, seed: UInt64, halfWidths: ClosedRange<Double>) -> [MultiPolygon] {
    var random = SeededRandom(seed: seed)
    func star(_ halfWidth: Double) -> MultiPolygon {
      let center = Coordinate(
        longitude: random.uniform(112.4...112.9), latitude: random.uniform(-8.2 ... -7.7))
      return Self.star(around: center, halfWidth: halfWidth, &random)
    }
    let (low, high) = (halfWidths.lowerBound.logarithm, halfWidths.upperBound.logarithm)
    var areas = (0..<count).map { _ in star(random.uniform(low...high).exponential) }
    areas.append(MultiPolygon(star(0.001).polygons + star(0.05).polygons))
    areas.append(MultiPolygon([]))
    let far = Coordinate(longitude: 100, latitude: 3)
    areas.append(Self.star(around: far, halfWidth: 0.1, &random))
    return areas
  }

  static func star(
    around center: Coordinate, halfWidth: Double, _ random: inout SeededRandom
  ) -> MultiPolygon {
    // Eighths of a turn, with a corner of another reach between any two.
    let directions = [
      (1.0, 0.0), (0.92, 0.38), (0.7, 0.7), (0.38, 0.92), (0, 1), (-0.38, 0.92), (-0.7, 0.7),
      (-0.92, 0.38), (-1, 0), (-0.92, -0.38), (-0.7, -0.7), (-0.38, -0.92), (0, -1), (0.38, -0.92),
      (0.7, -0.7), (0.92, -0.38),
    ]
    var corners = directions.map { direction in
      let reach = halfWidth * random.uniform(0.4...1)
      return Coordinate(
        longitude: center.longitude + direction.0 * reach,
        latitude: center.latitude + direction.1 * reach)
    }
    corners.append(corners[0])
    return MultiPolygon([Polygon(exterior: Ring(corners))])
  }

  static func places(_ count: Int, seed: UInt64) -> [Coordinate] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { number in
      number.isMultiple(of: 4)
        ? Coordinate(
          longitude: random.uniform(112.3...113), latitude: random.uniform(-8.3 ... -7.6))
        : Coordinate(
          longitude: 112.63 + random.normal(deviation: 0.05),
          latitude: -7.98 + random.normal(deviation: 0.05))
    }
  }

  static func field(
    _ places: [Coordinate], _ kernel: DensityKernel = .quartic, bandwidth: Double
  ) throws -> DensityField {
    DensityField(
      of: try PointIndex(places),
      parameters: try DensityParameters(kernel: kernel, bandwidthMeters: bandwidth),
      for: .owner(purpose: "test"))
  }

  @Test(
    "are to the last bit what each has alone, whatever the number of threads",
    arguments: [DensityKernel.quartic, .triangular, .uniform], [250, 3000.0])
  func sameAsAlone(kernel: DensityKernel, bandwidth: Double) throws {
    // Some touch several blocks of the lattice, as wide as the bandwidth makes them.
    let widest = SlowTests.all(0.2, elseOnly: min(bandwidth / 15_000, 0.2))
    let count = SlowTests.all(60, elseOnly: 20)
    let areas = Self.areas(count, seed: 21, halfWidths: 0.0002...widest)
    let places = Self.places(SlowTests.all(3000, elseOnly: 1000), seed: 22)
    let field = try Self.field(places, kernel, bandwidth: bandwidth)
    let alone = areas.map { field.summary(over: $0) }
    for threads in [1, 3] { #expect(field.summaries(over: areas, threads: threads) == alone) }
    let backwards = field.summaries(over: areas.reversed(), threads: 2)
    #expect(Array(backwards.reversed()) == alone)
    #expect(alone[count + 1] == .zero && alone[count + 2] == .zero)
    #expect(alone.count { $0.meanPerSquareKilometer > 0 } > count / 8)
  }

  @Test("add up to the mass where areas tile the ground", arguments: DensityKernel.allCases)
  func tiles(kernel: DensityKernel) throws {
    let places = Self.places(400, seed: 23)
    let field = try Self.field(places, kernel, bandwidth: 1500)
    let side = 0.0375
    let squares = (0..<32).flatMap { column in
      (0..<32).map { row in
        let (x, y) = (112.05 + Double(column) * side, -8.55 + Double(row) * side)
        let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side), (0, 0)].map {
          Coordinate(longitude: x + $0.0, latitude: y + $0.1)
        }
        return MultiPolygon([Polygon(exterior: Ring(corners))])
      }
    }
    let sum = zip(field.summaries(over: squares, threads: 2), squares).reduce(0.0) {
      $0 + $1.0.meanPerSquareKilometer * EllipsoidalArea.squareKilometers(of: $1.1)
    }
    #expect(abs(sum / 400 - 1) < 0.002, "\(sum)")
  }

  // Relative to themselves, or to a tenth of what a lone report leaves at its place for the mean, all of
  // it for the peak: where only the rim of a kernel is in reach, no lattice sees it to the per cent.
  @Test(
    "have the mean and the peak that a fine sum by hand finds", arguments: DensityKernel.allCases)
  func accurate(kernel: DensityKernel) throws {
    let bandwidth = 1500.0
    let places = Self.places(SlowTests.all(300, elseOnly: 120), seed: 24)
    let judge = BruteForceDensity(
      places.map { ($0, 1) }, kernel: .init(kernel), bandwidthMeters: bandwidth)
    let one = try DensityParameters(kernel: kernel, bandwidthMeters: bandwidth).peakOfOneReport
    let areas = Self.areas(SlowTests.all(40, elseOnly: 16), seed: 45, halfWidths: 0.001...0.03)
    let found = try Self.field(places, kernel, bandwidth: bandwidth)
      .summaries(over: areas, threads: 2)
    for (area, found) in zip(areas, found) where area.polygons.count == 1 {
      let truth = Self.quadrature(area) { judge.density(at: $0) }
      let mean = abs(found.meanPerSquareKilometer - truth.mean) / max(truth.mean, one / 10)
      let peak = abs(found.peakPerSquareKilometer - truth.peak) / max(truth.peak, one)
      // The sum by hand has its own error where the kernel jumps.
      #expect(mean < (kernel == .uniform ? 0.02 : 0.01))
      #expect(peak < 0.03)
    }
  }

  @Test("of a field with several bandwidths are those of the sum of its parts")
  func severalBandwidths() throws {
    let groups = [(70, 400.0), (50, 1500), (30, 4000)].enumerated().map { number, group in
      (places: Self.places(group.0, seed: UInt64(30 + number)), bandwidth: group.1)
    }
    let parts = try groups.map {
      DensityField.Part(
        index: try PointIndex($0.places),
        parameters: try DensityParameters(bandwidthMeters: $0.bandwidth))
    }
    let field = DensityField(of: parts, for: .owner(purpose: "test"))
    let judges = groups.map {
      BruteForceDensity(
        $0.places.map { ($0, 1) }, kernel: .quartic, bandwidthMeters: $0.bandwidth)
    }
    let count = SlowTests.all(30, elseOnly: 12)
    let areas = Self.areas(count, seed: 33, halfWidths: 0.001...0.03).filter {
      $0.polygons.count == 1
    }
    let found = field.summaries(over: areas, threads: 2)
    #expect(found == areas.map { field.summary(over: $0) })
    let one = try DensityParameters(bandwidthMeters: 1500).peakOfOneReport
    for (area, found) in zip(areas, found) {
      let truth = Self.quadrature(area) { place in
        judges.reduce(0) { $0 + $1.density(at: place) }
      }
      let mean = abs(found.meanPerSquareKilometer - truth.mean) / max(truth.mean, one / 10)
      #expect(mean < 0.01)
      // The narrowest kernel towers between the places that are looked at by hand.
      #expect(found.peakPerSquareKilometer > 0.97 * truth.peak - 0.03 * one)
    }
  }

  private static func quadrature(
    _ area: MultiPolygon, _ value: (Coordinate) -> Double
  ) -> (mean: Double, peak: Double) {
    let (box, side) = (area.envelope, SlowTests.all(150, elseOnly: 120))
    var (sum, count, peak) = (0.0, 0.0, 0.0)
    for column in 0..<side {
      for row in 0..<side {
        let place = Coordinate(
          longitude: box.minX + (Double(column) + 0.5) / Double(side) * box.width,
          latitude: box.minY + (Double(row) + 0.5) / Double(side) * box.height)
        guard area.contains(place) else { continue }
        let here = value(place)
        sum += here
        count += 1
        peak = max(peak, here)
      }
    }
    return count > 0 ? (sum / count, peak) : (0, 0)
  }
}
