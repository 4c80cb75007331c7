/// Which areas are near which: for every area the numbers of its neighbours, without itself, each with weight 1.
///
/// Neighbourhood need not be mutual: an island has its nearest areas as neighbours, which do not have it in
/// return, and so it is with the k nearest.
public struct SpatialWeights: Sendable {
  /// The neighbours of area i are `members[starts[i] ..< starts[i + 1]]`, ascending.
  let starts: [Int]
  let members: [Int32]
  private let islands: [Bool]

  /// Weights from lists.
  /// - Parameters:
  ///   - neighbors: For each area the numbers of its neighbours; order and repetition do not matter, and an area
  ///     is none of its own.
  ///   - islands: Areas whose neighbours are the nearest areas only because nothing borders on them; none if
  ///     empty, else one for each area.
  /// - Throws: `SpatialStatisticsError.unknownNeighbor` for a number that is no area's.
  public init(
    _ neighbors: [[Int]], islands: [Bool] = []
  ) throws(SpatialStatisticsError) {
    for (area, list) in neighbors.enumerated() {
      if let other = list.first(where: { !neighbors.indices.contains($0) }) {
        throw .unknownNeighbor(area: area, neighbor: other)
      }
    }
    self.init(
      checked: neighbors,
      islands: islands.isEmpty ? Array(repeating: false, count: neighbors.count) : islands)
  }

  /// Weights from lists that name areas only.
  init(checked neighbors: [[Int]], islands: [Bool]) {
    var starts = [0]
    var members: [Int32] = []
    for (area, list) in neighbors.enumerated() {
      var last = -1
      for other in list.sorted() where other != area && other != last {
        members.append(Int32(truncatingIfNeeded: other))
        last = other
      }
      starts.append(members.count)
    }
    self.starts = starts
    self.members = members
    self.islands = islands
  }

  /// The number of areas.
  public var count: Int { starts.count - 1 }

  /// The neighbours of an area, ascending, without itself.
  public func neighbors(of area: Int) -> ArraySlice<Int32> {
    members[starts[area]..<starts[area + 1]]
  }

  /// How many neighbours an area has.
  public func cardinality(of area: Int) -> Int { starts[area + 1] - starts[area] }

  /// Whether nothing borders on an area, so that its neighbours are the nearest areas instead.
  public func isIsland(_ area: Int) -> Bool { islands[area] }

  /// The largest number of neighbours.
  var greatestCardinality: Int { (0..<count).map(cardinality).max() ?? 0 }

  /// Sums of the neighbours' values, each area's in the order of its neighbours.
  /// - Complexity: O(n + m) for m pairs.
  func lags(of values: [Double]) -> [Double] {
    (0..<count).map { area in
      neighbors(of: area).reduce(0) { $0 + values[Int($1)] }
    }
  }
}
