import Glibc
import SpatialIndexing
import TileMath

/// Likelihood cross-validation: the bandwidth h that makes Σ log f₋ᵢ(xᵢ; h) largest, where f₋ᵢ is the
/// density of all points but those at xᵢ itself.
///
/// What lies at the very same place is left out with the point: many reports of one address say nothing
/// about how far reports spread. One per cent of the mass is thought to lie evenly over the extent, so
/// that a lone report does not decide alone.
struct CrossValidation {
  /// A point at which the density of the others is looked at.
  private struct Probe {
    let point: GridPoint
    /// The mass at that very place.
    let own: Double
  }

  private static let probeLimit = 2000
  private static let backgroundShare = 0.01

  private let index: PointIndex
  private let kernel: DensityKernel
  private let cloud: PointCloud
  private let probes: [Probe]

  init(_ index: PointIndex, _ cloud: PointCloud, _ kernel: DensityKernel) {
    self.index = index
    self.cloud = cloud
    self.kernel = kernel
    probes = Self.probes(of: index)
  }

  /// The best bandwidth of a geometric series, then the best between its neighbours.
  var bandwidthMeters: Double {
    let range = DensityParameters.bandwidthRange
    let steps = 22
    let ratio = pow(range.upperBound / range.lowerBound, 1 / Double(steps))
    let series = (0...steps).map { range.lowerBound * pow(ratio, Double($0)) }
    let best = series.max { logLikelihood($0) < logLikelihood($1) } ?? 1000
    return goldenSection(between: best / ratio, and: best * ratio)
  }

  /// The mean log density of the probes under a bandwidth.
  func logLikelihood(_ bandwidth: Double) -> Double {
    let extent = 12 * max((cloud.variance.east * cloud.variance.north).squareRoot(), 1)
    let background = Self.backgroundShare / extent
    let sum = probes.reduce(0.0) { sum, probe in
      let others = max(index.totalWeight - probe.own, .leastNormalMagnitude)
      let density = massAround(probe, bandwidth) / (others * bandwidth * bandwidth)
      return sum + log((1 - Self.backgroundShare) * density + background)
    }
    return sum / Double(max(probes.count, 1))
  }

  private func goldenSection(between low: Double, and high: Double) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(low), log(high))
    for _ in 0..<8 {
      let (left, right) = (high - golden * (high - low), low + golden * (high - low))
      if logLikelihood(exp(left)) > logLikelihood(exp(right)) { high = right } else { low = left }
    }
    return exp((low + high) / 2)
  }

  /// Σ w · K of a bandwidth of one, over what is not at the probe's own place.
  private func massAround(_ probe: Probe, _ bandwidth: Double) -> Double {
    let latitude = GridScale.latitude(ofUnits: Double(probe.point.y) + 0.5)
    let metersPerUnit =
      GridScale.degreesPerUnit * GroundMetric(latitude: latitude).metersPerDegreeLongitude
    let reach = bandwidth / metersPerUnit
    let box = GridBox(around: probe.point, reach: reach)
    let level = GridScale.level(withCellsUpTo: reach / 12, in: 4...32)
    var sum = 0.0
    index.visitMassSources(level: level, in: box, dividingFrom: 1) { sources in
      for position in sources.indices {
        let source = sources[position]
        let dx = (Double(source.x) - Double(probe.point.x)) / reach
        let dy = (Double(source.y) - Double(probe.point.y)) / reach
        // A spread source counts as if at its root mean square distance.
        let spread = Double(source.xx + source.yy) / (reach * reach)
        sum += Double(source.mass) * kernel.value(atSquaredDistance: dx * dx + dy * dy + spread)
      }
      return true
    }
    return max(sum - probe.own * kernel.peak, 0)
  }

  /// Points evenly drawn along the Hilbert curve, each with the mass at its place.
  private static func probes(of index: PointIndex) -> [Probe] {
    guard let extent = index.extent, index.count > 0 else { return [] }
    let step = max(index.count / probeLimit, 1)
    var (position, next) = (0, step / 2)
    var points: [GridPoint] = []
    index.visitWeighted(in: extent) { point, _ in
      if position == next {
        points.append(point)
        next += step
      }
      position += 1
    }
    return points.map { point in
      let place = GridBox(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
      return Probe(point: point, own: index.total(in: place).weight)
    }
  }
}

extension GridBox {
  /// The box within a reach of grid units around a point, cut to the grid.
  init(around point: GridPoint, reach: Double) {
    let units = Int(min(reach.rounded(.up), 4_294_967_295))
    self.init(
      minX: UInt32(clamping: Int(point.x) - units), minY: UInt32(clamping: Int(point.y) - units),
      maxX: UInt32(clamping: Int(point.x) + units), maxY: UInt32(clamping: Int(point.y) + units))
  }
}
