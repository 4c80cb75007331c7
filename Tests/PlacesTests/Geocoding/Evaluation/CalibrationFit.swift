/// Fits the table of `ScoreCalibration`: the share of right answers as a function of the share of weight that
/// never falls (isotonic regression by pooling adjacent violators, R. E. Barlow et al., "Statistical Inference
/// under Order Restrictions", 1972).
enum CalibrationFit {
  /// The probability at the middle of each bin of shares, for shares with whether the answer was right.
  static func table(_ outcomes: [(score: Double, isRight: Bool)], bins: Int = 10) -> [Double] {
    var pools: [(weight: Double, right: Double, width: Int)] = []
    for bin in 0..<bins {
      let inBin = outcomes.filter { min(Int($0.score * Double(bins)), bins - 1) == bin }
      // One right and one wrong answer are added, so that an empty bin follows its neighbours.
      let prior = (Double(bin) + 0.5) / Double(bins)
      pools.append(
        (Double(inBin.count) + 2, Double(inBin.count(where: \.isRight)) + 2 * prior, 1))
      while pools.count > 1, let last = pools.last,
        pools[pools.count - 2].right / pools[pools.count - 2].weight > last.right / last.weight
      {
        pools.removeLast()
        let before = pools.removeLast()
        pools.append(
          (before.weight + last.weight, before.right + last.right, before.width + last.width))
      }
    }
    return pools.flatMap { Array(repeating: $0.right / $0.weight, count: $0.width) }
  }
}
