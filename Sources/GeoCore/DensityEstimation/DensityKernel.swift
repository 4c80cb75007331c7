import Glibc

/// The shape of the bump that each report leaves: how its weight fades with distance d up to the
/// bandwidth h. Every kernel integrates to one over the plane.
public enum DensityKernel: String, Hashable, Sendable, CaseIterable {
  /// 3/(πh²) · (1 − d²/h²)², the default; what QGIS and ArcGIS draw.
  case quartic
  /// 2/(πh²) · (1 − d²/h²).
  case epanechnikov

  /// The factor before the polynomial for a bandwidth of one: the value at the centre.
  var peak: Double {
    switch self {
    case .quartic: 3 / .pi
    case .epanechnikov: 2 / .pi
    }
  }

  /// The kernel of bandwidth one at a squared distance; zero from one on.
  func value(atSquaredDistance u: Double) -> Double {
    let rest = 1 - u
    guard rest > 0 else { return 0 }
    switch self {
    case .quartic: return peak * rest * rest
    case .epanechnikov: return peak * rest
    }
  }

  /// The share of the mass that lies west of x = u, for a bandwidth of one: the integral of the
  /// kernel over y and over x up to `u`.
  func massBefore(_ u: Double) -> Double {
    if u <= -1 { return 0 }
    if u >= 1 { return 1 }
    let root = (1 - u * u).squareRoot()
    switch self {
    case .quartic:
      let primitive = u * root * (33 + u * u * (-26 + 8 * u * u)) + 15 * asin(u)
      return 0.5 + primitive / (15 * .pi)
    case .epanechnikov:
      let primitive = u * root * (5 - 2 * u * u) + 3 * asin(u)
      return 0.5 + primitive / (3 * .pi)
    }
  }

  /// How many cells of mass a bandwidth must span at least, so that a field whose points are gathered at
  /// the centres of mass errs by less than 1/512 of its peak (`DensityFieldTests`).
  ///
  /// The quartic is smooth at its rim and errs with the square of the cell; Epanechnikov has a kink.
  var massCellsPerBandwidth: Double {
    switch self {
    case .quartic: 24
    case .epanechnikov: 32
    }
  }

  /// How many nodes of the evaluation lattice a bandwidth must span at least, so that cubic
  /// interpolation between them keeps the same bound.
  var nodesPerBandwidth: Double {
    switch self {
    case .quartic: 16
    case .epanechnikov: 128
    }
  }
}
