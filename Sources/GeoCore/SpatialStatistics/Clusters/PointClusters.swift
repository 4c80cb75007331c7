/// Which points form clusters, and which lie alone.
public struct PointClusters: Hashable, Sendable {
  /// For each point the number of its cluster, from 0; −1 for a point that lies alone.
  public let labels: [Int32]
  /// Whether a point has enough others around it to carry a cluster on.
  public let isCore: [Bool]
  /// How many clusters there are.
  public let count: Int

  /// The label of a point that lies alone.
  public static let noise: Int32 = -1

  /// The points of each cluster, ascending.
  public var members: [[Int]] { Self.members(labels, count: count) }

  static func members(_ labels: [Int32], count: Int) -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (point, label) in labels.enumerated() where label >= 0 { members[Int(label)].append(point) }
    return members
  }
}
