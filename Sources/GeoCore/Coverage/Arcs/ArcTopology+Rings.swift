public import GeoPrimitives
public import TileMath

/// A polygon of a group at a level of detail.
public enum SimplifiedPolygon: Hashable, Sendable {
  /// Its rings, closed, the outer one first; holes that collapse are left out.
  case rings(GridPolygon)
  /// Its outer ring collapses: what is left is a line or less. It is to be drawn as a small mark
  /// somewhere between the corners of its box.
  case small(northWest: GridPoint, southEast: GridPoint)
}

extension ArcTopology {
  /// The vertices of a ring that a level of detail takes, closed.
  /// - Parameters:
  ///   - halfArcs: The half-arcs of a ring of these outlines.
  ///   - threshold: The least weight to take, see `VertexWeight.threshold`.
  /// - Returns: The vertices in the order of travel, the first repeated at the end.
  /// - Complexity: O(n) in the number of vertices of the ring.
  public func ring(_ halfArcs: ArraySlice<UInt32>, threshold: UInt8) -> [GridPoint] {
    var ring: [GridPoint] = []
    for half in halfArcs {
      let range = vertices(ofArc: Int(half / 2))
      if half & 1 == 0 {
        for index in range.dropLast() where weights[index] >= threshold {
          ring.append(points[index])
        }
      } else {
        for index in range.dropFirst().reversed() where weights[index] >= threshold {
          ring.append(points[index])
        }
      }
    }
    if let first = ring.first { ring.append(first) }
    return ring
  }

  /// A polygon of outlines at a level of detail. Neighbours have the same vertices along their common
  /// border, and no two borders cross.
  /// - Complexity: O(n) in the number of vertices of the polygon.
  public func polygon(
    _ polygon: Int, of outlines: ArcOutlines, threshold: UInt8
  ) -> SimplifiedPolygon {
    var rings: [[GridPoint]] = []
    for index in outlines.rings(of: polygon) {
      let ring = ring(outlines.halfArcs(of: index), threshold: threshold)
      if ring.count >= 4 {
        rings.append(ring)
      } else if rings.isEmpty {
        return small(outlines.halfArcs(of: index))
      }
    }
    return .rings(GridPolygon(rings: rings))
  }

  private func small(_ halfArcs: ArraySlice<UInt32>) -> SimplifiedPolygon {
    let all = ring(halfArcs, threshold: 0)
    var (low, high) = (GridPoint(x: .max, y: .max), GridPoint(x: 0, y: 0))
    for point in all {
      low = GridPoint(x: min(low.x, point.x), y: min(low.y, point.y))
      high = GridPoint(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return .small(northWest: low, southEast: high)
  }

  /// A group of outlines in degrees, with every vertex: outer rings counter-clockwise, as GeoJSON has
  /// them. Vertices are places of few digits in their cells, see
  /// `GridPoint.decimalCoordinate`; they lead back to the same cells.
  /// - Complexity: O(n) in the number of vertices of the group.
  public func multiPolygon(_ group: Int, of outlines: ArcOutlines) -> MultiPolygon {
    MultiPolygon(
      outlines.polygons(of: group).map { polygon in
        let rings = outlines.rings(of: polygon).map { index in
          Ring(ring(outlines.halfArcs(of: index), threshold: 0).map(\.decimalCoordinate))
        }
        return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
      })
  }
}
