import Coverage
public import GeoPrimitives

/// DBSCAN: clusters are places where points lie dense, however they are shaped.
///
/// M. Ester, H.-P. Kriegel, J. Sander, X. Xu, "A density-based algorithm for discovering clusters in large spatial
/// databases with noise", KDD 1996; by cells after A. Gunawan, "A faster algorithm for DBSCAN", Eindhoven 2013.
/// A point at the rim of several clusters belongs to the one whose first core point comes first, as in scikit-learn:
/// with positions as `GeocentricPosition` has them, the labels are the same, numbers included.
public enum DensityClustering {
  /// What the result is cited as.
  public static let reference = "Ester et al. 1996"

  /// How near points may be asked to be, in metres.
  public static let distances = PlaceCells.leastMeters...PlaceCells.greatestMeters

  /// The clusters of points.
  /// - Parameters:
  ///   - places: The points (lon, lat).
  ///   - meters: How near points are to be called neighbours, inclusive: the straight line between them.
  ///   - minimum: How many points, itself among them, have to be near a point of the inside.
  ///   - threads: How many threads take part; the result does not depend on it.
  ///   - isWanted: Whether somebody still waits.
  /// - Returns: The clusters, numbered by their first core points.
  /// - Throws: `SpatialStatisticsError` for a place beyond the latitudes of web maps, a distance outside `distances`, a
  ///   minimum that is not positive, or when nobody waits any more.
  /// - Complexity: O(n · minimum) as a rule, with some 100 bytes a point; neighbours are never listed.
  public static func clusters(
    of places: [Coordinate], within meters: Double, minimum: Int,
    threads: Int = 2, isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws(SpatialStatisticsError) -> PointClusters {
    guard distances.contains(meters), minimum >= 1 else {
      throw .noNeighbors(rule: "\(minimum) within \(meters) m")
    }
    guard places.allSatisfy(GeocentricPosition.takes) else { throw .placeOutsideWebMercator }
    let cells = PlaceCells(places, within: meters, threads: threads)
    let search = CellSearch(
      cells: cells, squaredReach: meters * meters, threads: threads, isWanted: isWanted)
    let cores = try search.cores(minimum: minimum)
    var sets = DisjointSets(count: cells.count)
    for link in try search.links(between: cores) { sets.unite(Int(link.first), Int(link.second)) }
    let numbered = cellLabels(cells, cores, &sets)
    let labels = try search.labels(cores, cellLabels: numbered.labels)
    return inInputOrder(cells, cores, labels, count: numbered.count)
  }

  /// The cluster of each cell's core points, numbered by the first core point of each cluster.
  private static func cellLabels(
    _ cells: PlaceCells, _ cores: CorePoints, _ sets: inout DisjointSets
  ) -> (labels: [Int32], count: Int) {
    var first = [UInt32](repeating: .max, count: cells.count)
    for cell in 0..<cells.count where cores.isAny(in: cell) {
      let root = sets.root(of: cell)
      for member in cores.members(of: cell) {
        first[root] = min(first[root], cells.numbers[member])
      }
    }
    let roots = first.indices.filter { first[$0] != .max }.sorted { first[$0] < first[$1] }
    var labels = [Int32](repeating: PointClusters.noise, count: cells.count)
    for (label, root) in roots.enumerated() { labels[root] = Int32(truncatingIfNeeded: label) }
    for cell in 0..<cells.count where cores.isAny(in: cell) {
      labels[cell] = labels[sets.root(of: cell)]
    }
    return (labels, roots.count)
  }

  private static func inInputOrder(
    _ cells: PlaceCells, _ cores: CorePoints, _ labels: [Int32], count: Int
  ) -> PointClusters {
    var sorted = [Int32](repeating: PointClusters.noise, count: labels.count)
    var isCore = [Bool](repeating: false, count: labels.count)
    for (position, number) in cells.numbers.enumerated() {
      sorted[Int(number)] = labels[position]
      isCore[Int(number)] = cores.isCore[position]
    }
    return PointClusters(labels: sorted, isCore: isCore, count: count)
  }
}

/// Which places of cells carry a cluster on.
struct CorePoints: Sendable {
  /// For each place in the order of cells, whether it does.
  let isCore: [Bool]
  /// The places that do, in the order of cells.
  private let positions: [UInt32]
  /// Where those of each cell begin; one more than there are cells.
  private let starts: [UInt32]

  init(_ isCore: [Bool], in cells: PlaceCells) {
    var (positions, starts) = ([UInt32](), [UInt32]())
    starts.reserveCapacity(cells.count + 1)
    for cell in 0..<cells.count {
      starts.append(UInt32(truncatingIfNeeded: positions.count))
      for member in cells.members(of: cell) where isCore[member] {
        positions.append(UInt32(truncatingIfNeeded: member))
      }
    }
    starts.append(UInt32(truncatingIfNeeded: positions.count))
    (self.isCore, self.positions, self.starts) = (isCore, positions, starts)
  }

  /// Whether a cell holds any.
  @inline(__always)
  func isAny(in cell: Int) -> Bool { starts[cell] < starts[cell + 1] }

  /// Those of a cell.
  @inline(__always)
  func members(of cell: Int) -> some Sequence<Int> {
    positions[Int(starts[cell])..<Int(starts[cell + 1])].lazy.map { Int($0) }
  }

  /// Where those of a cell lie.
  func positions(in cell: Int, of cells: PlaceCells) -> [GeocentricPosition] {
    positions[Int(starts[cell])..<Int(starts[cell + 1])].map { cells.positions[Int($0)] }
  }
}
