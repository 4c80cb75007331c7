import GeoPrimitives
import Glibc
public import SpatialIndexing
import TileMath

/// Finds a bandwidth from the points themselves.
public enum BandwidthRule: String, Hashable, Sendable, CaseIterable {
  /// Scott's rule: the spread of the points, times n^(−1/6). Right for one round cloud; for several
  /// towns far apart it is far too wide, because it takes the distance between them for spread.
  ///
  /// Source: Scott 1992, "Multivariate Density Estimation", eq. 6.41 for two dimensions.
  case scott
  /// Likelihood cross-validation: the bandwidth under which each report is least surprising, given
  /// all the others.
  ///
  /// Source: Habbema, Hermans & van den Broek 1974; Silverman 1986, § 3.4.4.
  case crossValidation

  /// The bandwidth for an index of points, within `DensityParameters.bandwidthRange`.
  /// - Parameters:
  ///   - index: The points.
  ///   - kernel: The shape for which the bandwidth is meant.
  /// - Returns: Metres, rounded to three digits; the default of 1000 m for fewer than two places.
  /// - Complexity: O(c) in the cells of the index for Scott's rule; the cross-validation looks at 2000
  ///   of the points at most, at 25 bandwidths.
  public func bandwidthMeters(of index: PointIndex, kernel: DensityKernel) -> Double {
    let cloud = PointCloud(index)
    guard let scott = cloud.scottDeviationMeters else { return 1000 }
    let bandwidth =
      switch self {
      case .scott: scott * kernel.bandwidthsPerDeviation
      case .crossValidation: CrossValidation(index, cloud, kernel).bandwidthMeters
      }
    let range = DensityParameters.bandwidthRange
    return Self.roundedToThreeDigits(min(max(bandwidth, range.lowerBound), range.upperBound))
  }

  private static func roundedToThreeDigits(_ value: Double) -> Double {
    let scale = pow(10, (log10(value)).rounded(.down) - 2)
    return (value / scale).rounded() * scale
  }
}

extension DensityKernel {
  /// The bandwidth that spreads as a Gaussian kernel of deviation one does.
  var bandwidthsPerDeviation: Double {
    // A Gaussian is cut off at three deviations, which is how its bandwidth is defined.
    self == .gaussian ? 3 : 1 / variance.squareRoot()
  }
}

/// The points of an index seen from afar: how many, around where, how far spread.
struct PointCloud {
  /// The mass; at most the number of points, since a report that is spread over several is one.
  let count: Double
  /// The ground metric in the middle.
  let metric: GroundMetric
  /// The variances east and north, in square metres.
  let variance: (east: Double, north: Double)

  init(_ index: PointIndex) {
    var sums = (mass: 0.0, x: 0.0, y: 0.0, xx: 0.0, yy: 0.0)
    // Cells of 10 km, each with the variance inside.
    let origin = index.extent ?? GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0)
    index.visitMassSources(level: 12, in: .everything, dividingFrom: 1) { sources in
      for position in sources.indices {
        let source = sources[position]
        let mass = Double(source.mass)
        let (x, y) = (
          Double(source.x) - Double(origin.minX), Double(source.y) - Double(origin.minY)
        )
        sums.mass += mass
        sums.x += mass * x
        sums.y += mass * y
        sums.xx += mass * (x * x + Double(source.xx))
        sums.yy += mass * (y * y + Double(source.yy))
      }
      return true
    }
    guard sums.mass > 0 else {
      (count, metric, variance) = (0, GroundMetric(latitude: 0), (0, 0))
      return
    }
    let (meanX, meanY) = (sums.x / sums.mass, sums.y / sums.mass)
    let latitude = GridScale.latitude(ofUnits: Double(origin.minY) + meanY)
    metric = GroundMetric(latitude: latitude)
    count = min(sums.mass, Double(index.count))
    // Mercator stretches both axes alike.
    let meters = GridScale.degreesPerUnit * metric.metersPerDegreeLongitude
    variance = (
      max(sums.xx / sums.mass - meanX * meanX, 0) * meters * meters,
      max(sums.yy / sums.mass - meanY * meanY, 0) * meters * meters
    )
  }

  /// The deviation of Scott's Gaussian kernel; `nil` when the points do not spread.
  var scottDeviationMeters: Double? {
    let mean = (variance.east + variance.north) / 2
    guard count >= 2, mean > 0 else { return nil }
    return mean.squareRoot() * pow(count, -1.0 / 6)
  }
}
