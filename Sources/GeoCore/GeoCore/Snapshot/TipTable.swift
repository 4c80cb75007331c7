import GeoPrimitives
import GeoStore

/// The located tips of a workspace: those that were there when all were read, and what has changed
/// since. A value that never changes; a change makes another, which shares what is large.
struct TipTable: Sendable {
  /// The tips as they were read last, and what has been derived of them.
  let base: TipBase
  /// Tips that are new or have changed since.
  let added: TipColumns
  /// The positions in the base of the tips that have changed or gone since, ascending.
  let removed: [Int]
  /// The names that the columns of channels number.
  let channelNames: [String]

  /// A table without changes.
  init(_ base: TipBase, channelNames: [String]) {
    self.init(base: base, added: TipColumns(), removed: [], channelNames: channelNames)
  }

  private init(base: TipBase, added: TipColumns, removed: [Int], channelNames: [String]) {
    self.base = base
    self.added = added
    self.removed = removed
    self.channelNames = channelNames
  }

  /// The number of tips.
  var count: Int { base.columns.count - removed.count + added.count }

  /// Whether anything has changed since the base was read.
  var hasChanges: Bool { changeCount > 0 }

  /// How many tips the base lacks or has too many.
  var changeCount: Int { removed.count + added.count }

  /// The first and last moment at which a tip occurred; `nil` without tips.
  /// - Complexity: O(n) for n tips once, O(c) for c changes unless the first or the last has gone.
  var period: ClosedRange<Instant>? {
    let seconds = secondsRange
    return seconds.map {
      Instant(secondsSince1970: $0.lowerBound)...Instant(secondsSince1970: $0.upperBound)
    }
  }

  private var secondsRange: ClosedRange<Int64>? {
    let new = added.seconds.range
    guard let old = base.seconds else { return new }
    let all = base.columns.seconds
    let isCut = removed.contains { all[$0] == old.lowerBound || all[$0] == old.upperBound }
    guard isCut else { return old.union(new) }
    let kept = stretches.filter { !$0.isAdded }.compactMap { all[$0.range].range }
    return kept.reduce(new) { range, part in part.union(range) }
  }

  /// A run of tips that follow one another in the base, or among those that have been added.
  struct Stretch {
    var isAdded: Bool
    var range: Range<Int>
  }

  /// All tips, ascending by row number.
  /// - Complexity: O(c log n) for c changes.
  var stretches: [Stretch] {
    var result: [Stretch] = []
    var position = 0
    var gone = removed[...]
    func appendBase(upTo end: Int) {
      while position < end {
        let next = min(gone.first ?? end, end)
        if position < next { result.append(Stretch(isAdded: false, range: position..<next)) }
        position = next
        if gone.first == next, next < end {
          gone.removeFirst()
          position += 1
        }
      }
    }
    for new in 0..<added.count {
      appendBase(upTo: base.columns.rows.firstPosition(notBelow: added.rows[new]))
      result.append(Stretch(isAdded: true, range: new..<new + 1))
    }
    appendBase(upTo: base.columns.count)
    return result
  }

  /// All tips in columns of their own.
  /// - Complexity: O(n).
  func merged() -> TipColumns {
    var columns = TipColumns()
    for stretch in stretches {
      columns.append(stretch.isAdded ? added : base.columns, stretch.range)
    }
    return columns
  }

  /// The table after some of its rows have changed.
  /// - Parameters:
  ///   - rows: The row numbers that are new, have changed or have gone, ascending.
  ///   - current: What these rows hold now; those that have gone, or lost their place, are not in it.
  ///   - names: The names of the channels, those here first.
  /// - Returns: A table over the same base.
  /// - Complexity: O(c + m log n) for m rows and the c changes before them.
  func changing(rows: [Int64], to current: TipColumns, channelNames names: [String]) -> TipTable {
    let gone = rows.compactMap { base.columns.rows.position(of: $0) }
    return TipTable(
      base: base, added: added.replacing(rows, with: current),
      removed: Set(removed).union(gone).sorted(), channelNames: names)
  }
}

extension TipColumns {
  /// The columns without some rows, and with others in their places.
  fileprivate func replacing(_ changed: [Int64], with current: TipColumns) -> TipColumns {
    let gone = Set(changed)
    var result = TipColumns()
    var next = 0
    for position in 0..<count where !gone.contains(rows[position]) {
      let end = current.rows.firstPosition(notBelow: rows[position])
      result.append(current, next..<end)
      result.append(self, position..<position + 1)
      next = end
    }
    result.append(current, next..<current.count)
    return result
  }
}

extension Sequence<Int64> {
  /// From the least to the largest; `nil` when there are none.
  var range: ClosedRange<Int64>? {
    reduce(nil) { range, value in range.map { $0.union(value...value) } ?? value...value }
  }
}

extension ClosedRange<Int64> {
  fileprivate func union(_ other: ClosedRange?) -> ClosedRange {
    guard let other else { return self }
    return Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
