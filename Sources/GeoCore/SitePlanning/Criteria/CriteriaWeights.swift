/// How much each criterion counts: shares that add up to one.
public struct CriteriaWeights: Hashable, Sendable {
  /// The shares, one for each criterion.
  public let shares: [Double]

  /// Weights as they are given, in any unit: a vector and its multiples are the same weights.
  ///
  /// Shares are rounded to 2⁻⁴⁰, so that they do not even differ in their last digits.
  /// - Throws: `SitePlanningError.badValue` for a weight below zero, `noWeight` where all are zero.
  public init(_ weights: [Double]) throws(SitePlanningError) {
    if let position = weights.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
      throw .badValue(what: "weights", position: position, value: weights[position])
    }
    guard let greatest = weights.max(), greatest > 0 else { throw .noWeight }
    // By the greatest first: the sum of huge weights would not be finite.
    let sum = weights.reduce(0) { $0 + $1 / greatest }
    shares = weights.map { ($0 / greatest / sum * 0x1p40).rounded() * 0x1p-40 }
  }
}
