/// The values of a criterion, brought to 0 … 1 so that 1 speaks most for a village.
struct NormalisedColumn {
  let values: [Double]
  let note: CriterionNote

  init(_ criterion: Criterion, _ column: [Double?]) {
    let finite = column.compactMap { $0 }.filter(\.isFinite)
    let range = finite.min().flatMap { low in finite.max().map { low...$0 } }
    let isConstant = range.map { $0.lowerBound == $0.upperBound } ?? true
    note = CriterionNote(
      name: criterion.name, missing: column.count { $0 == nil },
      unbounded: column.count { $0?.isInfinite ?? false }, isConstant: isConstant)
    guard let range, !isConstant else {
      values = Array(repeating: 0, count: column.count)
      return
    }
    let bounded = column.map { $0.map { min(max($0, range.lowerBound), range.upperBound) } }
    let upward: [Double?] =
      switch criterion.normalisation {
      case .minMax: Self.places(bounded, in: range)
      case .rank: Self.ranks(bounded)
      }
    let turned =
      criterion.direction == .benefit ? upward : upward.map { $0.map { 1 - $0 } }
    let standIn = Self.standIn(criterion.missing, turned.compactMap { $0 })
    values = turned.map { $0 ?? standIn }
  }

  /// Halved before they are subtracted: the difference of two huge values would not be finite.
  private static func places(_ column: [Double?], in range: ClosedRange<Double>) -> [Double?] {
    let width = range.upperBound / 2 - range.lowerBound / 2
    return column.map { $0.map { ($0 / 2 - range.lowerBound / 2) / width } }
  }

  /// From 0 for the least to 1 for the greatest, equal values at the mean of their places.
  private static func ranks(_ column: [Double?]) -> [Double?] {
    let known = column.enumerated().compactMap { row, value in value.map { (value: $0, row: row) } }
      .sorted { ($0.value, $0.row) < ($1.value, $1.row) }
    var ranks = [Double?](repeating: nil, count: column.count)
    var start = 0
    while start < known.count {
      var end = start + 1
      while end < known.count, known[end].value == known[start].value { end += 1 }
      let rank = Double(start + end - 1) / 2 / Double(known.count - 1)
      for position in start..<end { ranks[known[position].row] = rank }
      start = end
    }
    return ranks
  }

  private static func standIn(_ rule: MissingValueRule, _ known: [Double]) -> Double {
    switch rule {
    case .worst: 0
    case .best: 1
    case .median:
      {
        let ascending = known.sorted()
        return (ascending[(known.count - 1) / 2] + ascending[known.count / 2]) / 2
      }()
    }
  }
}
