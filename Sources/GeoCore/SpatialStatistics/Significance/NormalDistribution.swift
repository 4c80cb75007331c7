import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
  /// The probability of a value at least as far from zero, on either side.
  public static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}
