/// One comparison: the first criterion is so many times as important as the second.
public struct PairwiseJudgement: Hashable, Sendable {
  /// The first criterion's number.
  public let first: Int
  /// The second one's.
  public let second: Int
  /// How many times as important, above zero: 1 … 9 in Saaty's scale, or one part of that.
  public let value: Double

  /// A comparison.
  public init(first: Int, second: Int, value: Double) {
    self.first = first
    self.second = second
    self.value = value
  }
}

/// What pairwise comparisons come to.
public struct PairwisePriorities: Hashable, Sendable {
  /// The weights, adding up to one.
  public let weights: [Double]
  /// The principal eigenvalue: the number of criteria where the comparisons agree with each other.
  public let greatestEigenvalue: Double
  /// The consistency ratio: 0 where they agree; up to 0.1 is acceptable.
  public let consistencyRatio: Double
}

/// Criteria compared with each other, two at a time: the analytic hierarchy process.
///
/// T. L. Saaty, "The Analytic Hierarchy Process", 1980: weights are the principal eigenvector of the matrix of comparisons.
/// The consistency index (λ − n) / (n − 1) is put in relation to its mean for random matrices of that size.
public struct PairwiseComparisons: Hashable, Sendable {
  /// What is still acceptable as a consistency ratio.
  public static let acceptableRatio = 0.1

  /// Criterion i is `matrix[i][j]` times as important as criterion j.
  public let matrix: [[Double]]

  /// The number of criteria.
  public var count: Int { matrix.count }

  /// Comparisons as a whole matrix.
  /// - Throws: `SitePlanningError.noWeight` for none or more than fifteen criteria, `badComparison` for a pair that is missing, not above
  ///   zero, or does not agree with its reverse by more than 1 %, `differentLengths`.
  public init(matrix: [[Double]]) throws(SitePlanningError) {
    guard matrix.indices.contains(0), matrix.count <= Self.randomIndices.count else {
      throw .noWeight
    }
    for (first, row) in matrix.enumerated() {
      guard row.count == matrix.count else {
        throw .differentLengths(what: "comparisons", expected: matrix.count, found: row.count)
      }
      for second in row.indices {
        let (there, back) = (
          row[second], matrix[second].indices.contains(first) ? matrix[second][first] : .nan
        )
        guard there >= 1e-6, there <= 1e6, abs(there * back - 1) <= 0.01 else {
          throw .badComparison(first: first, second: second)
        }
      }
    }
    self.matrix = matrix
  }

  /// Comparisons as a list that has every pair once.
  /// - Throws: As the other; `badComparison` for a pair that is named twice.
  public init(count: Int, judgements: [PairwiseJudgement]) throws(SitePlanningError) {
    guard count >= 1, count <= Self.randomIndices.count else { throw .noWeight }
    var matrix = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
    for number in 0..<count { matrix[number][number] = 1 }
    for judgement in judgements {
      let (first, second) = (judgement.first, judgement.second)
      guard (0..<count).contains(first), (0..<count).contains(second) else {
        throw .unknownNumber(what: "criterion", number: max(first, second))
      }
      guard matrix[first][second] == 0, judgement.value > 0 else {
        throw .badComparison(first: first, second: second)
      }
      matrix[first][second] = judgement.value
      matrix[second][first] = 1 / judgement.value
    }
    try self.init(matrix: matrix)
  }

  /// Weights, and how well the comparisons agree.
  /// - Complexity: O(n²) for each of at most a few hundred iterations.
  public func priorities() -> PairwisePriorities {
    var weights = [Double](repeating: 1 / Double(count), count: count)
    var eigenvalue = Double(count)
    for _ in 0..<1000 {
      let product = matrix.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
      eigenvalue = product.reduce(0, +)
      let next = product.map { $0 / eigenvalue }
      let change = zip(next, weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
      weights = next
      if change < 1e-15 { break }
    }
    return PairwisePriorities(
      weights: weights, greatestEigenvalue: eigenvalue, consistencyRatio: ratio(eigenvalue))
  }

  /// Weights of comparisons that agree well enough.
  /// - Throws: `SitePlanningError.inconsistentComparisons` where the consistency ratio is above 0.1.
  public func weights() throws(SitePlanningError) -> CriteriaWeights {
    let priorities = priorities()
    guard priorities.consistencyRatio <= Self.acceptableRatio else {
      throw .inconsistentComparisons(worstPair(priorities.consistencyRatio))
    }
    return try CriteriaWeights(priorities.weights)
  }

  private func ratio(_ eigenvalue: Double) -> Double {
    guard count > 2 else { return 0 }
    let index = (eigenvalue - Double(count)) / Double(count - 1)
    return max(index / Self.randomIndices[count - 1], 0)
  }

  /// The pair whose value is farthest, as a ratio, from what all ways by a third criterion imply. Where one comparison
  /// alone is out of line (among four criteria or more) it is that one, and the implied value the one that fits.
  private func worstPair(_ ratio: Double) -> InconsistentPair {
    var worst = InconsistentPair(first: 0, second: 0, value: 1, fitting: 1, ratio: ratio)
    var distance = -1.0
    for first in 0..<count {
      for second in first + 1..<max(count, first + 1) {
        let fitting = implied(first, second)
        let value = matrix[first][second]
        let apart = abs((value / fitting).logarithm)
        guard apart > distance + 1e-9 else { continue }
        distance = apart
        worst = InconsistentPair(
          first: first, second: second, value: value, fitting: fitting, ratio: ratio)
      }
    }
    return worst
  }

  /// The geometric mean of `a[first][k] · a[k][second]` over all other criteria k.
  private func implied(_ first: Int, _ second: Int) -> Double {
    var sum = 0.0
    for third in 0..<count where third != first && third != second {
      sum += (matrix[first][third] * matrix[third][second]).logarithm
    }
    return (sum / Double(max(count - 2, 1))).exponential
  }

  /// Mean consistency indices of random matrices, for 1 … 15 criteria (Saaty).
  private static let randomIndices = [
    0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
  ]
}
