public import GeoPrimitives

/// HDBSCAN: clusters of differing density, as places where points stay together over the greatest range of densities.
///
/// R. J. G. B. Campello, D. Moulavi, J. Sander, "Density-based clustering based on hierarchical density estimates",
/// doi:10.1007/978-3-642-37456-2_14. Distances are those of `GeocentricPosition`, to the millimetre. Joins of one
/// length are undone at once, so that the clusters depend neither on the order of points nor on threads. A point that
/// joins at the very length at which a cluster splits belongs to neither part; the package hdbscan gives it to either.
public enum HierarchicalClustering {
  /// What the result is cited as.
  public static let reference = "Campello et al. 2013, doi:10.1007/978-3-642-37456-2_14"

  /// The clusters of points.
  /// - Parameters:
  ///   - places: The points (lon, lat).
  ///   - parameters: What makes a cluster.
  ///   - isWanted: Whether somebody still waits.
  ///   - onProgress: Told from time to time which part of the work is done, from 0 to 1.
  /// - Returns: The clusters, numbered by their first points; none where there are fewer points than make one, and
  ///   never a single one of all points.
  /// - Throws: `SpatialStatisticsError` for a place beyond the latitudes of web maps, numbers of points that are too
  ///   small, a selection distance that is no distance, or when nobody waits any more.
  /// - Complexity: O(n log n) as a rule, with some 200 bytes a point.
  public static func clusters(
    of places: [Coordinate], _ parameters: HierarchyParameters,
    isWanted: @escaping @Sendable () -> Bool = { true }, onProgress: (Double) -> Void = { _ in }
  ) throws(SpatialStatisticsError) -> HierarchicalClusters {
    try check(places, parameters)
    guard isWanted() else { throw .cancelled }
    guard places.count >= max(parameters.minimumSize, parameters.minimumNeighbors) else {
      return .none(of: places.count)
    }
    let tree = PositionTree(places.map(GeocentricPosition.init))
    let cores = CoreDistances.squared(
      tree, count: parameters.minimumNeighbors, threads: parameters.threads, isWanted: isWanted)
    guard isWanted() else { throw .cancelled }
    onProgress(0.4)
    var reachability = ReachabilityTree(tree, squaredCores: cores, threads: parameters.threads)
    try reachability.grow(isWanted: isWanted) { edges in
      onProgress(0.4 + 0.5 * Double(edges) / Double(places.count))
    }
    let linkage = SingleLinkage(reachability.edges, leafCount: places.count)
    let condensed = CondensedTree(linkage, minimum: parameters.minimumSize)
    let chosen = ClusterSelection.chosen(condensed, parameters)
    onProgress(1)
    return HierarchicalClusters(condensed, chosen: chosen, numbers: tree.numbers)
  }

  private static func check(
    _ places: [Coordinate], _ parameters: HierarchyParameters
  ) throws(SpatialStatisticsError) {
    guard parameters.minimumSize >= 2, parameters.minimumNeighbors >= 1 else {
      throw .noNeighbors(
        rule: "clusters of \(parameters.minimumSize), \(parameters.minimumNeighbors) near")
    }
    guard parameters.selectionMeters >= 0, parameters.selectionMeters.isFinite else {
      throw .noNeighbors(rule: "one within \(parameters.selectionMeters) m")
    }
    guard places.allSatisfy(GeocentricPosition.takes) else { throw .placeOutsideWebMercator }
  }
}
