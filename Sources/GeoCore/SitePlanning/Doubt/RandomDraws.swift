import Glibc
import SpatialStatistics

extension StatisticsRandom {
  /// A number above 0 and below 1.
  mutating func unit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A number of the standard normal distribution (Marsaglia's polar method, doi:10.1137/1006063).
  mutating func normal() -> Double {
    while true {
      let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// A number of the gamma distribution of rate 1 (Marsaglia and Tsang, doi:10.1145/358407.358414).
  /// - Parameter shape: Above zero.
  /// - Returns: A number above zero, or zero where it is too small to be told from it.
  mutating func gamma(shape: Double) -> Double {
    guard shape >= 1 else { return gamma(shape: shape + 1) * pow(unit(), 1 / shape) }
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let base = 1 + c * x
      guard base > 0 else { continue }
      let v = base * base * base
      if log(unit()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// Shares that add up to one, spread around those given the less the greater the concentration (Dirichlet).
  mutating func shares(around shares: [Double], concentration: Double) -> [Double] {
    let drawn = shares.map { $0 > 0 ? gamma(shape: $0 * concentration) : 0 }
    let sum = drawn.reduce(0, +)
    return sum > 0 ? drawn.map { $0 / sum } : shares
  }

  /// A count of the Poisson distribution, of a mean up to some hundreds (Knuth).
  mutating func poisson(mean: Double) -> Int {
    let least = exp(-mean)
    var count = 0
    var product = unit()
    while product > least {
      count += 1
      product *= unit()
    }
    return count
  }
}
