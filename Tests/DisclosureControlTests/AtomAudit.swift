/// What follows from sums of hidden cells by adding and subtracting them, with any factors.
///
/// The sums are kept in row echelon form over the integers modulo a prime; a combination that exists
/// in the rational numbers exists there, too.
struct LinearKnowledge {
  private static let prime = 2_147_483_647
  private let cells: Int
  /// For every cell the row whose first factor is 1 and belongs to that cell. The sum stands last.
  private var rows: [[Int]?]

  /// Knows nothing of some cells.
  init(cells: Int) {
    self.cells = cells
    rows = Array(repeating: nil, count: cells)
  }

  /// Takes note of the sum of some cells, and tells whether it is news.
  @discardableResult
  mutating func learn(_ cells: some Sequence<Int>, sum: Int) -> Bool {
    let row = reduced(row(cells, sum: sum))
    guard let pivot = (0..<self.cells).first(where: { row[$0] != 0 }) else { return false }
    let inverse = Self.power(row[pivot], Self.prime - 2)
    rows[pivot] = row.map { $0 * inverse % Self.prime }
    return true
  }

  /// The sum of some cells, when it follows from what is known.
  func sum(_ cells: some Sequence<Int>) -> Int? {
    let rest = reduced(row(cells, sum: 0))
    guard rest.dropLast().allSatisfy({ $0 == 0 }) else { return nil }
    let sum = (Self.prime - rest[self.cells]) % Self.prime
    return sum > Self.prime / 2 ? sum - Self.prime : sum
  }

  private func reduced(_ row: [Int]) -> [Int] {
    var row = row
    for pivot in 0..<cells where row[pivot] != 0 {
      guard let known = rows[pivot] else { continue }
      let factor = Self.prime - row[pivot]
      for cell in pivot...cells where known[cell] != 0 {
        row[cell] = (row[cell] + factor * known[cell]) % Self.prime
      }
    }
    return row
  }

  private func row(_ members: some Sequence<Int>, sum: Int) -> [Int] {
    var row = Array(repeating: 0, count: cells + 1)
    for cell in members { row[cell] += 1 }
    row[cells] = sum % Self.prime
    return row
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, square, rest) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square % prime }
      square = square * square % prime
      rest >>= 1
    }
    return result
  }
}

/// What follows from sums of hidden cells that are whole numbers of 0 or more.
struct IntegerKnowledge {
  private var sums: [(cells: [Int], sum: Int)] = []
  private var lower: [Int]
  private var upper: [Int]

  /// Cells of which nothing is known but that none is above a limit.
  init(cells: Int, limit: Int) {
    lower = Array(repeating: 0, count: cells)
    upper = Array(repeating: limit, count: cells)
  }

  /// Takes note of the sum of different cells.
  mutating func learn(_ cells: some Sequence<Int>, sum: Int) { sums.append((Array(cells), sum)) }

  /// The least and the greatest possible sum of different cells; `nil` when what is known contradicts
  /// itself.
  ///
  /// Bounds are drawn together until nothing moves; what they leave open is tried, so the time can be
  /// exponential in the number of cells that differ in what is known of them.
  func range(of cells: [Int]) -> ClosedRange<Int>? {
    var start = self
    guard start.propagate() else { return nil }
    let least = cells.reduce(0) { $0 + start.lower[$1] }
    let greatest = cells.reduce(0) { $0 + start.upper[$1] }
    guard let low = (least...greatest).first(where: { start.isPossible(cells, sum: $0) }),
      let high = (low...greatest).last(where: { start.isPossible(cells, sum: $0) })
    else { return nil }
    return low...high
  }

  /// Whether some different cells can have a sum.
  func isPossible(_ cells: [Int], sum: Int) -> Bool {
    var trial = self
    trial.learn(cells, sum: sum)
    trial = trial.collapsed()
    return trial.hasSolution()
  }

  /// Cells that are in the same sums can be taken for one, which shortens the search.
  private func collapsed() -> IntegerKnowledge {
    var places = Array(repeating: [Int](), count: lower.count)
    for (place, (cells, _)) in sums.enumerated() {
      for cell in cells { places[cell].append(place) }
    }
    let classes = Dictionary(grouping: lower.indices) { places[$0] }
    var result = IntegerKnowledge(cells: classes.count, limit: 0)
    result.sums = sums.map { (cells: [], sum: $0.sum) }
    for (number, (places, cells)) in classes.enumerated() {
      result.lower[number] = cells.reduce(0) { $0 + lower[$1] }
      result.upper[number] = cells.reduce(0) { $0 + upper[$1] }
      for place in places { result.sums[place].cells.append(number) }
    }
    return result
  }

  /// Tries the values of the cell with the fewest.
  private mutating func hasSolution() -> Bool {
    guard propagate() else { return false }
    let open = lower.indices.filter { lower[$0] < upper[$0] }
    guard let cell = open.min(by: { upper[$0] - lower[$0] < upper[$1] - lower[$1] }) else {
      return true
    }
    for value in lower[cell]...upper[cell] {
      var trial = self
      trial.lower[cell] = value
      trial.upper[cell] = value
      if trial.hasSolution() { return true }
    }
    return false
  }

  /// Draws the bounds together; `false` when there is nothing between them.
  private mutating func propagate() -> Bool {
    var moved = true
    while moved {
      moved = false
      for (cells, sum) in sums {
        let low = cells.reduce(0) { $0 + lower[$1] }
        let high = cells.reduce(0) { $0 + upper[$1] }
        guard low <= sum, sum <= high else { return false }
        for cell in cells {
          let least = max(lower[cell], sum - (high - upper[cell]))
          let greatest = min(upper[cell], sum - (low - lower[cell]))
          guard least <= greatest else { return false }
          moved = moved || least > lower[cell] || greatest < upper[cell]
          // The sums above stay valid bounds while single cells draw together.
          (lower[cell], upper[cell]) = (least, greatest)
        }
      }
    }
    return true
  }
}
