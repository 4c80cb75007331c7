import Coverage

/// What came of comparing an area's sum with those of the permutations.
struct PermutationOutcome: Hashable, Sendable {
  /// Permutations whose sum is at least that of the area.
  var upper: Int
  /// Permutations whose sum is at most that of the area.
  var lower: Int
  /// The probability of a sum at least as far out, on either side, by counting.
  var counted: Double
  /// The same where few permutations reach the sum: by the fitted tail.
  var fitted: Double
}

/// Conditional permutation: the value of an area stays, those of all others are dealt out anew, and the sum over
/// its neighbours is compared with what it was.
///
/// L. Anselin, "Local indicators of spatial association", doi:10.1111/j.1538-4632.1995.tb00338.x. All areas with
/// as many neighbours share their sums (`DrawTable`); where a draw holds the area itself, the next draw of the row
/// stands in for it. That makes R (k + log R) steps for all areas with k neighbours in place of R · k for each.
struct PermutationTest: Sendable {
  private let values: [Double]
  private let weights: SpatialWeights
  private let draws: DrawTable
  /// For each area where it was drawn: `places[starts[i] ..< starts[i + 1]]`, as row · columns + column.
  private let starts: [Int]
  private let places: [Int32]
  private let halfStep: Double
  private let threads: Int

  /// Draws the permutations.
  /// - Throws: `SpatialStatisticsError.badPermutations` for none, or for more than fit into memory.
  init(
    _ values: [Double], _ weights: SpatialWeights, permutations: Int, seed: UInt64, threads: Int
  ) throws(SpatialStatisticsError) {
    let columns = min(weights.greatestCardinality + 1, values.count)
    guard permutations >= 1,
      permutations.multipliedReportingOverflow(by: columns).partialValue <= DrawTable.capacity,
      !permutations.multipliedReportingOverflow(by: columns).overflow
    else { throw .badPermutations(permutations) }
    self.values = values
    self.weights = weights
    self.threads = threads
    draws = DrawTable(
      rows: permutations, columns: columns, of: values.count, seed: seed, threads: threads)
    (starts, places) = Self.places(draws, values.count)
    // Between whole numbers the step is 1, which a fitted tail does not know.
    halfStep = values.allSatisfy { $0 == $0.rounded() } ? 0.5 : 0
  }

  /// The outcome for every area.
  /// - Parameter isWanted: Looked at now and then.
  /// - Returns: The outcomes by area; probability 1 where an area has no neighbour.
  /// - Throws: `SpatialStatisticsError.cancelled` when nobody waits any more.
  func outcomes(
    isWanted: @Sendable () -> Bool
  ) throws(SpatialStatisticsError) -> [PermutationOutcome] {
    let observed = weights.lags(of: values)
    var groups = [[Int]](repeating: [], count: draws.columns)
    for area in values.indices {
      groups[min(weights.cardinality(of: area), draws.columns - 1)].append(area)
    }
    var outcomes = [PermutationOutcome](
      repeating: PermutationOutcome(upper: draws.rows, lower: draws.rows, counted: 1, fitted: 1),
      count: values.count)
    var sums = [Double](repeating: 0, count: draws.rows)
    for cardinality in 1..<max(draws.columns, 1) {
      guard isWanted() else { throw .cancelled }
      for row in 0..<draws.rows { sums[row] += values[draws[row, cardinality - 1]] }
      let areas = groups[cardinality]
      if areas.isEmpty { continue }
      let reference = Reference(sums: sums, cardinality: cardinality)
      let step = 512
      let blocks = ConcurrentMap.map((areas.count + step - 1) / step, threads: threads) { block in
        areas[block * step..<min((block + 1) * step, areas.count)].map {
          outcome(of: $0, observed[$0], reference)
        }
      }
      for (area, outcome) in zip(areas, blocks.joined()) { outcomes[area] = outcome }
    }
    return outcomes
  }

  /// Sums over as many neighbours, in the order of the rows and in ascending order, with their tails.
  private struct Reference: Sendable {
    let cardinality: Int
    let sums: [Double]
    let ascending: [Double]
    let upperTail: ParetoTail?
    let lowerTail: ParetoTail?
    /// Sums of the same values in another order differ by their rounding.
    let tolerance: Double

    init(sums: [Double], cardinality: Int) {
      self.cardinality = cardinality
      self.sums = sums
      ascending = sums.sorted()
      upperTail = ParetoTail(ascending: ascending)
      lowerTail = ParetoTail(ascending: ascending.reversed().map { -$0 })
      tolerance = 1e-12 * max(abs(ascending.first ?? 0), abs(ascending.last ?? 0))
    }

    /// How many sums are at least a value.
    func count(atLeast value: Double) -> Int {
      var (low, high) = (0, ascending.count)
      while low < high {
        let middle = (low + high) / 2
        if ascending[middle] < value { low = middle + 1 } else { high = middle }
      }
      return ascending.count - low
    }

    /// How many sums are at most a value.
    func count(atMost value: Double) -> Int {
      var (low, high) = (0, ascending.count)
      while low < high {
        let middle = (low + high) / 2
        if ascending[middle] <= value { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  private func outcome(
    of area: Int, _ observed: Double, _ reference: Reference
  ) -> PermutationOutcome {
    let floor = observed - reference.tolerance
    let ceiling = observed + reference.tolerance
    var upper = reference.count(atLeast: floor)
    var lower = reference.count(atMost: ceiling)
    for place in places[starts[area]..<starts[area + 1]] {
      let (row, column) = Int(place).quotientAndRemainder(dividingBy: draws.columns)
      guard column < reference.cardinality else { continue }
      let old = reference.sums[row]
      let new = old - values[area] + values[draws[row, reference.cardinality]]
      upper += (new >= floor ? 1 : 0) - (old >= floor ? 1 : 0)
      lower += (new <= ceiling ? 1 : 0) - (old <= ceiling ? 1 : 0)
    }
    let rows = Double(draws.rows)
    let counted = min(1, 2 * (Double(min(upper, lower)) + 1) / (rows + 1))
    guard min(upper, lower) < 10 else {
      return PermutationOutcome(upper: upper, lower: lower, counted: counted, fitted: counted)
    }
    let fitted =
      upper < lower
      ? reference.upperTail?.probability(atLeast: observed - halfStep)
      : reference.lowerTail?.probability(atLeast: -observed - halfStep)
    return PermutationOutcome(
      upper: upper, lower: lower, counted: counted,
      fitted: min(1, fitted.map { 2 * $0 } ?? counted))
  }

  private static func places(_ draws: DrawTable, _ areaCount: Int) -> ([Int], [Int32]) {
    var starts = [Int](repeating: 0, count: areaCount + 1)
    for row in 0..<draws.rows {
      for column in 0..<draws.columns { starts[draws[row, column] + 1] += 1 }
    }
    for area in 0..<areaCount { starts[area + 1] += starts[area] }
    var next = starts
    var places = [Int32](repeating: 0, count: draws.rows * draws.columns)
    for row in 0..<draws.rows {
      for column in 0..<draws.columns {
        let area = draws[row, column]
        places[next[area]] = Int32(truncatingIfNeeded: row * draws.columns + column)
        next[area] += 1
      }
    }
    return (starts, places)
  }
}
