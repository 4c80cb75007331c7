import DensityEstimation
import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

/// Points and parameters drawn at random, and the tile in which to look at them.
struct DensityScene {
  var places: [Coordinate]
  var weights: [Double]
  var parameters: DensityParameters
  var tile: TileID

  /// A scene around a place of Indonesia, or of Scotland where degrees are narrow.
  init(
    seed: UInt64, kernel: DensityKernel, zoom: Int, bandwidthMeters: Double, count: Int = 300
  ) throws {
    var random = SeededRandom(seed: seed)
    let latitude = seed.isMultiple(of: 4) ? 57.0 : random.uniform(-11...6)
    let center = Coordinate(longitude: random.uniform(96...140), latitude: latitude)
    tile = try #require(TileID(containing: center, zoom: zoom))
    let spread = 0.45 * tile.envelope.width
    places = (0..<count).map { index in
      let cluster = index.isMultiple(of: 3) ? 1.0 : 0.05
      return Coordinate(
        longitude: center.longitude + random.normal(deviation: spread * cluster),
        latitude: center.latitude + random.normal(deviation: spread * cluster))
    }
    weights = places.map { _ in Double(Int.random(in: 1...5, using: &random)) }
    parameters = try DensityParameters(kernel: kernel, bandwidthMeters: bandwidthMeters)
  }

  func field() throws -> DensityField {
    DensityField(
      of: try PointIndex(places, weights: weights), parameters: parameters,
      for: .owner(purpose: "test"))
  }

  var judge: BruteForceDensity {
    BruteForceDensity(
      zip(places, weights).map { ($0, $1) }, kernel: BruteForceDensity.Kernel(parameters.kernel),
      bandwidthMeters: parameters.bandwidthMeters)
  }

  /// Ground metres per pixel of a zoom level at the equator.
  static func metersPerPixel(zoom: Int) -> Double {
    2 * WebMercator.halfExtentMeters / Double(256 << zoom)
  }
}

extension BruteForceDensity.Kernel {
  /// The judge's own form of a kernel.
  init(_ kernel: DensityKernel) {
    switch kernel {
    case .quartic: self = .quartic
    case .epanechnikov: self = .epanechnikov
    case .triweight: self = .triweight
    case .triangular: self = .triangular
    case .uniform: self = .uniform
    case .gaussian: self = .gaussian
    }
  }
}
