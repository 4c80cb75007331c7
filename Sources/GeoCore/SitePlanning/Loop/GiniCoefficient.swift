/// How unevenly something is spread: 0 where all have the same, near 1 where one has all.
public enum GiniCoefficient {
  /// The coefficient; 0 where there is nothing to spread.
  /// - Complexity: O(n log n).
  public static func of(_ amounts: [Double]) -> Double {
    let sum = amounts.reduce(0, +)
    guard sum > 0 else { return 0 }
    let count = Double(amounts.count)
    let weighted = amounts.sorted().enumerated().reduce(0.0) {
      $0 + (2 * Double($1.offset + 1) - count - 1) * $1.element
    }
    return weighted / (count * sum)
  }
}
