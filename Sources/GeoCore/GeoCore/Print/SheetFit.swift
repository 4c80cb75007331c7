import GeoPrimitives
import Glibc
import MapRendering
import TileMath

/// Which ground a printed map shows, and how large: the roundest scale at which what is asked for fits the frame.
///
/// The map is Mercator's, its two axes stretched so that both are true on the ellipsoid of WGS 84 at the middle
/// latitude; over a regency the scale differs from that by less than a thousandth.
struct SheetFit: Sendable {
  /// The scale, such as 25 000, true at the middle latitude.
  let denominator: Double
  /// The middle of the map.
  let center: Coordinate
  /// The ground in metres of EPSG:3857.
  let extent: Envelope

  /// The leading digits of round scales.
  private static let roundDigits = [
    1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9,
  ]
  /// The smallest scale: the nation on an A4.
  static let greatestDenominator = 50_000_000.0
  /// The largest scale: beyond it nothing is known so exactly.
  static let leastDenominator = 500.0
  /// How much of the frame is used at most.
  private static let usedShare = 0.96

  /// The map of a box of degrees; `nil` when no scale is small enough.
  /// - Parameters:
  ///   - box: What has to be seen, within 85° of the equator.
  ///   - frame: Across and down, in units of 1/96 inch.
  ///   - coarsest: The least denominator.
  init?(
    _ box: Envelope, in frame: (width: Double, height: Double),
    atLeast coarsest: Double = leastDenominator
  ) {
    let ground = WebMercator.meters(of: box)
    let middle = (x: (ground.minX + ground.maxX) / 2, y: (ground.minY + ground.maxY) / 2)
    let across = 2 * WebMercator.halfExtentMeters
    let center = Coordinate(
      longitude: WebMercator.longitude(unitX: middle.x / across + 0.5),
      latitude: WebMercator.latitude(unitY: 0.5 - middle.y / across))
    let metric = MercatorMetric(latitude: center.latitude)
    // Metres of paper.
    let paper = (
      width: frame.width / Paper.unitsPerMillimeter / 1000,
      height: frame.height / Paper.unitsPerMillimeter / 1000
    )
    let least = max(
      ground.width * metric.across / (paper.width * Self.usedShare),
      ground.height * metric.down / (paper.height * Self.usedShare), coarsest)
    denominator = RoundNumber.atLeast(least, of: Self.roundDigits)
    guard denominator <= Self.greatestDenominator else { return nil }
    let half = (
      x: paper.width * denominator / metric.across / 2,
      y: paper.height * denominator / metric.down / 2
    )
    guard middle.y + half.y < WebMercator.halfExtentMeters,
      middle.y - half.y > -WebMercator.halfExtentMeters
    else { return nil }
    self.center = center
    extent = Envelope(
      minX: middle.x - half.x, minY: middle.y - half.y, maxX: middle.x + half.x,
      maxY: middle.y + half.y)
  }

  /// The ground in degrees.
  var degrees: Envelope {
    Envelope(
      minX: Self.longitude(extent.minX), minY: Self.latitude(extent.minY),
      maxX: Self.longitude(extent.maxX), maxY: Self.latitude(extent.maxY))
  }

  private static func longitude(_ x: Double) -> Double {
    WebMercator.longitude(unitX: x / (2 * WebMercator.halfExtentMeters) + 0.5)
  }

  private static func latitude(_ y: Double) -> Double {
    WebMercator.latitude(unitY: 0.5 - y / (2 * WebMercator.halfExtentMeters))
  }
}

/// How long a metre of EPSG:3857 is on the ellipsoid of WGS 84 at a latitude.
struct MercatorMetric: Sendable {
  /// Eastwards.
  let across: Double
  /// Northwards.
  let down: Double

  private static let eccentricitySquared = 0.006_694_379_990_141_33

  /// At a latitude in degrees.
  init(latitude: Double) {
    let radians = latitude * .pi / 180
    let root = 1 - Self.eccentricitySquared * sin(radians) * sin(radians)
    across = cos(radians) / root.squareRoot()
    down = cos(radians) * (1 - Self.eccentricitySquared) / (root * root.squareRoot())
  }
}
