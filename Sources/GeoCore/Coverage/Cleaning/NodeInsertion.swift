import TileMath

/// Puts the hot points that edges were led through into the rings, in the order of travel.
struct NodeInsertion {
  private let outlines: CoverageOutlines
  /// Where the points of each edge begin, by the position of its first vertex.
  private var starts: [UInt32]
  private var points: [GridPoint]

  init(_ outlines: CoverageOutlines, _ hits: [[SnapRounding.Hit]]) {
    self.outlines = outlines
    starts = [UInt32](repeating: 0, count: outlines.points.count + 1)
    for part in hits {
      for hit in part { starts[Int(hit.segment) + 1] += 1 }
    }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    points = [GridPoint](repeating: GridPoint(x: 0, y: 0), count: Int(starts[starts.count - 1]))
    var next = starts
    for part in hits {
      for hit in part {
        points[Int(next[Int(hit.segment)])] = hit.point
        next[Int(hit.segment)] += 1
      }
    }
  }

  /// The rings with the points put in.
  /// - Complexity: O(n + h log h) for the h points of one edge.
  consuming func noded() -> CoverageOutlines {
    var result = outlines
    result.points = []
    result.points.reserveCapacity(outlines.points.count + points.count)
    for ring in outlines.ringEnds.indices {
      let vertices = outlines.vertices(ofRing: ring)
      for index in vertices.dropLast() {
        result.points.append(outlines.points[index])
        result.points += pointsInOrder(onEdgeAt: index)
      }
      result.points.append(outlines.points[vertices.upperBound - 1])
      result.ringEnds[ring] = UInt32(result.points.count)
    }
    return result
  }

  private func pointsInOrder(onEdgeAt index: Int) -> ArraySlice<GridPoint> {
    let range = Int(starts[index])..<Int(starts[index + 1])
    guard range.count > 1 else { return points[range] }
    let segment = GridSegment(a: outlines.points[index], b: outlines.points[index + 1])
    return points[range].sorted { segment.meets($0, before: $1) }[...]
  }
}
