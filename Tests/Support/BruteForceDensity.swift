public import GeoPrimitives
import Glibc
import TileMath

/// The density by its definition: every point measured from every place, in double precision.
///
/// Written apart from the library on purpose: it is the judge.
public struct BruteForceDensity: Sendable {
  /// A kernel as a function of the squared distance in bandwidths, integral one over the plane for a
  /// bandwidth of one.
  public enum Kernel: String, Sendable {
    /// 3/π · (1 − u)².
    case quartic
    /// 2/π · (1 − u).
    case epanechnikov
    /// 4/π · (1 − u)³.
    case triweight
    /// 3/π · (1 − √u).
    case triangular
    /// 1/π.
    case uniform
    /// exp(−u/2σ²)/(2πσ²) for σ = 1/3, divided by its mass within one.
    case gaussian

    func value(_ u: Double) -> Double {
      guard u < 1 else { return 0 }
      switch self {
      case .quartic: return 3 / Double.pi * (1 - u) * (1 - u)
      case .epanechnikov: return 2 / Double.pi * (1 - u)
      case .triweight: return 4 / Double.pi * (1 - u) * (1 - u) * (1 - u)
      case .triangular: return 3 / Double.pi * (1 - u.squareRoot())
      case .uniform: return 1 / Double.pi
      case .gaussian:
        let sigma = 1.0 / 3
        let mass = 1 - exp(-1 / (2 * sigma * sigma))
        return exp(-u / (2 * sigma * sigma)) / (2 * Double.pi * sigma * sigma * mass)
      }
    }
  }

  private let points: [(place: Coordinate, weight: Double)]
  private let kernel: Kernel
  private let bandwidth: Double

  /// The judge of a set of weighted points.
  public init(
    _ points: [(place: Coordinate, weight: Double)], kernel: Kernel, bandwidthMeters: Double
  ) {
    self.points = points
    self.kernel = kernel
    bandwidth = bandwidthMeters
  }

  /// The density at a place, per square kilometre.
  public func density(at place: Coordinate) -> Double {
    let metric = GroundMetric(latitude: place.latitude)
    var sum = 0.0
    for (other, weight) in points {
      let distance = metric.distanceMeters(place, other) / bandwidth
      sum += weight * kernel.value(distance * distance)
    }
    return sum / (bandwidth * bandwidth) * 1e6
  }
}

extension Double {
  /// The natural logarithm.
  public var logarithm: Double { log(self) }
  /// The exponential.
  public var exponential: Double { exp(self) }
}
