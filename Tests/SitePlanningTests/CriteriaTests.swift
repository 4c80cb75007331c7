import Testing

@testable import SitePlanning

@Suite("Criteria")
struct CriteriaTests {
  @Test("come to contributions that add up to the score")
  func contributions() throws {
    let table = try CriteriaTable(
      [Criterion("rate"), Criterion("minutes", .cost), Criterion("rooms", .benefit, .rank)],
      columns: [[0, 5, 10], [30, 10, 20], [7, 7, 100]])
    let scores = try CriteriaScores(table, CriteriaWeights([2, 1, 1]))
    #expect(scores.contributions(of: 0) == [0, 0, 0.0625])
    #expect(scores.contributions(of: 1) == [0.25, 0.25, 0.0625])
    #expect(scores.contributions(of: 2) == [0.5, 0.125, 0.25])
    for row in 0..<3 {
      #expect(scores.scores[row] == scores.contributions(of: row).reduce(0, +))
    }
  }

  @Test("count the same whatever the unit of their weights", arguments: [3, 0.1, 1e300, 1e-300])
  func scaling(factor: Double) throws {
    let weights = [3, 1, 4, 1, 5.0]
    #expect(try CriteriaWeights(weights.map { $0 * factor }) == CriteriaWeights(weights))
  }

  @Test("without known, finite or different values say so and stand in as agreed")
  func notes() throws {
    let table = try CriteriaTable(
      [
        Criterion("constant"), Criterion("distance", .cost, missing: .worst),
        Criterion("residents"), Criterion("unknown"),
      ],
      columns: [[4, 4, nil, 4], [1, .infinity, 3, nil], [0, nil, 10, 4], [nil, nil, nil, nil]])
    let scores = try CriteriaScores(table, CriteriaWeights([1, 1, 1, 1]))
    #expect(scores.normalised(0) == [0, 0, 0, 0])
    #expect(scores.normalised(1) == [1, 0, 0, 0])
    #expect(scores.normalised(2) == [0, 0.4, 1, 0.4])
    #expect(scores.normalised(3) == [0, 0, 0, 0])
    #expect(scores.notes.map(\.missing) == [1, 1, 1, 4])
    #expect(scores.notes.map(\.isConstant) == [true, false, false, true])
    #expect(scores.notes[1].unbounded == 1)
  }

  @Test("of huge values stay between zero and one")
  func huge() throws {
    let greatest = Double.greatestFiniteMagnitude
    let table = try CriteriaTable([Criterion("a")], columns: [[-greatest, 0, greatest]])
    let scores = try CriteriaScores(table, CriteriaWeights([1]))
    #expect(scores.scores == [0, 0.5, 1])
  }

  @Test("that are none are refused")
  func refused() throws {
    #expect(throws: SitePlanningError.noWeight) { try CriteriaTable([], columns: []) }
    #expect(throws: SitePlanningError.noWeight) { try CriteriaWeights([0, 0]) }
    #expect(throws: SitePlanningError.badValue(what: "weights", position: 1, value: -1)) {
      try CriteriaWeights([1, -1])
    }
    #expect(throws: SitePlanningError.differentLengths(what: "b", expected: 1, found: 2)) {
      try CriteriaTable([Criterion("a"), Criterion("b")], columns: [[1], [1, 2]])
    }
  }
}

@Suite("Pairwise comparisons")
struct PairwiseComparisonsTests {
  @Test("that agree give back the weights they were made of")
  func consistent() throws {
    let weights = [0.4, 0.3, 0.2, 0.1]
    let comparisons = try PairwiseComparisons(
      matrix: weights.map { first in weights.map { first / $0 } })
    let priorities = comparisons.priorities()
    #expect(zip(priorities.weights, weights).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(priorities.consistencyRatio < 1e-9)
    #expect(abs(priorities.greatestEigenvalue - 4) < 1e-9)
  }

  @Test("come to the figures of the characteristic polynomial")
  func polynomial() throws {
    // For three criteria λ = 1 + c + 1/c with c the cube root of a₁₂ a₂₃ / a₁₃.
    let comparisons = try PairwiseComparisons(
      count: 3,
      judgements: [
        .init(first: 0, second: 1, value: 3), .init(first: 1, second: 2, value: 3),
        .init(first: 2, second: 0, value: 1 / 5.0),
      ])
    let root = (9 / 5.0).logarithm / 3
    let eigenvalue = 1 + root.exponential + (-root).exponential
    let priorities = comparisons.priorities()
    #expect(abs(priorities.greatestEigenvalue - eigenvalue) < 1e-9)
    #expect(abs(priorities.consistencyRatio - (eigenvalue - 3) / 2 / 0.58) < 1e-9)
    #expect(try comparisons.weights().shares[0] > 0.6)
  }

  @Test("that contradict each other name the pair and the value that would fit")
  func inconsistent() throws {
    let weights = [0.4, 0.3, 0.15, 0.1, 0.05]
    var matrix = weights.map { first in weights.map { first / $0 } }
    matrix[1][3] = 1 / 9.0
    matrix[3][1] = 9
    let comparisons = try PairwiseComparisons(matrix: matrix)
    let pair = try #require(Self.worstPair(comparisons))
    #expect(pair.first == 1 && pair.second == 3 && pair.value == 1 / 9.0)
    #expect(abs(pair.fitting - 3) < 1e-9)
    #expect(pair.ratio > 0.1)
    matrix[1][3] = pair.fitting
    matrix[3][1] = 1 / pair.fitting
    #expect(try PairwiseComparisons(matrix: matrix).priorities().consistencyRatio < 1e-9)
  }

  private static func worstPair(_ comparisons: PairwiseComparisons) -> InconsistentPair? {
    do {
      _ = try comparisons.weights()
    } catch {
      if case .inconsistentComparisons(let pair) = error { return pair }
    }
    return nil
  }

  @Test("that are missing, said twice or not mutual are refused")
  func refused() throws {
    #expect(throws: SitePlanningError.badComparison(first: 0, second: 2)) {
      try PairwiseComparisons(
        count: 3,
        judgements: [
          .init(first: 0, second: 1, value: 3), .init(first: 1, second: 2, value: 3),
        ])
    }
    #expect(throws: SitePlanningError.badComparison(first: 1, second: 0)) {
      try PairwiseComparisons(
        count: 2,
        judgements: [
          .init(first: 0, second: 1, value: 3), .init(first: 1, second: 0, value: 3),
        ])
    }
    #expect(throws: SitePlanningError.badComparison(first: 0, second: 1)) {
      try PairwiseComparisons(matrix: [[1, 3], [3, 1]])
    }
    #expect(throws: SitePlanningError.noWeight) { try PairwiseComparisons(matrix: []) }
    #expect(try PairwiseComparisons(matrix: [[1]]).weights().shares == [1])
  }
}
