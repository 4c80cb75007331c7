import Coverage

/// Areas drawn at random without repetition, the same for all who ask: row r begins with the neighbours that a
/// place would have in permutation r.
///
/// Sharing the draws is what makes permutations cheap. Each area's probability is that of its own permutation
/// test; only their Monte Carlo errors hang together, as in esda, which shares its permutations, too.
struct DrawTable: Sendable {
  /// What a table may hold.
  static let capacity = 1 << 27

  /// The number of rows.
  let rows: Int
  /// The length of a row.
  let columns: Int
  private let areas: [Int32]

  /// Draws rows.
  /// - Parameters:
  ///   - rows: How many.
  ///   - columns: How many areas each has, at most `areaCount`.
  ///   - areaCount: How many areas there are to draw from.
  ///   - seed: The seed; each row has its own stream.
  ///   - threads: How many threads take part; the table does not depend on it.
  init(rows: Int, columns: Int, of areaCount: Int, seed: UInt64, threads: Int) {
    self.rows = rows
    self.columns = columns
    let step = 256
    let blocks = ConcurrentMap.map((rows + step - 1) / step, threads: threads) { block in
      Self.block(
        block * step..<min((block + 1) * step, rows), columns: columns, of: areaCount, seed: seed)
    }
    areas = blocks.flatMap { $0 }
  }

  /// An area of a row.
  @inline(__always)
  subscript(row: Int, column: Int) -> Int { Int(areas[row * columns + column]) }

  private static func block(
    _ rows: Range<Int>, columns: Int, of areaCount: Int, seed: UInt64
  ) -> [Int32] {
    var drawn: [Int32] = []
    drawn.reserveCapacity(rows.count * columns)
    // A shuffle that is broken off after `columns` steps and undone by the same swaps backwards.
    var deck = (0..<Int32(truncatingIfNeeded: areaCount)).map { $0 }
    var swaps = [Int](repeating: 0, count: columns)
    for row in rows {
      var random = StatisticsRandom(seed: seed, stream: UInt64(row))
      for column in 0..<columns {
        let left = UInt32(truncatingIfNeeded: areaCount - column)
        let other = column + Int(random.below(left))
        deck.swapAt(column, other)
        swaps[column] = other
        drawn.append(deck[column])
      }
      for column in (0..<columns).reversed() { deck.swapAt(column, swaps[column]) }
    }
    return drawn
  }
}
