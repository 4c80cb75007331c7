/// Positions of an index's order that a query passes over: points that have been removed.
struct Exclusions: Sendable, Equatable {
  /// The positions, ascending, each once.
  private(set) var positions: [UInt32] = []

  /// Nothing is passed over.
  static let none = Exclusions()

  private init() {}

  /// Positions in any order, each once.
  init(_ positions: [Int]) {
    self.positions = positions.map { UInt32(truncatingIfNeeded: $0) }.sorted()
  }

  /// Whether a position is passed over.
  /// - Complexity: O(log n).
  func contains(_ position: Int) -> Bool {
    let place = firstIndex(from: position, after: 0)
    return place < positions.count && positions[place] == position
  }

  /// These positions and some more, which are ascending.
  /// - Complexity: O(n + m).
  func union(_ others: [Int]) -> Exclusions { Exclusions(positions.map { Int($0) } + others) }

  /// Takes the first part of a run that holds no position to pass over.
  /// - Parameters:
  ///   - run: What is left of the run; empty in the end.
  ///   - cursor: Zero before the first of many runs that ascend.
  /// - Returns: The part; `nil` when nothing is left.
  @inline(__always)
  func takePart(of run: inout Range<Int>, _ cursor: inout Int) -> Range<Int>? {
    guard !positions.isEmpty else {
      defer { run = run.upperBound..<run.upperBound }
      return run.isEmpty ? nil : run
    }
    return takePartBetween(&run, &cursor)
  }

  @inline(never)
  private func takePartBetween(_ run: inout Range<Int>, _ cursor: inout Int) -> Range<Int>? {
    while !run.isEmpty {
      cursor = firstIndex(from: run.lowerBound, after: cursor)
      let end =
        cursor < positions.count ? min(Int(positions[cursor]), run.upperBound) : run.upperBound
      let part = run.lowerBound..<end
      run = min(end + 1, run.upperBound)..<run.upperBound
      if !part.isEmpty { return part }
    }
    return nil
  }

  /// The index of the first excluded position that is not below `position`.
  private func firstIndex(from position: Int, after start: Int) -> Int {
    guard start < positions.count, positions[start] < position else { return start }
    return start
      + SortedSearch.count(below: positions.count - start) {
        positions[start + $0] < position
      }
  }
}
