/// How a kernel fades, in a form that four nodes are computed at a time with.
///
/// A profile is a function f of t = 1 − d²/h², for a peak of one. Mass that is spread around its centre
/// has no single t: over its points t has a mean and a variance, and what is wanted is the mean of f.
/// Inside the kernel that is f and half its curvature times the variance. At the rim, where f breaks
/// off, it is what a uniform spread of t, from t − b to t + b with b² = 3 · variance, would give; the
/// difference to the inner formula has the same simple form for all kernels and is `rim`.
///
/// The uniform kernel has none: it is summed point by point (`UniformSum`).
protocol KernelProfile {
  /// How finely mass must be given.
  static var demands: MassDemands { get }

  /// f(t) for t > 0.
  static func value(_ t: SIMD4<Float>) -> SIMD4<Float>

  /// The mean of f over points whose t has a mean of `t` > 0, and a variance.
  static func mean(_ t: SIMD4<Float>, variance: SIMD4<Float>) -> SIMD4<Float>

  /// What is to be added near the rim.
  /// - Parameters:
  ///   - share: 1 − |t|/b, or zero away from the rim.
  ///   - sign: 1 inside the kernel, −1 outside.
  ///   - b: The half width of the uniform spread.
  /// - Returns: For four nodes.
  static func rim(_ share: SIMD4<Float>, sign: SIMD4<Float>, _ b: Float) -> SIMD4<Float>
}

enum QuarticProfile: KernelProfile {
  static var demands: MassDemands { .quartic }

  @inline(__always)
  static func value(_ t: SIMD4<Float>) -> SIMD4<Float> { t * t }

  @inline(__always)
  static func mean(_ t: SIMD4<Float>, variance: SIMD4<Float>) -> SIMD4<Float> { t * t + variance }

  @inline(__always)
  static func rim(_ share: SIMD4<Float>, sign: SIMD4<Float>, _ b: Float) -> SIMD4<Float> {
    share * share * share * (sign * (b * b * (-1 / 6)))
  }
}

enum EpanechnikovProfile: KernelProfile {
  static var demands: MassDemands { .epanechnikov }

  @inline(__always)
  static func value(_ t: SIMD4<Float>) -> SIMD4<Float> { t }

  @inline(__always)
  static func mean(_ t: SIMD4<Float>, variance: SIMD4<Float>) -> SIMD4<Float> { t }

  @inline(__always)
  static func rim(_ share: SIMD4<Float>, sign: SIMD4<Float>, _ b: Float) -> SIMD4<Float> {
    share * share * (b / 4)
  }
}

enum TriweightProfile: KernelProfile {
  static var demands: MassDemands { .triweight }

  @inline(__always)
  static func value(_ t: SIMD4<Float>) -> SIMD4<Float> { t * t * t }

  @inline(__always)
  static func mean(_ t: SIMD4<Float>, variance: SIMD4<Float>) -> SIMD4<Float> {
    t * (t * t + 3 * variance)
  }

  @inline(__always)
  static func rim(_ share: SIMD4<Float>, sign: SIMD4<Float>, _ b: Float) -> SIMD4<Float> {
    let square = share * share
    return square * square * (b * b * b / 8)
  }
}

enum TriangularProfile: KernelProfile {
  static var demands: MassDemands { .triangular }

  @inline(__always)
  static func value(_ t: SIMD4<Float>) -> SIMD4<Float> { 1 - root(1 - t) }

  // The square of the mean distance is the mean square, 1 − t, less the variance of the distance,
  // which along the line of sight is a quarter of that of t over the square.
  @inline(__always)
  static func mean(_ t: SIMD4<Float>, variance: SIMD4<Float>) -> SIMD4<Float> {
    let square = 1 - t
    return 1 - root(square - variance / (4 * square + 1e-6))
  }

  @inline(__always)
  static func rim(_ share: SIMD4<Float>, sign: SIMD4<Float>, _ b: Float) -> SIMD4<Float> {
    share * share * (b / 8)
  }

  @inline(__always)
  private static func root(_ square: SIMD4<Float>) -> SIMD4<Float> {
    square.replacing(with: SIMD4(), where: square .< 0).squareRoot()
  }
}

enum GaussianProfile: KernelProfile {
  static var demands: MassDemands { .gaussian }

  /// exp(−4.5), the height at which the kernel is cut off.
  static let cut: Float = 0.011_108_996_5

  // exp(−4.5 (1 − t)) as the fourth power of exp(−1.125 (1 − t)), which is a short series.
  @inline(__always)
  static func value(_ t: SIMD4<Float>) -> SIMD4<Float> {
    let s = 1.125 * t - 0.5625
    var series = 1 + s * (1 / 6)
    series = 1 + s * (1 / 5) * series
    series = 1 + s * (1 / 4) * series
    series = 1 + s * (1 / 3) * series
    series = 1 + s * (1 / 2) * series
    series = 1 + s * series
    // exp(−0.5625), so that the series runs from −0.5625 to 0.5625.
    let root = series * 0.569_782_82
    let square = root * root
    return square * square
  }

  @inline(__always)
  static func mean(_ t: SIMD4<Float>, variance: SIMD4<Float>) -> SIMD4<Float> {
    value(t) * (1 + 10.125 * variance)
  }

  @inline(__always)
  static func rim(_ share: SIMD4<Float>, sign: SIMD4<Float>, _ b: Float) -> SIMD4<Float> {
    share * (sign * (-cut / 2))
  }
}
