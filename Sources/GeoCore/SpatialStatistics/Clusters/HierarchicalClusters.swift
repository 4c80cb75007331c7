/// Clusters of a hierarchy of densities.
public struct HierarchicalClusters: Hashable, Sendable {
  /// For each point the number of its cluster, from 0; −1 for a point that lies alone.
  public let labels: [Int32]
  /// For each point how firmly it belongs to its cluster, from 0 to 1.
  public let memberships: [Double]
  /// For each cluster the sum over its points of how much denser than its beginning they stay in it, per metre.
  public let stabilities: [Double]

  /// How many clusters there are.
  public var count: Int { stabilities.count }

  /// The points of each cluster, ascending.
  public var members: [[Int]] { PointClusters.members(labels, count: count) }

  /// As many points that all lie alone.
  static func none(of count: Int) -> HierarchicalClusters {
    HierarchicalClusters(
      labels: Array(repeating: PointClusters.noise, count: count),
      memberships: Array(repeating: 0, count: count), stabilities: [])
  }

  /// - Parameters:
  ///   - tree: The hierarchy.
  ///   - chosen: Which of its clusters are told.
  ///   - numbers: For each position of the hierarchy the number of its point.
  init(_ tree: CondensedTree, chosen: [Bool], numbers: [UInt32]) {
    let owners = Self.owners(tree, chosen)
    var positions = [UInt32](repeating: 0, count: numbers.count)
    for (position, number) in numbers.enumerated() {
      positions[Int(number)] = UInt32(truncatingIfNeeded: position)
    }
    var (labels, memberships) = ([Int32](), [Double]())
    var (stabilities, known) = ([Double](), [Int: Int32]())
    for position in positions {
      guard let cluster = owners[Int(tree.homes[Int(position)])] else {
        labels.append(PointClusters.noise)
        memberships.append(0)
        continue
      }
      let label = known[cluster] ?? Int32(truncatingIfNeeded: stabilities.count)
      if known.updateValue(label, forKey: cluster) == nil {
        stabilities.append(tree.clusters[cluster].stability)
      }
      labels.append(label)
      let death = tree.clusters[cluster].death
      memberships.append(min(tree.densities[Int(position)], death) / death)
    }
    self.init(labels: labels, memberships: memberships, stabilities: stabilities)
  }

  private init(labels: [Int32], memberships: [Double], stabilities: [Double]) {
    (self.labels, self.memberships, self.stabilities) = (labels, memberships, stabilities)
  }

  /// For each cluster of the hierarchy the chosen one that it lies in.
  private static func owners(_ tree: CondensedTree, _ chosen: [Bool]) -> [Int?] {
    var owners = [Int?](repeating: nil, count: chosen.count)
    for (cluster, isChosen) in chosen.enumerated() {
      owners[cluster] =
        isChosen ? cluster : tree.clusters[cluster].parent.flatMap { owners[$0] }
    }
    return owners
  }
}
