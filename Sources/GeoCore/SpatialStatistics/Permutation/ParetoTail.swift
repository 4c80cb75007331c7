import Glibc

/// The upper tail of simulated values, continued beyond the largest of them by a generalised Pareto distribution.
///
/// With 999 permutations no probability falls below 0.001, too coarse for a false discovery rate over many areas.
/// T. A. Knijnenburg and others, "Fewer permutations, more accurate P-values", doi:10.1093/bioinformatics/btp211;
/// fitted by probability-weighted moments (J. R. M. Hosking, J. R. Wallis, doi:10.1080/00401706.1987.10488243).
/// A tail that would end is taken to be exponential instead, so that nothing is held to be impossible.
struct ParetoTail {
  private let threshold: Double
  private let share: Double
  private let scale: Double
  private let shape: Double

  /// The tail of values in ascending order; `nil` where there are too few of them, or those of the tail are equal.
  init?(ascending values: [Double]) {
    let count = min(max(values.count / 20, 25), 250)
    guard values.count >= 4 * count else { return nil }
    let first = values.count - count
    threshold = (values[first - 1] + values[first]) / 2
    share = Double(count) / Double(values.count)
    var mean = 0.0
    var weighted = 0.0
    for position in 0..<count {
      let excess = values[first + position] - threshold
      mean += excess
      weighted += excess * (Double(count - position) - 0.65) / Double(count)
    }
    mean /= Double(count)
    weighted /= Double(count)
    guard mean > 0, mean > 2 * weighted else { return nil }
    let found = 2 - mean / (mean - 2 * weighted)
    shape = min(max(found, 0), 0.5)
    scale = found > 0 ? mean * (1 - shape) : mean
  }

  /// The probability of a value at least as large; 1 below the tail.
  func probability(atLeast value: Double) -> Double {
    let excess = value - threshold
    guard excess > 0 else { return 1 }
    let rest = shape > 1e-6 ? pow(1 + shape * excess / scale, -1 / shape) : exp(-excess / scale)
    return share * rest
  }
}
