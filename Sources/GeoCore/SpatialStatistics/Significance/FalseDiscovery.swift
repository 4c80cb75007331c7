/// The false discovery rate: of what is flagged at q ≤ 0.05, at most one in twenty is expected to be chance.
///
/// Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", doi:10.1111/j.2517-6161.1995.tb02031.x.
public enum FalseDiscovery {
  /// For each probability the smallest rate at which it would be flagged, in the order of the input.
  /// - Complexity: O(n log n).
  public static func adjusted(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted {
      (probabilities[$0], $0) < (probabilities[$1], $1)
    }
    var rates = probabilities
    var least = 1.0
    for (position, index) in order.enumerated().reversed() {
      let rate = probabilities[index] * Double(order.count) / Double(position + 1)
      least = min(least, rate)
      rates[index] = least
    }
    return rates
  }
}
