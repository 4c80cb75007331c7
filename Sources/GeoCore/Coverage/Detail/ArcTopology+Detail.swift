import GeoPrimitives
public import TileMath

extension ArcTopology {
  /// The polygons of a group as the tiles of a zoom draw them: valid, in whole units.
  ///
  /// Parts and holes below a quarter of a square pixel are left out. Where rounding makes borders of the
  /// area meet, they are rounded once more with the whole area in view (snap rounding by GEOS), which
  /// moves them by half a unit, a thirty-second of a pixel, at most.
  /// - Parameters:
  ///   - group: The group of the outlines.
  ///   - outlines: Outlines of this topology.
  ///   - level: The detail.
  /// - Returns: The polygons; none for an area that is too small to be seen.
  /// - Complexity: O(n) in the vertices of the group, and O(m log m) in those of the few areas that must
  ///   be rounded with care.
  public func unitPolygons(
    ofGroup group: Int, in outlines: ArcOutlines, at level: DetailLevel
  ) -> [UnitPolygon] {
    var rounded: [UnitPolygon] = []
    var kept: [[ArraySlice<UInt32>]] = []
    for polygon in outlines.polygons(of: group) {
      var rings: [[UnitPoint]] = []
      var sources: [ArraySlice<UInt32>] = []
      for index in outlines.rings(of: polygon) {
        let halfArcs = outlines.halfArcs(of: index)
        let ring = unitRing(halfArcs, at: level)
        if let ring, ring.isHole != rings.isEmpty {
          rings.append(ring.vertices)
          sources.append(halfArcs)
        } else if rings.isEmpty {
          break
        }
      }
      guard !rings.isEmpty else { continue }
      rounded.append(UnitPolygon(rings: rings))
      kept.append(sources)
    }
    guard RingContacts.exist(in: rounded.flatMap(\.rings)) else { return rounded }
    return UnitRepair.valid(rounded) { self.exactRings(kept, at: level) }
  }

  /// A ring in units, clockwise on the screen if it is an outer one; `nil` if it is too small.
  private func unitRing(
    _ halfArcs: ArraySlice<UInt32>, at level: DetailLevel
  ) -> (vertices: [UnitPoint], isHole: Bool)? {
    var vertices: [UnitPoint] = []
    forEachVertex(of: halfArcs, threshold: level.threshold) { point in
      let unit = level.grid.point(point)
      if vertices.last != unit { vertices.append(unit) }
    }
    while vertices.count > 1, vertices.first == vertices.last { vertices.removeLast() }
    let area = UnitPolygon.doubledArea(of: vertices)
    guard vertices.count >= 3, abs(area) >= 2 * Int64(DetailLevel.smallestPart) else { return nil }
    // The half-arcs of outer rings run the other way on the screen, where rows go down.
    vertices.reverse()
    return (vertices, area > 0)
  }

  /// The vertices of a ring that a threshold takes, each once.
  @inline(__always)
  private func forEachVertex(
    of halfArcs: ArraySlice<UInt32>, threshold: UInt8, _ body: (GridPoint) -> Void
  ) {
    let (points, weights) = (points.span, weights.span)
    for half in halfArcs {
      let range = vertices(ofArc: Int(half / 2))
      if half & 1 == 0 {
        for index in range.dropLast() where weights[index] >= threshold { body(points[index]) }
      } else {
        for index in range.dropFirst().reversed() where weights[index] >= threshold {
          body(points[index])
        }
      }
    }
  }

  /// Rings in units that are not rounded, closed.
  private func exactRings(
    _ polygons: [[ArraySlice<UInt32>]], at level: DetailLevel
  ) -> [Polygon] {
    let step = level.grid.cellsPerUnit
    let middle = GridPoint.cellsAcross / 2
    return polygons.map { rings in
      let closed = rings.map { halfArcs in
        Ring(
          ring(halfArcs, threshold: level.threshold).map { point in
            Coordinate(
              longitude: (Double(point.x) - middle) / step,
              latitude: (Double(point.y) - middle) / step)
          })
      }
      return Polygon(exterior: closed[0], holes: Array(closed.dropFirst()))
    }
  }

  /// The vertices of an arc as the tiles of a zoom draw it, neighbours that coincide taken once.
  /// - Returns: The vertices in the direction of the arc; none when it shrinks to a point, or runs around
  ///   less than a quarter of a square pixel.
  /// - Complexity: O(n) in the vertices of the arc.
  public func visibleLine(ofArc arc: Int, at level: DetailLevel) -> [UnitPoint] {
    let (points, weights) = (points.span, weights.span)
    var line: [UnitPoint] = []
    for index in vertices(ofArc: arc) where weights[index] >= level.threshold {
      let unit = level.grid.point(points[index])
      if line.last != unit { line.append(unit) }
    }
    if line.count < 2 { return [] }
    let isTiny =
      isClosed(arc: arc)
      && abs(UnitPolygon.doubledArea(of: line)) < 2 * Int64(DetailLevel.smallestPart)
    return isTiny ? [] : line
  }
}
