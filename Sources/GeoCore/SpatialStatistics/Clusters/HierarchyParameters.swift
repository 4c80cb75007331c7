/// How clusters are taken from a hierarchy of densities.
public struct HierarchyParameters: Hashable, Sendable {
  /// Which clusters of the hierarchy are told.
  public enum Selection: String, CaseIterable, Sendable {
    /// Those that stay over the greatest range of densities.
    case excessOfMass = "eom"
    /// The smallest ones.
    case leaf
  }

  /// How many points make a cluster, from 2.
  public var minimumSize: Int
  /// How many points, itself among them, have to be near a point for it to count as dense, from 1; as in Campello and
  /// scikit-learn. The package hdbscan counts the others only: there it is one less.
  public var minimumNeighbors: Int
  /// Which clusters are told.
  public var selection: Selection
  /// Clusters that fall apart at less than so many metres are told as one; 0 for none.
  public var selectionMeters: Double
  /// How many threads take part; the result does not depend on it.
  public var threads: Int

  /// Parameters.
  public init(
    minimumSize: Int, minimumNeighbors: Int? = nil, selection: Selection = .excessOfMass,
    selectionMeters: Double = 0, threads: Int = 2
  ) {
    self.minimumSize = minimumSize
    self.minimumNeighbors = minimumNeighbors ?? minimumSize
    self.selection = selection
    self.selectionMeters = selectionMeters
    self.threads = threads
  }
}
