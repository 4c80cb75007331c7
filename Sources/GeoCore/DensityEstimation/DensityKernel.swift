import Glibc

/// The shape of the bump that each report leaves: how its weight fades with distance d up to the
/// bandwidth h. Every kernel integrates to one over the plane.
public enum DensityKernel: String, Hashable, Sendable, CaseIterable {
  /// 3/(πh²) · (1 − d²/h²)², the default; what QGIS and ArcGIS draw.
  case quartic
  /// 2/(πh²) · (1 − d²/h²).
  case epanechnikov
  /// 4/(πh²) · (1 − d²/h²)³.
  case triweight
  /// 3/(πh²) · (1 − d/h).
  case triangular
  /// 1/(πh²).
  case uniform
  /// exp(−d²/2σ²)/(2πσ²) with σ = h/3, cut off at h and scaled so that it still integrates to one.
  case gaussian

  /// The value at the centre for a bandwidth of one.
  var peak: Double {
    switch self {
    case .quartic, .triangular: 3 / .pi
    case .epanechnikov: 2 / .pi
    case .triweight: 4 / .pi
    case .uniform: 1 / .pi
    case .gaussian: 4.5 / (.pi * (1 - Glibc.exp(-4.5)))
    }
  }

  /// The kernel of bandwidth one at a squared distance; zero from one on.
  func value(atSquaredDistance u: Double) -> Double {
    let t = 1 - u
    guard t > 0 else { return 0 }
    switch self {
    case .quartic: return peak * t * t
    case .epanechnikov: return peak * t
    case .triweight: return peak * t * t * t
    case .triangular: return peak * (1 - u.squareRoot())
    case .uniform: return peak
    case .gaussian: return peak * Glibc.exp(-4.5 * u)
    }
  }

  /// The variance along one axis for a bandwidth of one.
  var variance: Double {
    switch self {
    case .quartic: 1 / 8
    case .epanechnikov: 1 / 6
    case .triweight: 1 / 10
    case .triangular: 3 / 20
    case .uniform: 1 / 4
    case .gaussian: (1 - 5.5 * Glibc.exp(-4.5)) / (9 * (1 - Glibc.exp(-4.5)))
    }
  }

  /// How many nodes of the evaluation lattice a bandwidth must span at least, so that cubic
  /// interpolation between them keeps the same bound; without a limit where the kernel jumps.
  var nodesPerBandwidth: Double {
    switch self {
    case .quartic: 24.5
    case .triweight: 16
    case .epanechnikov, .triangular: 128
    case .gaussian, .uniform: .infinity
    }
  }
}
