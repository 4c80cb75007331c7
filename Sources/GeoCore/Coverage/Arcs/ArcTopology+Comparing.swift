public import GeoPrimitives
import TileMath

extension ArcTopology {
  /// Whether a group of outlines is drawn just as an area in degrees is: the same vertices on the global
  /// grid, wherever rings begin and in which order they come.
  /// - Complexity: O(n log n) in the number of vertices.
  public func draws(_ area: MultiPolygon, as group: Int, of outlines: ArcOutlines) -> Bool {
    let drawn = outlines.polygons(of: group).flatMap { polygon in
      outlines.rings(of: polygon).map {
        Self.canonical(ring(outlines.halfArcs(of: $0), threshold: 0))
      }
    }
    let given = area.polygons.flatMap { GridPolygon($0).rings.map(Self.canonical) }
    return drawn.sorted(by: Self.precedes) == given.sorted(by: Self.precedes)
  }

  /// The vertices of a closed ring from the least one on, without the last, in the direction in which the
  /// second is less.
  private static func canonical(_ ring: [GridPoint]) -> [GridPoint] {
    let open = ring.first == ring.last ? Array(ring.dropLast()) : ring
    guard let start = open.indices.min(by: { key(open[$0]) < key(open[$1]) }) else { return [] }
    let forwards = Array(open[start...] + open[..<start])
    let backwards = [forwards[0]] + forwards.dropFirst().reversed()
    guard forwards.count > 2 else { return forwards }
    return key(forwards[1]) < key(backwards[1]) ? forwards : backwards
  }

  private static func precedes(_ a: [GridPoint], _ b: [GridPoint]) -> Bool {
    a.lexicographicallyPrecedes(b) { key($0) < key($1) }
  }

  private static func key(_ point: GridPoint) -> UInt64 { UInt64(point.x) << 32 | UInt64(point.y) }
}
