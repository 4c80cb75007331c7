/// Clusters that hold enough positions, how they split, and where each position falls out of them, as the distance
/// shrinks.
///
/// R. J. G. B. Campello, D. Moulavi, J. Sander, "Density-based clustering based on hierarchical density estimates",
/// doi:10.1007/978-3-642-37456-2_14. Density is one by the distance in metres.
struct CondensedTree {
  /// A cluster that lives over a range of densities.
  struct Cluster {
    /// The cluster that it split off from; `nil` for the whole.
    let parent: Int?
    /// The density at which it begins.
    let birth: Double
    /// The greatest density at which something falls out of it or it splits.
    var death: Double
    /// The sum over positions of how much denser than its beginning they stay in it.
    var stability: Double
    /// The clusters that it splits into.
    var children: [Int] = []
  }

  /// The clusters; a cluster comes after the one that it split off from.
  private(set) var clusters: [Cluster]
  /// For each position the smallest cluster that it is in.
  private(set) var homes: [Int32]
  /// For each position the density at which it falls out.
  private(set) var densities: [Double]

  /// - Parameters:
  ///   - linkage: How positions join.
  ///   - minimum: How many positions make a cluster, from 2.
  /// - Complexity: O(n).
  init(_ linkage: SingleLinkage, minimum: Int) {
    clusters = [Cluster(parent: nil, birth: 0, death: 0, stability: 0)]
    homes = Array(repeating: 0, count: linkage.leafCount)
    densities = Array(repeating: 0, count: linkage.leafCount)
    var open = [(node: linkage.root, cluster: 0)]
    while let (node, cluster) = open.popLast() {
      open += split(node, in: cluster, linkage, minimum)
    }
  }

  /// Cuts what a node joins.
  /// - Returns: What goes on as a cluster.
  private mutating func split(
    _ node: Int, in cluster: Int, _ linkage: SingleLinkage, _ minimum: Int
  ) -> [(node: Int, cluster: Int)] {
    let density = 1 / linkage.meters(of: node)
    var large: [Int] = []
    for part in linkage.parts(of: node) {
      guard linkage.size(of: part) < minimum else {
        large.append(part)
        continue
      }
      linkage.forEachLeaf(of: part) { leaf in
        homes[leaf] = Int32(truncatingIfNeeded: cluster)
        densities[leaf] = density
      }
    }
    // The one that goes on is the cluster itself; of several each begins anew.
    let staying = large.count == 1 ? linkage.size(of: large[0]) : 0
    let leaving = linkage.size(of: node) - staying
    if leaving > 0 {
      clusters[cluster].stability += Double(leaving) * (density - clusters[cluster].birth)
      clusters[cluster].death = max(clusters[cluster].death, density)
    }
    guard large.count > 1 else { return large.map { ($0, cluster) } }
    return large.map { part in
      clusters.append(Cluster(parent: cluster, birth: density, death: density, stability: 0))
      clusters[cluster].children.append(clusters.count - 1)
      return (part, clusters.count - 1)
    }
  }
}
