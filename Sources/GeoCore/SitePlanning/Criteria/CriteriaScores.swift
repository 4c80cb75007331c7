/// What each village scores, and what each criterion contributes to it.
public struct CriteriaScores: Sendable {
  /// The scores by village, 0 … 1.
  public let scores: [Double]
  /// What was assumed about each criterion.
  public let notes: [CriterionNote]
  private let normalised: [[Double]]
  private let shares: [Double]

  /// Scores of a table: weighted sums of normalised values.
  /// - Throws: `SitePlanningError.differentLengths` for too few or too many weights.
  /// - Complexity: O(c · n log n) for c criteria and n villages.
  public init(_ table: CriteriaTable, _ weights: CriteriaWeights) throws(SitePlanningError) {
    guard weights.shares.count == table.criteria.count else {
      throw .differentLengths(
        what: "weights", expected: table.criteria.count, found: weights.shares.count)
    }
    let columns = zip(table.criteria, table.columns).map { NormalisedColumn($0, $1) }
    normalised = columns.map(\.values)
    notes = columns.map(\.note)
    shares = weights.shares
    scores = Self.sums(normalised, shares)
  }

  /// What each criterion contributes to a village's score, in the order of the criteria; their sum is the score.
  public func contributions(of row: Int) -> [Double] {
    zip(shares, normalised).map { $0 * $1[row] }
  }

  /// The normalised values of a criterion, 0 … 1, by village.
  public func normalised(_ criterion: Int) -> [Double] { normalised[criterion] }

  /// Weighted sums over the columns.
  static func sums(_ columns: [[Double]], _ shares: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columns.first?.count ?? 0)
    for (column, share) in zip(columns, shares) where share > 0 {
      for row in sums.indices { sums[row] += share * column[row] }
    }
    return sums
  }
}

/// What was assumed about a criterion.
public struct CriterionNote: Hashable, Sendable {
  /// The criterion's name.
  public let name: String
  /// How many villages have no value of their own.
  public let missing: Int
  /// How many have an infinite one, which counts as the greatest or least finite one.
  public let unbounded: Int
  /// Whether all known values are equal: the criterion then tells nothing and contributes nothing.
  public let isConstant: Bool
}
