import Coverage
import TileMath

/// The arcs of a layer at one level of detail, prepared in blocks as they are asked for.
final class BorderDetail: Sendable {
  /// An arc as the tiles of a zoom draw it.
  struct Line: Sendable {
    var box: UnitBox
    var vertices: ArraySlice<UnitPoint>
  }

  /// How many arcs, neighbours along the Hilbert curve, are prepared together.
  private static let blockSize = 128

  private let arcs: ArcTopology
  private let level: DetailLevel
  private let blocks: LazyBlocks<[Line]>

  init(_ arcs: ArcTopology, at level: DetailLevel) {
    self.arcs = arcs
    self.level = level
    blocks = LazyBlocks(count: (arcs.arcCount + Self.blockSize - 1) / Self.blockSize)
  }

  /// Calls `body` with each of some arcs, numbers ascending, that is long enough to be seen.
  func forEach(_ arcs: [Int32], _ body: (Int, Line) -> Void) {
    var number = -1
    var lines: [Line] = []
    for arc in arcs {
      let arc = Int(arc)
      if arc / Self.blockSize != number {
        number = arc / Self.blockSize
        lines = blocks.block(number) { self.lines(ofBlock: number) }
      }
      let line = lines[arc % Self.blockSize]
      if line.vertices.count > 1 { body(arc, line) }
    }
  }

  private func lines(ofBlock number: Int) -> [Line] {
    let first = number * Self.blockSize
    var vertices: [UnitPoint] = []
    var ranges: [Range<Int>] = []
    for arc in first..<min(first + Self.blockSize, arcs.arcCount) {
      let start = vertices.count
      vertices += arcs.visibleLine(ofArc: arc, at: level)
      ranges.append(start..<vertices.count)
    }
    return ranges.map { Line(box: UnitBox(around: vertices[$0]), vertices: vertices[$0]) }
  }
}
