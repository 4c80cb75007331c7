import TileMath

extension ArcTopology {
  /// The outlines of the regions.
  /// - Complexity: O(n) in the number of vertices, and for each hole the outer rings of its region.
  public func outlines() -> ArcOutlines {
    outlines(groups: (0..<regionCount).map { Int32($0) }, count: regionCount)
  }

  /// The outlines of groups of regions, such as the villages of a district: borders inside a group fall
  /// away, whatever is left is the same arcs.
  /// - Parameters:
  ///   - groups: The group of each region, 0 ..< `count`; −1 for none.
  ///   - count: The number of groups.
  /// - Returns: The outlines of the groups, by number; of an empty group, no polygons.
  /// - Complexity: O(n) in the number of vertices, and for each hole the outer rings of its group.
  public func outlines(groups: [Int32], count: Int) -> ArcOutlines {
    let walk = RingWalk(self, groups: groups)
    var members = [[Int]](repeating: [], count: count)
    for (index, ring) in walk.rings.enumerated() { members[Int(ring.group)].append(index) }
    var outlines = ArcOutlines()
    for group in members {
      for polygon in polygons(of: group, walk) {
        for ring in polygon {
          outlines.halfArcs += walk.halfArcs[walk.rings[ring].range]
          outlines.halfArcStarts.append(UInt32(outlines.halfArcs.count))
        }
        outlines.ringStarts.append(UInt32(outlines.halfArcStarts.count - 1))
      }
      outlines.polygonStarts.append(UInt32(outlines.ringStarts.count - 1))
    }
    return outlines
  }

  /// Outer rings, each with the holes in it.
  private func polygons(of group: [Int], _ walk: RingWalk) -> [[Int]] {
    let shells = group.filter { walk.rings[$0].doubledArea > 0 }
    let holes = group.filter { walk.rings[$0].doubledArea <= 0 }
    var polygons = shells.map { [$0] }
    guard !holes.isEmpty else { return polygons }
    let boxes = shells.map { GridRing(self, walk.halfArcs[walk.rings[$0].range]) }
    for hole in holes {
      let half = walk.halfArcs[walk.rings[hole].range.lowerBound]
      let vertices = vertices(ofArc: Int(half / 2))
      let (a, b) = (points[vertices.lowerBound], points[vertices.lowerBound + 1])
      let around = shells.indices.filter { boxes.count == 1 || boxes[$0].containsMiddle(a, b) }
      let smallest = around.min {
        walk.rings[shells[$0]].doubledArea < walk.rings[shells[$1]].doubledArea
      }
      if let smallest { polygons[smallest].append(hole) }
    }
    return polygons
  }
}

/// The vertices of a ring, to ask what lies in it.
private struct GridRing {
  private let points: [GridPoint]
  private let columns: ClosedRange<UInt32>
  private let rows: ClosedRange<UInt32>

  init(_ topology: ArcTopology, _ halfArcs: ArraySlice<UInt32>) {
    points = topology.ring(halfArcs, threshold: 0)
    let (x, y) = (points.map(\.x), points.map(\.y))
    columns = (x.min() ?? 0)...(x.max() ?? 0)
    rows = (y.min() ?? 0)...(y.max() ?? 0)
  }

  /// Whether the middle of an edge that is no edge of the ring, and does not cross it, lies inside.
  func containsMiddle(_ a: GridPoint, _ b: GridPoint) -> Bool {
    guard columns.contains(a.x), columns.contains(b.x), rows.contains(a.y), rows.contains(b.y)
    else { return false }
    let x = Int64(a.x) + Int64(b.x)
    let y = Int64(a.y) + Int64(b.y)
    var isInside = false
    for index in points.indices.dropLast() {
      var (p, q) = (points[index], points[index + 1])
      if p.y > q.y { swap(&p, &q) }
      guard 2 * Int64(p.y) <= y, y < 2 * Int64(q.y) else { continue }
      let (dx, dy) = GridGeometry.difference(p, q)
      if (x - 2 * Int64(p.x)) * dy < (y - 2 * Int64(p.y)) * dx { isInside.toggle() }
    }
    return isInside
  }
}
