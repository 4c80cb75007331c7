import Coverage
import DisclosureControl
import SpatialIndexing

/// Which rows of a table of tips are meant: all of them, or some.
enum TipPositions: Sendable {
  case all(Int)
  /// Ascending.
  case some([Int32])

  /// Calls `visit` with every position, ascending.
  func forEach(_ visit: (Int) -> Void) {
    switch self {
    case .all(let count): for position in 0..<count { visit(position) }
    case .some(let positions): for position in positions { visit(Int(position)) }
    }
  }
}

extension DatasetSnapshot {
  /// The tips of the base that lie in an area.
  /// - Complexity: O(n) once for each area; the first time the villages of all tips are found.
  func baseTips(in area: AreaOfResponsibility) throws(PointIndexError) -> TipPositions {
    guard area != .everywhere else { return .all(tips.base.columns.count) }
    let found = try tips.base.areaTips.value(for: area) { () throws(PointIndexError) in
      let isInside = memberships(of: area)
      let tipVillages = try tipVillages(threads: 2)
      return tipVillages.indices.filter { tip in
        let village = tipVillages[tip]
        return village != AreaAssignment.none && isInside[Int(village)]
      }.map { Int32(truncatingIfNeeded: $0) }
    }
    return .some(found)
  }

  /// The tips of the base that have changed or gone and lay in an area.
  func removedTips(in area: AreaOfResponsibility) throws(PointIndexError) -> TipPositions {
    let removed = tips.removed.map { Int32(truncatingIfNeeded: $0) }
    guard area != .everywhere, !removed.isEmpty else { return .some(removed) }
    let isInside = memberships(of: area)
    let tipVillages = try tipVillages(threads: 2)
    return .some(
      removed.filter { tip in
        let village = tipVillages[Int(tip)]
        return village != AreaAssignment.none && isInside[Int(village)]
      })
  }

  /// The tips that are new or have changed and lie in an area.
  func addedTips(in area: AreaOfResponsibility) -> TipPositions {
    guard area != .everywhere else { return .all(tips.added.count) }
    let isInside = memberships(of: area)
    return .some(
      (0..<tips.added.count).filter { tip in
        let village = village(ofAddedTip: tip)
        return village != AreaAssignment.none && isInside[Int(village)]
      }.map { Int32(truncatingIfNeeded: $0) })
  }

  /// Calls `body` with each tip of an area as it is now: its columns, its position in them, and the position of its
  /// village, `AreaAssignment.none` outside all of them.
  /// - Complexity: O(n) in the tips.
  func forEachTip(
    in area: AreaOfResponsibility, _ body: (TipColumns, Int, Int) -> Void
  ) throws {
    let homes = try tipVillages(threads: 2)
    let gone = Set(tips.removed)
    try baseTips(in: area).forEach { tip in
      if !gone.contains(tip) { body(tips.base.columns, tip, Int(homes[tip])) }
    }
    addedTips(in: area).forEach { body(tips.added, $0, Int(village(ofAddedTip: $0))) }
  }

  /// Of each village, whether it lies in an area; found once for each area, as every tile asks.
  func memberships(of area: AreaOfResponsibility) -> [Bool] {
    places.memberships.value(for: area) {
      var isInside = Array(repeating: false, count: villages.areas.count)
      for position in villages.positions(within: area) { isInside[position] = true }
      return isInside
    }
  }
}
