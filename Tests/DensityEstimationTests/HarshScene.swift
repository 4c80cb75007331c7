import DensityEstimation
import GeoPrimitives
import Glibc
import Support
import Testing
import TileMath

/// Points in a few tight clumps, along a few lines, or of very different weights, and a window in which
/// hardly more than the rims of their kernels may be seen: what a fast sum errs most by.
struct HarshScene {
  enum Kind: Int {
    case clumps = 2
    case heavy = 3
    case lines = 5
  }

  let places: [Coordinate]
  let weights: [Double]
  let window: LatticeWindow
  let bandwidthMeters: Double

  /// - Parameters:
  ///   - kind: How the points lie.
  ///   - seed: Draws everything but the bandwidth's stratum.
  ///   - stratum: 0 ..< 31; bandwidths from 1 to 200 pixels, each stratum a little wider than the last.
  /// - Throws: When there is no such window.
  init(_ kind: Kind, seed: UInt64, stratum: Int) throws {
    var random = SeededRandom(
      seed: seed &* 1_000_003 &+ UInt64(kind.rawValue * 131 + stratum * 7919))
    let radius = exp(log(200) * (Double(stratum) + random.unit()) / 31)
    let latitude = random.unit() < 0.15 ? 57 : random.between(-11, 6)
    let center = Coordinate(longitude: random.between(96, 140), latitude: latitude)
    let zoom =
      radius < 2.5
      ? 6 + Int(random.unit() * 4)
      : radius < 14 ? 7 + Int(random.unit() * 7) : 10 + Int(random.unit() * 5)
    let tile = LatticeWindow(tile: try #require(TileID(containing: center, zoom: zoom)))
    window = try LatticeWindow(
      level: tile.level, firstColumn: tile.firstColumn + Int(random.unit() * 128),
      firstRow: tile.firstRow + Int(random.unit() * 128), columns: 128, rows: 128)
    let middle = window.place(column: 64, row: 64)
    let width = 360 / Double(1 << zoom) * (radius > 40 ? 1.5 : 0.6)
    (places, weights) = Self.points(kind, around: middle, width: width, &random)
    let metersPerPixel =
      360 / Double(256 << zoom) * GroundMetric(latitude: middle.latitude).metersPerDegreeLongitude
    bandwidthMeters = radius * metersPerPixel
  }

  private static func points(
    _ kind: Kind, around middle: Coordinate, width: Double, _ random: inout SeededRandom
  ) -> ([Coordinate], [Double]) {
    if kind == .heavy { return heavy(around: middle, width: width, &random) }
    let places =
      kind == .clumps
      ? clumps(around: middle, width: width, &random)
      : lines(around: middle, width: width, &random)
    return (places, places.map { _ in 1 })
  }

  private static func heavy(
    around middle: Coordinate, width: Double, _ random: inout SeededRandom
  ) -> ([Coordinate], [Double]) {
    let count = Int(exp(random.between(log(30), log(10_000))))
    var places = (0..<count).map { _ in random.place(around: middle, width) }
    var weights = places.map { _ in min(exp(-log(1 - random.unit()) * 1.2), 5000) }
    for _ in 0..<5 {
      places.append(random.place(around: middle, width))
      weights.append(random.between(1, 3000))
    }
    return (places, weights)
  }

  private static func clumps(
    around middle: Coordinate, width: Double, _ random: inout SeededRandom
  ) -> [Coordinate] {
    let clumps = (0..<1 + Int(random.unit() * 12)).map { _ in
      (
        center: random.place(around: middle, width),
        deviation: exp(random.between(log(0.0003), log(0.1))) * width
      )
    }
    return (0..<Int(exp(random.between(log(50), log(20_000))))).map { _ in
      let clump = clumps[Int(random.unit() * Double(clumps.count))]
      return random.place(near: clump.center, deviation: clump.deviation)
    }
  }

  private static func lines(
    around middle: Coordinate, width: Double, _ random: inout SeededRandom
  ) -> [Coordinate] {
    var places: [Coordinate] = []
    for _ in 0..<1 + Int(random.unit() * 8) {
      let (start, end) = (random.place(around: middle, width), random.place(around: middle, width))
      let deviation = exp(random.between(log(1e-5), log(0.01))) * width
      for _ in 0..<Int(exp(random.between(log(20), log(6000)))) {
        let share = random.unit()
        let place = Coordinate(
          longitude: start.longitude + share * (end.longitude - start.longitude),
          latitude: start.latitude + share * (end.latitude - start.latitude))
        places.append(random.place(near: place, deviation: deviation))
      }
    }
    return places
  }
}

extension SeededRandom {
  /// A number drawn evenly from 0 ..< 1.
  fileprivate mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  fileprivate mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  fileprivate mutating func place(around middle: Coordinate, _ width: Double) -> Coordinate {
    let x = between(-0.6, 0.6)
    let y = between(-0.6, 0.6)
    return Coordinate(
      longitude: middle.longitude + x * width, latitude: middle.latitude + y * width)
  }

  /// Normally distributed on both axes (Box & Muller 1958).
  fileprivate mutating func place(near center: Coordinate, deviation: Double) -> Coordinate {
    let radius = (-2 * log(1 - unit())).squareRoot()
    let angle = 2 * Double.pi * unit()
    return Coordinate(
      longitude: center.longitude + radius * cos(angle) * deviation,
      latitude: center.latitude + radius * sin(angle) * deviation)
  }
}
