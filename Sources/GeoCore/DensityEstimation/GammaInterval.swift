import Glibc

/// The gamma distribution: what is believed of a rate once events have been counted.
public struct GammaDistribution: Hashable, Sendable {
  /// The shape, above zero: events, as it were.
  public let shape: Double
  /// The rate, above zero: the population in which they were counted.
  public let rate: Double

  /// A distribution; `nil` unless both numbers are finite and above zero.
  public init?(shape: Double, rate: Double) {
    guard shape > 0, rate > 0, shape.isFinite, rate.isFinite else { return nil }
    self.shape = shape
    self.rate = rate
  }

  /// The mean.
  public var mean: Double { shape / rate }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    x > 0 ? IncompleteGamma.parts(shape: shape, rate * x).lower : 0
  }

  /// The value that is not exceeded with a probability between zero and one.
  ///
  /// The relative error is below 10⁻⁹ for shapes up to 10⁵, and below 10⁻⁸ up to 10⁶.
  public func quantile(_ probability: Double) -> Double {
    IncompleteGamma.quantile(probability, shape: shape) / rate
  }

  /// The interval that holds a share of the probability, with equal tails on either side.
  public func interval(holding share: Double = 0.95) -> ClosedRange<Double> {
    let tail = (1 - share) / 2
    let low = quantile(tail)
    return low...max(low, quantile(1 - tail))
  }
}

/// The regularised incomplete gamma functions P and Q = 1 − P, and the inverse of P.
///
/// Source: DLMF 8.7.1 (series), 8.9.2 (continued fraction, evaluated after Lentz), 5.11.1 (Stirling);
/// Press, Teukolsky, Vetterling & Flannery, "Numerical Recipes", 3rd edition 2007, 6.2.1 (the inverse:
/// a first guess after Wilson & Hilferty 1931, improved after Halley).
enum IncompleteGamma {
  private static let precision = 1e-16
  private static let maximumSteps = 200_000

  /// P and Q at x > 0.
  /// - Complexity: O(√a) steps near the middle of a distribution of shape a, fewer elsewhere.
  static func parts(shape a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard x.isFinite else { return (1, 0) }
    if x < a + 1 {
      let lower = min(series(a, x), 1)
      return (lower, 1 - lower)
    }
    let upper = min(fraction(a, x), 1)
    return (1 - upper, upper)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var (term, sum, divisor) = (1.0, 1.0, a)
    for _ in 0..<maximumSteps {
      divisor += 1
      term *= x / divisor
      sum += term
      if term < sum * precision { break }
    }
    return sum * exp(logScale(a, x))
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var product = d
    for step in 1...maximumSteps {
      let coefficient = -Double(step) * (Double(step) - a)
      b += 2
      d = 1 / nonzero(coefficient * d + b, tiny)
      c = nonzero(b + coefficient / c, tiny)
      product *= d * c
      if abs(d * c - 1) < precision { break }
    }
    return product * a * exp(logScale(a, x))
  }

  private static func nonzero(_ value: Double, _ tiny: Double) -> Double {
    abs(value) < tiny ? tiny : value
  }

  /// The logarithm of xᵃ e⁻ˣ / Γ(a + 1). For large a the big terms are taken out beforehand, so that
  /// they do not cancel.
  private static func logScale(_ a: Double, _ x: Double) -> Double {
    guard a >= 10 else { return a * log(x) - x - lgamma(a + 1).0 }
    let excess = (x - a) / a
    let stirling =
      (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680 * a * a)) / (a * a)) / (a * a)) / a
    return a * (log1p(excess) - excess) - log(2 * .pi * a) / 2 - stirling
  }

  /// The x at which P is `probability`.
  static func quantile(_ probability: Double, shape a: Double) -> Double {
    guard probability > 0 else { return 0 }
    guard probability < 1 else { return .infinity }
    var x = guess(probability, a)
    for _ in 0..<60 {
      guard x > 0 else { return 0 }
      let step = halleyStep(probability, a, x)
      let next = x - step
      // A step beyond zero is cut in half, as often as it takes.
      x = next > 0 ? next : x / 2
      if abs(step) < 1e-14 * x { break }
    }
    return x
  }

  private static func halleyStep(_ probability: Double, _ a: Double, _ x: Double) -> Double {
    let parts = parts(shape: a, x)
    // In the upper half the complement has more digits.
    let error = probability < 0.5 ? parts.lower - probability : 1 - probability - parts.upper
    let density = a * exp(logScale(a, x)) / x
    guard density > 0 else { return error > 0 ? x / 2 : -x }
    let newton = error / density
    return newton / (1 - 0.5 * min(1, newton * ((a - 1) / x - 1)))
  }

  private static func guess(_ probability: Double, _ a: Double) -> Double {
    guard a > 1 else {
      let t = 1 - a * (0.253 + a * 0.12)
      return probability < t
        ? pow(probability / t, 1 / a) : 1 - log(1 - (probability - t) / (1 - t))
    }
    let cube = 1 - 1 / (9 * a) + normalQuantile(probability) / (3 * a.squareRoot())
    return max(1e-3, a * cube * cube * cube)
  }

  /// A normal quantile to three digits (Abramowitz & Stegun 26.2.23, in its short form 26.2.22).
  private static func normalQuantile(_ probability: Double) -> Double {
    let t = (-2 * log(min(probability, 1 - probability))).squareRoot()
    let z = t - (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481))
    return probability < 0.5 ? -z : z
  }
}
