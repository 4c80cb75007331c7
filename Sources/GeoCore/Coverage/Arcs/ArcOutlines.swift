/// The outlines of regions, or of groups of them such as districts, as rings of half-arcs.
///
/// Each outer ring runs counter-clockwise on a map with north up and is followed by its holes, which run
/// clockwise. No ring passes through a point twice.
public struct ArcOutlines: Sendable {
  /// Where the polygons of each group begin; one more than there are groups.
  public internal(set) var polygonStarts: [UInt32] = [0]
  /// Where the rings of each polygon begin; one more than there are polygons.
  public internal(set) var ringStarts: [UInt32] = [0]
  /// Where the half-arcs of each ring begin; one more than there are rings.
  public internal(set) var halfArcStarts: [UInt32] = [0]
  /// The half-arcs of all rings, in the order of travel: `2 · arc` forwards, `2 · arc + 1` backwards.
  public internal(set) var halfArcs: [UInt32] = []

  /// The number of groups.
  public var count: Int { polygonStarts.count - 1 }

  /// The polygons of a group.
  public func polygons(of group: Int) -> Range<Int> {
    Int(polygonStarts[group])..<Int(polygonStarts[group + 1])
  }

  /// The rings of a polygon, the outer one first.
  public func rings(of polygon: Int) -> Range<Int> {
    Int(ringStarts[polygon])..<Int(ringStarts[polygon + 1])
  }

  /// The half-arcs of a ring.
  public func halfArcs(of ring: Int) -> ArraySlice<UInt32> {
    halfArcs[Int(halfArcStarts[ring])..<Int(halfArcStarts[ring + 1])]
  }
}

extension ArcOutlines {
  /// Outlines from their arrays, such as were stored, along the arcs of a topology; `nil` for arrays that do
  /// not belong together, or name arcs that are not there.
  /// - Complexity: O(n).
  public init?(
    polygonStarts: [UInt32], ringStarts: [UInt32], halfArcStarts: [UInt32], halfArcs: [UInt32],
    arcCount: Int
  ) {
    guard Self.ascends(polygonStarts, to: ringStarts.count - 1),
      Self.ascends(ringStarts, to: halfArcStarts.count - 1),
      Self.ascends(halfArcStarts, to: halfArcs.count),
      halfArcs.allSatisfy({ Int($0) < 2 * arcCount })
    else { return nil }
    self.polygonStarts = polygonStarts
    self.ringStarts = ringStarts
    self.halfArcStarts = halfArcStarts
    self.halfArcs = halfArcs
  }

  private static func ascends(_ starts: [UInt32], to end: Int) -> Bool {
    guard starts.first == 0, let last = starts.last, Int(last) == end else { return false }
    return zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
  }
}
