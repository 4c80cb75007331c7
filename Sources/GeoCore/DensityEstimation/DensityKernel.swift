import Glibc
import SpatialIndexing

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

  /// How many cells of mass a bandwidth must span at least, so that a field whose points are gathered
  /// in cells with second moments errs by less than 1/512 of its peak (`DensityFieldTests`).
  ///
  /// The smoother a kernel is at its rim and at its tip, the wider the cells may be.
  var massCellsPerBandwidth: Double {
    switch self {
    case .quartic: 3.9
    case .triweight: 4.8
    case .gaussian: 16
    case .epanechnikov: 7.8
    case .triangular: 12
    case .uniform: 64
    }
  }

  /// The variance, in squared bandwidths, below which mass is as good as at one point: a kernel with a
  /// kink or a jump at its rim shows less of it.
  var negligibleSpread: Float {
    switch self {
    case .quartic, .triweight: 1e-5
    case .epanechnikov, .triangular: 1e-7
    case .uniform, .gaussian: 1e-10
    }
  }

  /// How it ends at its rim, which decides how far heavy cells are divided.
  var rim: MassDivision.Rim {
    switch self {
    case .quartic, .triweight: .smooth
    case .epanechnikov, .triangular: .kinked
    case .uniform, .gaussian: .broken
    }
  }

  /// From which share of the mass around it a cell is divided further: what one cell contributes errs
  /// most where it stands alone, and evens out among many.
  var heavyShare: Float {
    switch self {
    case .quartic, .triweight, .epanechnikov: 1 / 32
    // More than any evenly filled cell holds, so that these kernels, steep at tip or rim, are always
    // given finer parts.
    case .triangular, .uniform, .gaussian: 1 / 128
    }
  }

  /// How many nodes of the evaluation lattice a bandwidth must span at least, so that cubic
  /// interpolation between them keeps the same bound; without a limit where the kernel jumps.
  var nodesPerBandwidth: Double {
    switch self {
    case .quartic: 24
    case .triweight: 14
    case .epanechnikov, .triangular: 128
    case .gaussian, .uniform: .infinity
    }
  }
}
