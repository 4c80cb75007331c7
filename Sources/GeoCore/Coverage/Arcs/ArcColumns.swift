public import TileMath

/// The arrays of an `ArcTopology`, to be stored and read again.
public struct ArcColumns: Hashable, Sendable {
  /// The number of regions.
  public var regionCount: Int
  /// The vertices of all arcs.
  public var points: [GridPoint]
  /// The weight of each vertex.
  public var weights: [UInt8]
  /// Where the vertices of each arc begin, and where those of the last one end.
  public var arcStarts: [UInt32]
  /// The region on the left of each arc, −1 outside.
  public var leftRegions: [Int32]
  /// The region on the right of each arc, −1 outside.
  public var rightRegions: [Int32]
  /// Where the half-arcs from each node begin, and where those of the last one end.
  public var leavingStarts: [UInt32]
  /// The half-arcs from each node, counter-clockwise.
  public var leaving: [UInt32]

  /// Arrays that belong together; each is described at its property.
  public init(
    regionCount: Int, points: [GridPoint], weights: [UInt8], arcStarts: [UInt32],
    leftRegions: [Int32], rightRegions: [Int32], leavingStarts: [UInt32], leaving: [UInt32]
  ) {
    self.regionCount = regionCount
    self.points = points
    self.weights = weights
    self.arcStarts = arcStarts
    self.leftRegions = leftRegions
    self.rightRegions = rightRegions
    self.leavingStarts = leavingStarts
    self.leaving = leaving
  }
}

/// Why arrays are no topology.
public enum ArcColumnsError: Error, Hashable, Sendable {
  /// Arrays that belong together differ in length, or starts do not ascend to the end.
  case lengths
  /// An arc has less than two vertices, or the same or an unknown region on its sides.
  case arc(Int)
  /// A node lacks half-arcs, or has one that starts elsewhere or at another node too.
  case node(Int)
}

extension ArcTopology {
  /// The arrays that make up the topology.
  public var columns: ArcColumns {
    ArcColumns(
      regionCount: regionCount, points: points, weights: weights, arcStarts: arcStarts,
      leftRegions: leftRegions, rightRegions: rightRegions, leavingStarts: leavingStarts,
      leaving: leaving)
  }

  /// The topology of arrays that were stored.
  /// - Throws: `ArcColumnsError` for arrays that would be read out of bounds, or whose arcs do not hang
  ///   together; whether borders cross is not looked at.
  /// - Complexity: O(n).
  public init(_ columns: ArcColumns) throws(ArcColumnsError) {
    self.init(regionCount: columns.regionCount)
    points = columns.points
    weights = columns.weights
    arcStarts = columns.arcStarts
    leftRegions = columns.leftRegions
    rightRegions = columns.rightRegions
    leavingStarts = columns.leavingStarts
    leaving = columns.leaving
    try checkLengths()
    try checkArcs()
    origins = try nodesOfHalfArcs()
  }

  private func checkLengths() throws(ArcColumnsError) {
    let arcs = leftRegions.count
    guard regionCount >= 0, rightRegions.count == arcs, arcStarts.count == arcs + 1,
      weights.count == points.count, leaving.count == 2 * arcs,
      Self.ascends(arcStarts, to: points.count), Self.ascends(leavingStarts, to: leaving.count)
    else { throw .lengths }
  }

  private static func ascends(_ starts: [UInt32], to end: Int) -> Bool {
    guard starts.first == 0, let last = starts.last, Int(last) == end else { return false }
    return zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
  }

  private func checkArcs() throws(ArcColumnsError) {
    for arc in 0..<arcCount {
      let (left, right) = (leftRegions[arc], rightRegions[arc])
      guard vertices(ofArc: arc).count >= 2, left != right, min(left, right) >= -1,
        Int(max(left, right)) < regionCount
      else { throw .arc(arc) }
    }
  }

  private func nodesOfHalfArcs() throws(ArcColumnsError) -> [UInt32] {
    var origins = [UInt32](repeating: .max, count: leaving.count)
    for node in 0..<nodeCount {
      let around = halfArcs(from: UInt32(node))
      guard let first = around.first, Int(first) < origins.count else { throw .node(node) }
      for half in around {
        guard Int(half) < origins.count, origins[Int(half)] == .max,
          firstPoint(of: half) == firstPoint(of: first)
        else { throw .node(node) }
        origins[Int(half)] = UInt32(node)
      }
    }
    return origins
  }

  /// The point from which a half-arc starts.
  private func firstPoint(of half: UInt32) -> GridPoint {
    let vertices = vertices(ofArc: Int(half / 2))
    return points[half & 1 == 0 ? vertices.lowerBound : vertices.upperBound - 1]
  }
}
