extension TipTable {
  /// Calls `visit` with each tip that differs between this table and an earlier one, as it was and as it is.
  ///
  /// Between tables over different bases also with every tip that either has laid over its base: that is
  /// summed apart from the rest, and a sum may differ by it in the last digit.
  /// - Complexity: O(c log n) for c changes over one base, else O(n).
  func forEachDifference(from former: TipTable, visit: (TipColumns, Int) -> Void) {
    guard base !== former.base else {
      for row in layeredRows.union(former.layeredRows).sorted() {
        Self.compare(former.find(row), find(row), visit)
      }
      return
    }
    for table in [former, self] {
      for position in table.removed { visit(table.base.columns, position) }
      for position in 0..<table.added.count { visit(table.added, position) }
    }
    base.columns.forEachDifference(from: former.base.columns, visit: visit)
  }

  /// A tip in the columns that hold it.
  private typealias Place = (columns: TipColumns, position: Int)

  private static func compare(_ old: Place?, _ new: Place?, _ visit: (TipColumns, Int) -> Void) {
    if let old, let new, old.columns.isSame(old.position, as: new.columns, new.position) { return }
    if let old { visit(old.columns, old.position) }
    if let new { visit(new.columns, new.position) }
  }

  private func find(_ row: Int64) -> Place? {
    if let position = added.rows.position(of: row) { return (added, position) }
    guard let position = base.columns.rows.position(of: row) else { return nil }
    let next = removed.partitioningIndex { $0 >= position }
    let isGone = next < removed.count && removed[next] == position
    return isGone ? nil : (base.columns, position)
  }

  /// The row numbers of what is laid over the base.
  private var layeredRows: Set<Int64> {
    var rows = Set(removed.map { base.columns.rows[$0] })
    for position in 0..<added.count { rows.insert(added.rows[position]) }
    return rows
  }
}

extension TipColumns {
  /// Calls `visit` with each tip that only one of two tables has, or that differs between them.
  fileprivate func forEachDifference(
    from former: TipColumns, visit: (TipColumns, Int) -> Void
  ) {
    var (own, other) = (0, 0)
    while own < count || other < former.count {
      let row = own < count ? rows[own] : .max
      let otherRow = other < former.count ? former.rows[other] : .max
      let isSame = row == otherRow && isSame(own, as: former, other)
      if otherRow <= row {
        if !isSame { visit(former, other) }
        other += 1
      }
      if row <= otherRow {
        if !isSame { visit(self, own) }
        own += 1
      }
    }
  }

  /// Whether a tip is the same as another one, its number apart.
  fileprivate func isSame(_ position: Int, as other: TipColumns, _ place: Int) -> Bool {
    points[position] == other.points[place] && offsets[position] == other.offsets[place]
      && seconds[position] == other.seconds[place]
      && attributes[position] == other.attributes[place]
      && channels[position] == other.channels[place] && radii[position] == other.radii[place]
  }
}
