public import TileMath

/// The borders of a coverage, each stored once: a border that two regions share is one arc, so both are
/// drawn from the same vertices, whatever is left out of them.
///
/// An arc runs between two nodes, points where three or more regions meet (the outside is one of them) or
/// where one touches itself, or it is a closed ring with one node of its own. Left and right are those of a
/// map with north up. A half-arc is an arc with a direction: `2 · arc` forwards, `2 · arc + 1` backwards.
/// Arcs and their directions follow from the geometry alone, in the order of the Hilbert curve.
///
/// The idea is TopoJSON's (Bostock 2012).
public struct ArcTopology: Sendable {
  /// The number of regions; they are numbered from 0.
  public let regionCount: Int
  /// The vertices of all arcs, first and last included.
  public internal(set) var points: [GridPoint] = []
  /// How long each vertex is kept, see `VertexWeight`.
  public internal(set) var weights: [UInt8] = []
  /// Where the vertices of each arc begin; one more than there are arcs.
  public internal(set) var arcStarts: [UInt32] = [0]
  /// The region on the left of each arc; −1 outside.
  public internal(set) var leftRegions: [Int32] = []
  /// The region on the right of each arc; −1 outside.
  public internal(set) var rightRegions: [Int32] = []
  /// The node from which each half-arc starts.
  var origins: [UInt32] = []
  /// Where the half-arcs from each node begin in `leaving`; one more than there are nodes.
  var leavingStarts: [UInt32] = [0]
  /// The half-arcs that start from each node, counter-clockwise.
  var leaving: [UInt32] = []

  init(regionCount: Int) { self.regionCount = regionCount }

  /// The number of arcs.
  public var arcCount: Int { leftRegions.count }

  /// The number of nodes.
  public var nodeCount: Int { leavingStarts.count - 1 }

  /// The memory of the arrays, in bytes.
  public var byteCount: Int {
    points.count * 9 + (arcStarts.count + leavingStarts.count + leaving.count) * 4
      + arcCount * 8 + origins.count * 4
  }

  /// The positions of the vertices of an arc.
  @inlinable
  public func vertices(ofArc arc: Int) -> Range<Int> {
    Int(arcStarts[arc])..<Int(arcStarts[arc + 1])
  }

  /// Whether an arc is a ring by itself.
  public func isClosed(arc: Int) -> Bool { origins[2 * arc] == origins[2 * arc + 1] }

  /// The region on the left of a half-arc; −1 outside.
  @inline(__always)
  func region(leftOf half: UInt32) -> Int32 {
    half & 1 == 0 ? leftRegions[Int(half / 2)] : rightRegions[Int(half / 2)]
  }

  /// The half-arcs from a node, counter-clockwise.
  @inline(__always)
  func halfArcs(from node: UInt32) -> ArraySlice<UInt32> {
    leaving[Int(leavingStarts[Int(node)])..<Int(leavingStarts[Int(node) + 1])]
  }
}
