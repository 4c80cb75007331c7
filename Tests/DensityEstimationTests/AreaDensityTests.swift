import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import DensityEstimation

@Suite("The density of an area")
struct AreaDensityTests {
  /// An L-shaped area with a hole, near Malang.
  static let area = MultiPolygon([
    Polygon(
      exterior: ring([(0, 0), (0.04, 0), (0.04, 0.02), (0.02, 0.02), (0.02, 0.05), (0, 0.05)]),
      holes: [ring([(0.005, 0.005), (0.01, 0.005), (0.01, 0.012), (0.005, 0.012)])])
  ])

  static func ring(_ offsets: [(Double, Double)]) -> Ring {
    let closed = offsets + offsets.prefix(1)
    return Ring(closed.map { Coordinate(longitude: 112.6 + $0.0, latitude: -7.95 + $0.1) })
  }

  @Test("has the mean and the peak that a fine sum by hand finds", arguments: [300, 1500, 6000.0])
  func meanMatchesQuadrature(bandwidth: Double) throws {
    var random = SeededRandom(seed: 61)
    let places = (0..<200).map { _ in
      Coordinate(
        longitude: 112.6 + random.uniform(-0.02...0.06),
        latitude: -7.95 + random.uniform(-0.02...0.07))
    }
    let field = try Self.field(places, bandwidth)
    let judge = BruteForceDensity(
      places.map { ($0, 1) }, kernel: .quartic, bandwidthMeters: bandwidth)
    let truth = Self.quadrature(Self.area) { judge.density(at: $0) }
    let summary = field.summary(over: Self.area)
    #expect(abs(summary.meanPerSquareKilometer / truth.mean - 1) < 0.01)
    #expect(abs(summary.peakPerSquareKilometer / truth.peak - 1) < 0.02)
    let peak = try #require(summary.peak)
    #expect(Self.area.contains(peak))
  }

  @Test("is zero where nothing is within reach, and in an empty area")
  func zeroFarAway() throws {
    let field = try Self.field([Coordinate(longitude: 100, latitude: 0)], 2000)
    #expect(field.summary(over: Self.area) == .zero)
    #expect(field.summary(over: MultiPolygon([])) == .zero)
  }

  @Test("is found for an area much smaller than the bandwidth, and much larger")
  func extremeSizes() throws {
    let place = Coordinate(longitude: 112.61, latitude: -7.94)
    let tiny = Self.square(around: place, halfWidth: 0.00005)
    let wide = Self.square(around: place, halfWidth: 0.4)
    let parameters = try DensityParameters(bandwidthMeters: 1000)
    let field = try Self.field([place], 1000)
    let inTiny = field.summary(over: tiny).meanPerSquareKilometer
    #expect(abs(inTiny / parameters.peakOfOneReport - 1) < 0.01)
    let inWide = field.summary(over: wide).meanPerSquareKilometer
    #expect(abs(inWide * EllipsoidalArea.squareKilometers(of: wide) - 1) < 0.01)
  }

  @Test("counts nodes inside as testing each place does")
  func scanMatchesContainment() {
    let level = 20
    let scan = AreaScan(Self.area, level: level)
    for chord in scan.chords where !chord.columns.isEmpty {
      for column in [chord.columns.lowerBound, chord.columns.upperBound - 1] {
        let place = LatticeWindow(unchecked: level, column, chord.row, 1, 1)
          .place(column: 0, row: 0)
        #expect(Self.area.contains(place))
      }
      let beyond = LatticeWindow(unchecked: level, chord.columns.upperBound, chord.row, 1, 1)
      #expect(!Self.area.contains(beyond.place(column: 0, row: 0)))
    }
    let cell = 40_075_016.7 / 1_048_576 * 0.9904
    let expected = EllipsoidalArea.squareKilometers(of: Self.area) * 1e6 / (cell * cell)
    #expect(abs(Double(scan.count) / expected - 1) < 0.02)
  }

  @Test("finds in some rows what it finds there in all rows")
  func scanOfSomeRows() throws {
    let level = 19
    let all = AreaScan(Self.area, level: level).chords
    let (first, last) = (try #require(all.first).row, try #require(all.last).row)
    for rows in [first..<first + 1, first + 3..<last - 5, last - 2..<last + 9, last + 1..<last + 2]
    {
      let some = AreaScan(Self.area, level: level, rows: rows).chords
      let expected = all.filter { rows.contains($0.row) }
      #expect(some.map(\.row) == expected.map(\.row))
      #expect(some.map(\.west) == expected.map(\.west))
      #expect(some.map(\.east) == expected.map(\.east))
    }
  }

  private static func square(around center: Coordinate, halfWidth: Double) -> MultiPolygon {
    let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1), (-1, -1)].map {
      Coordinate(
        longitude: center.longitude + $0.0 * halfWidth, latitude: center.latitude + $0.1 * halfWidth
      )
    }
    return MultiPolygon([Polygon(exterior: Ring(corners))])
  }

  private static func field(_ places: [Coordinate], _ bandwidth: Double) throws -> DensityField {
    DensityField(
      of: try PointIndex(places), parameters: try DensityParameters(bandwidthMeters: bandwidth),
      for: .owner(purpose: "test"))
  }

  private static func quadrature(_ area: MultiPolygon, _ value: (Coordinate) -> Double) -> (
    mean: Double, peak: Double
  ) {
    let box = area.envelope
    var (sum, count, peak) = (0.0, 0.0, 0.0)
    for x in 0..<120 {
      for y in 0..<120 {
        let place = Coordinate(
          longitude: box.minX + (Double(x) + 0.5) / 120 * box.width,
          latitude: box.minY + (Double(y) + 0.5) / 120 * box.height)
        guard area.contains(place) else { continue }
        let here = value(place)
        sum += here
        count += 1
        peak = max(peak, here)
      }
    }
    return (sum / count, peak)
  }
}
