import Glibc

/// Kulldorff's likelihood ratio of a circle or cylinder: how much likelier its cases are if the rate inside differs
/// from that outside.
///
/// M. Kulldorff, "A spatial scan statistic", doi:10.1080/03610929708831995.
struct PoissonRatio: Sendable {
  /// All cases.
  let total: Double

  /// The logarithm of the ratio for more cases than expected, else 0.
  func logarithm(_ cases: Double, expected: Double) -> Double {
    guard cases > expected, expected > 0, expected < total else { return 0 }
    var sum = cases * log(cases / expected)
    if cases < total { sum += (total - cases) * log((total - cases) / (total - expected)) }
    return max(sum, 0)
  }

  /// For each number of cases 0 … total the largest expectation with which the ratio reaches a level; -1 where none
  /// does. It rises with the number of cases.
  func greatestExpectations(reaching level: Double) -> [Double] {
    (0...Int(total)).map { cases in
      let cases = Double(cases)
      var (low, high) = (0.0, cases)
      guard cases > 0, logarithm(cases, expected: cases * 1e-9) >= level else { return -1 }
      for _ in 0..<52 {
        let middle = (low + high) / 2
        if logarithm(cases, expected: middle) >= level { low = middle } else { high = middle }
      }
      return low
    }
  }
}
