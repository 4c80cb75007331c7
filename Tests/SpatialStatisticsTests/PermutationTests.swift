import Support
import Testing

@testable import SpatialStatistics

@Suite("Permutations")
struct PermutationTests {
  @Test("rows of draws hold no area twice, and all areas equally often")
  func rows() {
    let table = DrawTable(rows: 4000, columns: 6, of: 10, seed: 3, threads: 2)
    var often = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 6)
    for row in 0..<table.rows {
      let drawn = (0..<6).map { table[row, $0] }
      #expect(Set(drawn).count == 6)
      for (column, area) in drawn.enumerated() { often[column][area] += 1 }
    }
    // 400 in each place, with a standard deviation of 19.
    #expect(often.joined().allSatisfy { abs($0 - 400) < 100 })
    let whole = DrawTable(rows: 300, columns: 10, of: 10, seed: 3, threads: 1)
    for row in 0..<whole.rows {
      #expect(Set((0..<10).map { whole[row, $0] }) == Set(0..<10))
      // The same draws, however many of them are asked for.
      #expect((0..<6).allSatisfy { whole[row, $0] == table[row, $0] })
    }
  }

  @Test("shared sums count as if each area had gone through all rows", arguments: 0..<12)
  func counts(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let count = Int.random(in: 3...25, using: &random)
    let isWhole = seed % 2 == 0
    let values = (0..<count).map { _ in
      isWhole ? Double(Int.random(in: 0...4, using: &random)) : random.uniform(-1...5)
    }
    let lists = (0..<count).map { area in
      (0..<count).filter { $0 != area && Int.random(in: 0..<3, using: &random) == 0 }
    }
    let weights = try SpatialWeights(lists)
    let permutations = 150
    let test = try PermutationTest(
      values, weights, permutations: permutations, seed: 8, threads: 2)
    let outcomes = try test.outcomes { true }
    let columns = min(weights.greatestCardinality + 1, count)
    let draws = DrawTable(rows: permutations, columns: columns, of: count, seed: 8, threads: 1)
    for area in 0..<count where weights.cardinality(of: area) > 0 {
      let observed = weights.neighbors(of: area).reduce(0) { $0 + values[Int($1)] }
      let sums = (0..<permutations).map { row in
        (0..<columns).map { draws[row, $0] }.filter { $0 != area }
          .prefix(weights.cardinality(of: area)).reduce(0) { $0 + values[$1] }
      }
      #expect(outcomes[area].upper == sums.count { $0 >= observed - 1e-9 })
      #expect(outcomes[area].lower == sums.count { $0 <= observed + 1e-9 })
    }
  }

  @Test("a fitted tail goes on where counting ends")
  func tail() throws {
    var random = SeededRandom(seed: 21)
    // Sums of eight draws from a skew distribution, and the true probabilities from a thousand times as many.
    func sum(_ random: inout SeededRandom) -> Double {
      (0..<8).reduce(0) { sum, _ in
        let draw = random.uniform(0...1)
        return sum + draw * draw * draw
      }
    }
    let many = (0..<400_000).map { _ in sum(&random) }.sorted()
    let tail = try #require(ParetoTail(ascending: (0..<999).map { _ in sum(&random) }.sorted()))
    for share in [0.01, 0.001, 0.0002] {
      let value = many[Int(Double(many.count) * (1 - share))]
      let found = tail.probability(atLeast: value)
      // Never far too bold, and not useless.
      #expect(found > share / 4 && found < share * 20)
    }
    #expect(ParetoTail(ascending: [1, 2, 3]) == nil)
    #expect(ParetoTail(ascending: Array(repeating: 4, count: 999)) == nil)
  }
}
