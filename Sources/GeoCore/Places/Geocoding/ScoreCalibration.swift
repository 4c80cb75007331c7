/// Turns the share of a reading among all readings into the probability that it is right.
///
/// How sure a reading is also depends on whether it leaves words unexplained: those are often the name of a street,
/// a hamlet or a village that tells another place. The curves were fitted on addresses whose place is known
/// (`ScoreCalibration+Curves.swift`).
enum ScoreCalibration {
  /// A point of a curve.
  typealias Knot = (share: Double, score: Double)

  /// The probability for a share.
  /// - Parameters:
  ///   - share: 0 … 1.
  ///   - isWhole: Whether the reading explains all names of the text.
  /// - Returns: The probability.
  static func score(ofShare share: Double, isWhole: Bool) -> Double {
    score(ofShare: share, on: isWhole ? whole : partial)
  }

  /// A value of a curve, straight between its knots and level beyond them.
  /// - Complexity: O(k) in the number of knots, of which there are few.
  static func score(ofShare share: Double, on curve: [Knot]) -> Double {
    guard let first = curve.first, let last = curve.last else { return 0 }
    if share <= first.share {
      return first.share > 0 ? first.score * share / first.share : first.score
    }
    for (low, high) in zip(curve, curve.dropFirst()) where share < high.share {
      return low.score + (high.score - low.score) * (share - low.share) / (high.share - low.share)
    }
    return last.score
  }
}
