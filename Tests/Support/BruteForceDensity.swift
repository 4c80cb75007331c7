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

    func value(_ u: Double) -> Double {
      guard u < 1 else { return 0 }
      switch self {
      case .quartic: return 3 / Double.pi * (1 - u) * (1 - u)
      case .epanechnikov: return 2 / Double.pi * (1 - u)
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
