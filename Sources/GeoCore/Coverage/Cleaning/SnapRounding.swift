import GeoPrimitives
import TileMath

/// Nodes the edges of outlines: afterwards two edges meet in a common end or not at all.
///
/// A grid point is hot when a vertex lies on it, or when it is nearest to a crossing of two edges; every
/// edge that passes through the pixel of a hot point is led through the point. Vertices never move, and
/// no edge moves by more than half a cell (5 mm) along either axis.
///
/// What becomes of an edge depends on nothing but the edges and points in the cells that it runs through.
/// So the plane is worked off in strips, each by itself, and the result is the same however high they are.
/// Source: Hobby 1999, "Practical segment intersection with finite precision output"; half-open pixels
/// after Goodrich, Guibas, Hershberger & Tanenbaum 1997, "Snap rounding line segments efficiently".
struct SnapRounding {
  private let outlines: CoverageOutlines
  private let strips: SegmentStrips

  /// About 300 m on the ground.
  static let stripBits = 15

  /// The outlines with a vertex wherever edges meet.
  /// - Parameters:
  ///   - outlines: Any outlines.
  ///   - stripBits: The binary logarithm of the height of a strip, in cells.
  ///   - threads: How many threads work off the strips.
  /// - Returns: The outlines with more vertices; rings and areas in the same order.
  /// - Complexity: O(n log n) for outlines whose edges are short beside the strip; O(k) pairs are looked
  ///   at that overlap in longitude within a strip.
  static func noded(
    _ outlines: CoverageOutlines, stripBits: Int = stripBits,
    threads: Int = ConcurrentMap.processorCount
  ) -> CoverageOutlines {
    guard !outlines.points.isEmpty else { return outlines }
    let strips = SegmentStrips(outlines, stripBits: stripBits)
    let rounding = SnapRounding(outlines: outlines, strips: strips)
    let parts = min(strips.count, 256)
    let hits = ConcurrentMap.map(parts, threads: threads) { part in
      rounding.hits(inStrips: strips.count * part / parts..<strips.count * (part + 1) / parts)
    }
    return NodeInsertion(outlines, hits).noded()
  }

  /// A hot point on the way of an edge, not one of its ends.
  struct Hit {
    /// The position of the first vertex of the edge.
    var segment: UInt32
    var point: GridPoint
  }

  private func hits(inStrips range: Range<Int>) -> [Hit] {
    var hits: [Hit] = []
    var work = StripWork()
    for strip in range { work.run(strips.segments(of: strip), outlines, strips, strip, &hits) }
    return hits
  }
}

/// One strip at a time, with arrays that are used again for the next.
private struct StripWork {
  private var keys: [UInt64] = []
  private var segments: [GridSegment] = []
  private var numbers: [UInt32] = []
  private var hot: [UInt64] = []

  mutating func run(
    _ members: ArraySlice<UInt32>, _ outlines: CoverageOutlines, _ strips: SegmentStrips,
    _ strip: Int, _ hits: inout [SnapRounding.Hit]
  ) {
    guard !members.isEmpty else { return }
    load(members, outlines)
    collectEnds(strips, strip)
    collectCrossings(strips, strip)
    sortHotPoints()
    collectHits(&hits)
  }

  /// The edges of the strip, from west to east.
  private mutating func load(_ members: ArraySlice<UInt32>, _ outlines: CoverageOutlines) {
    let points = outlines.points.span
    keys.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    hot.removeAll(keepingCapacity: true)
    for number in members {
      let west = min(points[Int(number)].x, points[Int(number) + 1].x)
      keys.append(UInt64(west) << 32 | UInt64(number))
    }
    keys.sort()
    for key in keys {
      let number = UInt32(truncatingIfNeeded: key)
      numbers.append(number)
      segments.append(GridSegment(a: points[Int(number)], b: points[Int(number) + 1]))
    }
  }

  private mutating func collectEnds(_ strips: SegmentStrips, _ strip: Int) {
    for segment in segments {
      if strips.strip(ofRow: segment.a.y) == strip { hot.append(segment.a.word) }
      if strips.strip(ofRow: segment.b.y) == strip { hot.append(segment.b.word) }
    }
  }

  private mutating func collectCrossings(_ strips: SegmentStrips, _ strip: Int) {
    let shared = segments
    let segments = shared.span
    for first in segments.indices {
      let segment = segments[first]
      let (east, north, south) = (segment.maxX, segment.minY, segment.maxY)
      var second = first + 1
      while second < segments.count {
        let other = segments[second]
        if other.minX > east { break }
        second += 1
        guard other.minY <= south, other.maxY >= north else { continue }
        guard let point = segment.crossing(other), strips.strip(ofRow: point.y) == strip else {
          continue
        }
        hot.append(point.word)
      }
    }
  }

  private mutating func sortHotPoints() {
    hot.sort()
    var last: UInt64?
    hot.removeAll { word in
      defer { last = word }
      return word == last
    }
  }

  private func collectHits(_ hits: inout [SnapRounding.Hit]) {
    let hot = hot.span
    var start = 0
    for index in segments.indices {
      let segment = segments[index]
      let (east, north, south) = (segment.maxX, segment.minY, segment.maxY)
      while start < hot.count, hot[start] < UInt64(segment.minX) << 32 { start += 1 }
      var position = start
      while position < hot.count {
        let point = GridPoint(word: hot[position])
        if point.x > east { break }
        position += 1
        guard north <= point.y, point.y <= south, point != segment.a, point != segment.b,
          segment.passes(point)
        else { continue }
        hits.append(SnapRounding.Hit(segment: numbers[index], point: point))
      }
    }
  }
}
