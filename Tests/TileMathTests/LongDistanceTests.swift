import Foundation
import GeoPrimitives
import Support
import Testing
import TileMath

@Suite("Metres between places far apart")
struct LongDistanceTests {
  /// The length of the geodesic. Source: T. Vincenty, "Direct and inverse solutions of geodesics on the
  /// ellipsoid", Survey Review 23 (1975); good to a millimetre away from antipodes.
  static func geodesic(_ a: Coordinate, _ b: Coordinate) -> Double {
    let (major, f) = (GroundMetric.semiMajorAxis, GroundMetric.flattening)
    let minor = major * (1 - f)
    func reduced(_ latitude: Double) -> Double { atan((1 - f) * tan(latitude * .pi / 180)) }
    let (u1, u2) = (reduced(a.latitude), reduced(b.latitude))
    let l = (b.longitude - a.longitude) * .pi / 180
    var lambda = l
    var (sinS, cosS, sigma, cos2A, cos2M) = (0.0, 1.0, 0.0, 1.0, 0.0)
    for _ in 0..<100 {
      let x = cos(u2) * sin(lambda)
      let y = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda)
      sinS = (x * x + y * y).squareRoot()
      cosS = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda)
      sigma = atan2(sinS, cosS)
      let sinA = sinS == 0 ? 0 : cos(u1) * cos(u2) * sin(lambda) / sinS
      cos2A = 1 - sinA * sinA
      cos2M = cos2A == 0 ? 0 : cosS - 2 * sin(u1) * sin(u2) / cos2A
      let c = f / 16 * cos2A * (4 + f * (4 - 3 * cos2A))
      let inner = cos2M + c * cosS * (2 * cos2M * cos2M - 1)
      lambda = l + (1 - c) * f * sinA * (sigma + c * sinS * inner)
    }
    let k = cos2A * (major * major / (minor * minor) - 1)
    let scale = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    let b2 = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    let inner =
      cosS * (2 * cos2M * cos2M - 1)
      - b2 / 6 * cos2M * (4 * sinS * sinS - 3) * (4 * cos2M * cos2M - 3)
    return minor * scale * (sigma - b2 * sinS * (cos2M + b2 / 4 * inner))
  }

  @Test("are those of the geodesic, within a thousandth up to 500 km")
  func distances() {
    // The oracle itself, against Karney's algorithm as in PROJ.
    let known = Self.geodesic(
      Coordinate(longitude: 112.6, latitude: -7.98), Coordinate(longitude: 112.8, latitude: -8.1))
    #expect(abs(known - 25_732.883_995_671_67) < 1e-3)
    var random = SeededRandom(seed: 500)
    for _ in 0..<2000 {
      let a = Coordinate(longitude: random.uniform(95...137), latitude: random.uniform(-12...7))
      let b = Coordinate(
        longitude: a.longitude + random.uniform(-4.5...4.5),
        latitude: min(max(a.latitude + random.uniform(-4.5...4.5), -12), 7))
      let exact = Self.geodesic(a, b)
      guard (1...500_000).contains(exact) else { continue }
      let found = GroundMetric.distanceMeters(between: a, and: b)
      #expect(abs(found / exact - 1) < 1e-3)
      #expect(found == GroundMetric.distanceMeters(between: b, and: a))
    }
  }
}
