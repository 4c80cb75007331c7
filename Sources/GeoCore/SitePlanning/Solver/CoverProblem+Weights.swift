extension CoverProblem {
  /// The same problem with other weights.
  /// - Parameter weights: By demand of the instance; this problem must have been made with weights of 1.
  /// - Returns: The problem, its rows in the same order.
  /// - Complexity: O(p) for p pairs.
  func reweighted(_ weights: [Double]) -> CoverProblem {
    let total = weights.reduce(0, +)
    // `unit` turns a gain back into a share.
    let scale = total > 0 ? unit * 0x1p48 / total : 0
    let factors = demands.map { weights[Int($0)] * scale }
    var gains = gains
    for pair in gains.indices {
      gains[pair] = (gains[pair] * factors[Int(reached[pair])]).rounded()
    }
    var rowGains = rowGains
    for demand in factors.indices {
      for place in rowStarts[demand]..<rowStarts[demand + 1] {
        rowGains[place] = (rowGains[place] * factors[demand]).rounded()
      }
    }
    return CoverProblem(self, gains: gains, rowGains: rowGains, unit: total / 0x1p48)
  }
}
