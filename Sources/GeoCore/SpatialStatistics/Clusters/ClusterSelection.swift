/// Which of a tree's clusters are told.
enum ClusterSelection {
  /// For each cluster whether it is chosen; the whole never is.
  static func chosen(_ tree: CondensedTree, _ parameters: HierarchyParameters) -> [Bool] {
    let clusters = tree.clusters
    var chosen =
      switch parameters.selection {
      case .excessOfMass: mostStable(clusters)
      case .leaf: clusters.indices.map { $0 > 0 && clusters[$0].children.isEmpty }
      }
    if parameters.selectionMeters > 0 {
      chosen = widened(chosen, clusters, to: parameters.selectionMeters)
    }
    return chosen
  }

  /// A cluster stands for all below it unless those are more stable in sum.
  private static func mostStable(_ clusters: [CondensedTree.Cluster]) -> [Bool] {
    var chosen = [Bool](repeating: false, count: clusters.count)
    var best = clusters.map(\.stability)
    for cluster in clusters.indices.reversed() where cluster > 0 {
      let below = clusters[cluster].children.reduce(0) { $0 + best[$1] }
      chosen[cluster] = best[cluster] >= below
      best[cluster] = max(best[cluster], below)
    }
    return withoutNested(chosen, clusters)
  }

  /// Puts in place of clusters that fall apart at less than a distance what they belong to at that distance.
  ///
  /// C. Malzer, M. Baum, "A hybrid approach to hierarchical density-based cluster selection",
  /// doi:10.1109/MFI49285.2020.9235263.
  private static func widened(
    _ chosen: [Bool], _ clusters: [CondensedTree.Cluster], to meters: Double
  ) -> [Bool] {
    var result = [Bool](repeating: false, count: clusters.count)
    for cluster in clusters.indices where chosen[cluster] {
      var wide = cluster
      while 1 / clusters[wide].birth < meters, let parent = clusters[wide].parent, parent > 0 {
        wide = parent
      }
      result[wide] = true
    }
    return withoutNested(result, clusters)
  }

  private static func withoutNested(
    _ chosen: [Bool], _ clusters: [CondensedTree.Cluster]
  ) -> [Bool] {
    var covered = [Bool](repeating: false, count: clusters.count)
    var result = chosen
    for cluster in clusters.indices {
      guard let parent = clusters[cluster].parent else { continue }
      if covered[parent] { result[cluster] = false }
      covered[cluster] = covered[parent] || result[cluster]
    }
    return result
  }
}
