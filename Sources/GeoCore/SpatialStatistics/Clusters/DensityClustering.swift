import Coverage
public import GeoPrimitives
import SpatialIndexing

/// DBSCAN: clusters are places where points lie dense, however they are shaped.
///
/// M. Ester, H.-P. Kriegel, J. Sander, X. Xu, "A density-based algorithm for discovering clusters in large spatial
/// databases with noise", KDD 1996. A point at the rim of several clusters belongs to the one whose first core point
/// comes first, as in scikit-learn.
public enum DensityClustering {
  /// What the result is cited as.
  public static let reference = "Ester et al. 1996"

  /// The clusters of points.
  /// - Parameters:
  ///   - places: The points (lon, lat).
  ///   - meters: How near points are to be called neighbours, by ground distance, inclusive.
  ///   - minimum: How many points, itself among them, have to be near a point of the inside.
  ///   - threads: How many threads take part; the result does not depend on it.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: The clusters, numbered by their first core points.
  /// - Throws: `SpatialStatisticsError` for a place beyond the latitudes of web maps, a distance or minimum that is
  ///   not positive, or when nobody waits any more.
  /// - Complexity: O(n log n + m) for m pairs of neighbours as a rule.
  public static func clusters(
    of places: [Coordinate], within meters: Double, minimum: Int,
    threads: Int = 2, isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws(SpatialStatisticsError) -> PointClusters {
    guard meters > 0, meters.isFinite, minimum >= 1 else {
      throw .noNeighbors(rule: "\(minimum) within \(meters) m")
    }
    guard !places.isEmpty else { return PointClusters(labels: [], isCore: [], count: 0) }
    let index: PointIndex
    do {
      index = try PointIndex(places)
    } catch {
      throw .placeOutsideWebMercator
    }
    let search = NeighborSearch(
      index: index, places: places, meters: meters, threads: threads, isWanted: isWanted)
    let isCore = try search.cores(minimum: minimum)
    var sets = DisjointSets(count: places.count)
    try search.forEachList(of: isCore) { point, others in
      for other in others where isCore[other] { sets.unite(point, other) }
    }
    return try labelled(isCore, &sets, search)
  }

  private static func labelled(
    _ isCore: [Bool], _ sets: inout DisjointSets, _ search: NeighborSearch
  ) throws(SpatialStatisticsError) -> PointClusters {
    var labels = [Int32](repeating: PointClusters.noise, count: isCore.count)
    var numbers = [Int32](repeating: PointClusters.noise, count: isCore.count)
    var count: Int32 = 0
    for point in isCore.indices where isCore[point] {
      let root = sets.root(of: point)
      if numbers[root] < 0 {
        numbers[root] = count
        count += 1
      }
      labels[point] = numbers[root]
    }
    // The rim is looked at from outside: its points are few.
    let rim = isCore.map { !$0 }
    try search.forEachList(of: rim) { point, others in
      for other in others where isCore[other] {
        let label = labels[other]
        if labels[point] < 0 || label < labels[point] { labels[point] = label }
      }
    }
    return PointClusters(labels: labels, isCore: isCore, count: Int(count))
  }
}

/// Asks an index for the neighbours of many points, in the order in which they lie beside each other.
private struct NeighborSearch: Sendable {
  let index: PointIndex
  let places: [Coordinate]
  let meters: Double
  let threads: Int
  let isWanted: @Sendable () -> Bool

  private static let step = 4096

  /// Whether each point has so many around it.
  func cores(minimum: Int) throws(SpatialStatisticsError) -> [Bool] {
    let order = index.positions(in: .everything)
    let blocks = ConcurrentMap.map((order.count + Self.step - 1) / Self.step, threads: threads) {
      block -> [Bool] in
      guard isWanted() else { return [] }
      return order[block * Self.step..<min((block + 1) * Self.step, order.count)].map {
        index.count(within: meters, of: places[$0]) >= minimum
      }
    }
    guard isWanted() else { throw .cancelled }
    var isCore = [Bool](repeating: false, count: places.count)
    for (point, core) in zip(order, blocks.joined()) { isCore[point] = core }
    return isCore
  }

  /// Hands over the neighbours of the chosen points, one point after the other; lists of a block are found on
  /// several threads and given up before the next.
  func forEachList(
    of isChosen: [Bool], _ body: (Int, ArraySlice<Int>) -> Void
  ) throws(SpatialStatisticsError) {
    let order = index.positions(in: .everything).filter { isChosen[$0] }
    let parts = max(threads, 1) * 4
    for start in stride(from: 0, to: order.count, by: Self.step) {
      guard isWanted() else { throw .cancelled }
      let block = Array(order[start..<min(start + Self.step, order.count)])
      let size = (block.count + parts - 1) / parts
      let lists = ConcurrentMap.map((block.count + size - 1) / size, threads: threads) { part in
        neighborLists(of: block[part * size..<min((part + 1) * size, block.count)])
      }
      for list in lists {
        var first = 0
        for (point, end) in list.ends {
          body(point, list.members[first..<end])
          first = end
        }
      }
    }
  }

  private func neighborLists(
    of points: ArraySlice<Int>
  ) -> (ends: [(point: Int, end: Int)], members: [Int]) {
    var members: [Int] = []
    var ends: [(point: Int, end: Int)] = []
    for point in points {
      index.appendPositions(within: meters, of: places[point], to: &members)
      ends.append((point, members.count))
    }
    return (ends, members)
  }
}

/// Sets that grow together. R. E. Tarjan, "Efficiency of a good but not linear set union algorithm",
/// doi:10.1145/321879.321884; with halving of paths.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(truncatingIfNeeded: count)).map { $0 } }

  mutating func root(of member: Int) -> Int {
    var member = member
    while Int(parents[member]) != member {
      parents[member] = parents[Int(parents[member])]
      member = Int(parents[member])
    }
    return member
  }

  mutating func unite(_ a: Int, _ b: Int) {
    let (first, second) = (root(of: a), root(of: b))
    guard first != second else { return }
    // The lower number stays on top, so that roots do not depend on the order of unions.
    parents[max(first, second)] = Int32(truncatingIfNeeded: min(first, second))
  }
}
