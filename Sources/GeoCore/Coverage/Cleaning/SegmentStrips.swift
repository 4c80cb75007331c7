import TileMath

/// Edges by the strips of rows that they run through. Ends are grid points, so the pixels that an edge
/// passes lie in the rows between its ends.
struct SegmentStrips: Sendable {
  private let bits: UInt32
  private let firstRow: UInt32
  private var starts: [UInt32]
  private var members: [UInt32] = []

  /// The number of strips.
  var count: Int { starts.count - 1 }

  /// Sorts the edges of outlines.
  /// - Complexity: O(n) in the number of edges and of the strips that they touch.
  init(_ outlines: CoverageOutlines, stripBits: Int) {
    let rows = outlines.points.lazy.map(\.y)
    let low = rows.min() ?? 0
    bits = UInt32(stripBits)
    firstRow = low
    let last = ((rows.max() ?? low) &- low) >> UInt32(stripBits)
    starts = [UInt32](repeating: 0, count: Int(last) + 2)
    forEachVisit(of: outlines) { strip, _, tables in tables.starts[strip + 1] += 1 }
    for strip in 1..<starts.count { starts[strip] += starts[strip - 1] }
    members = [UInt32](repeating: 0, count: Int(starts[starts.count - 1]))
    var next = starts
    forEachVisit(of: outlines) { strip, segment, tables in
      tables.members[Int(next[strip])] = segment
      next[strip] += 1
    }
  }

  private mutating func forEachVisit(
    of outlines: CoverageOutlines, _ visit: (Int, UInt32, inout SegmentStrips) -> Void
  ) {
    let points = outlines.points
    for ring in outlines.ringEnds.indices {
      for index in outlines.vertices(ofRing: ring).dropLast() {
        let (a, b) = (points[index].y, points[index + 1].y)
        for strip in strip(ofRow: min(a, b))...strip(ofRow: max(a, b)) {
          visit(strip, UInt32(index), &self)
        }
      }
    }
  }

  /// The strip of a row.
  @inline(__always)
  func strip(ofRow row: UInt32) -> Int { Int((row &- firstRow) >> bits) }

  /// The edges that run through a strip, by the position of their first vertex.
  func segments(of strip: Int) -> ArraySlice<UInt32> {
    members[Int(starts[strip])..<Int(starts[strip + 1])]
  }
}
