public import Coverage
public import GeoPrimitives
import SpatialIndexing

extension SpatialWeights {
  /// Areas that border on each other, if only in one point (queen contiguity); islands have the nearest.
  public init(contiguity neighbors: AreaNeighbors) {
    let lists = (0..<neighbors.count).map { neighbors.neighbors(of: $0).map(Int.init) }
    self.init(
      checked: lists, islands: (0..<neighbors.count).map { neighbors.isIsland($0) })
  }

  /// The k nearest places of each, by ground distance.
  /// - Parameters:
  ///   - count: How many neighbours each has, where there are as many others.
  ///   - places: The places (lon, lat), such as the areas' label points.
  /// - Throws: `SpatialStatisticsError.placeOutsideWebMercator` for a place beyond the latitudes of web maps,
  ///   `.noNeighbors` for a count below 1.
  /// - Complexity: O(n (log n + k)) as a rule.
  public init(nearest count: Int, to places: [Coordinate]) throws(SpatialStatisticsError) {
    guard count >= 1 else { throw .noNeighbors(rule: "knn:\(count)") }
    let index = try Self.index(places)
    let wanted = min(count, max(places.count - 1, 0))
    // One more than wanted, for the place itself; several on one spot may come before it.
    let lists = places.indices.map { place in
      Array(
        index.nearest(to: places[place], count: wanted + 1).lazy.map(\.position)
          .filter { $0 != place }.prefix(wanted))
    }
    self.init(checked: lists, islands: Array(repeating: false, count: places.count))
  }

  /// All places within a ground distance; one without any has its nearest and is marked.
  /// - Parameters:
  ///   - meters: The distance, inclusive.
  ///   - places: The places (lon, lat).
  /// - Throws: As `init(nearest:to:)`; `.noNeighbors` for a distance that is not positive.
  /// - Complexity: O(n log n + m) for m pairs as a rule.
  public init(within meters: Double, of places: [Coordinate]) throws(SpatialStatisticsError) {
    guard meters > 0, meters.isFinite else { throw .noNeighbors(rule: "distance:\(meters)") }
    let index = try Self.index(places)
    var islands = [Bool](repeating: false, count: places.count)
    let lists = places.indices.map { place in
      let found = index.positions(within: meters, of: places[place]).filter { $0 != place }
      guard found.isEmpty, places.count > 1 else { return found }
      islands[place] = true
      return Array(
        index.nearest(to: places[place], count: 2).lazy.map(\.position)
          .filter { $0 != place }.prefix(1))
    }
    self.init(checked: lists, islands: islands)
  }

  private static func index(_ places: [Coordinate]) throws(SpatialStatisticsError) -> PointIndex {
    do {
      return try PointIndex(places)
    } catch {
      throw .placeOutsideWebMercator
    }
  }
}
