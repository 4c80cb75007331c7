/// Cases by area and period, with their totals.
struct CaseCube: Sendable {
  /// Cases, area · periods + period.
  let counts: [Int32]
  let periods: Int
  let total: Int
  let areaTotals: [Double]
  let periodTotals: [Double]
  /// The area and the period of every case.
  private let caseAreas: [Int32]
  private let casePeriods: [Int32]

  /// What a scan takes in.
  private static let greatestTotal = 10_000_000

  /// - Throws: `SpatialStatisticsError` for what is no such table, or has nothing to scan.
  init(
    _ lists: [[Int]], areas: Int, fewestPeriods: Int
  ) throws(SpatialStatisticsError) {
    guard areas >= 2 else { throw .tooFewAreas(count: areas, needed: 2) }
    guard lists.count == areas else {
      throw .differentLengths(expected: areas, found: lists.count)
    }
    let periods = lists[0].count
    guard periods >= fewestPeriods else {
      throw .tooFewPeriods(count: periods, needed: fewestPeriods)
    }
    var total = 0
    for (area, list) in lists.enumerated() {
      guard list.count == periods else {
        throw .differentLengths(expected: periods, found: list.count)
      }
      for count in list {
        guard count >= 0, count <= Self.greatestTotal - total else {
          throw .badValue(position: area, value: Double(count))
        }
        total += count
      }
    }
    guard total >= 2 else { throw .tooFewCases(count: total, needed: 2) }
    self.periods = periods
    self.total = total
    counts = lists.flatMap { $0.map(Int32.init(truncatingIfNeeded:)) }
    areaTotals = lists.map { Double($0.reduce(0, +)) }
    periodTotals = (0..<periods).map { period in Double(lists.reduce(0) { $0 + $1[period] }) }
    (caseAreas, casePeriods) = Self.cases(lists)
  }

  private static func cases(_ lists: [[Int]]) -> ([Int32], [Int32]) {
    var areas: [Int32] = []
    var periods: [Int32] = []
    for (area, list) in lists.enumerated() {
      for (period, count) in list.enumerated() {
        areas += repeatElement(Int32(truncatingIfNeeded: area), count: count)
        periods += repeatElement(Int32(truncatingIfNeeded: period), count: count)
      }
    }
    return (areas, periods)
  }

  /// Cases of a world in which each case keeps its area, and the periods are dealt out anew.
  func withPeriodsDealtAnew(_ random: inout StatisticsRandom) -> [Int32] {
    var dealt = [Int32](repeating: 0, count: counts.count)
    var deck = casePeriods
    for left in (1...deck.count).reversed() {
      let drawn = Int(random.below(UInt32(truncatingIfNeeded: left)))
      dealt[Int(caseAreas[left - 1]) * periods + Int(deck[drawn])] += 1
      deck[drawn] = deck[left - 1]
    }
    return dealt
  }
}
