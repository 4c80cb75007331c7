import Coverage
import MapRendering
import Places
import TileMath

/// The borders in a tile, each once, joined into long lines by class.
struct TileBorders {
  /// The lines of each class; smaller areas' borders first.
  private(set) var lines: [(kind: BorderClass, lines: [[UnitPoint]])] = []

  /// The borders of the levels that a tile shows: of layers, larger areas first, and those of their areas that
  /// touch the tile. `finest` is the lowest level whose borders are drawn.
  init(
    _ layers: [(layer: AreaLayer, positions: [Int])], in frame: PictureFrame,
    zoom level: DetailLevel,
    finest: AdministrativeLevel, buffer: Int
  ) {
    let clipper = UnitClipper(frame.box(buffer: buffer))
    var byClass: [UInt8: LineJoiner] = [:]
    for (index, entry) in layers.enumerated() {
      let finer = layers[(index + 1)...].map(\.layer)
      // Levels that share the villages' borders are drawn once, as those of the finest.
      guard !entry.layer.isAlongVillages || !finer.contains(where: \.isAlongVillages) else {
        continue
      }
      // Where a larger level has borders of its own, those are drawn in place of ours.
      let ceiling = layers[..<index].last { !$0.layer.isAlongVillages }?.layer.level
      let isWanted = (0...UInt8.max).map { byte in
        let border = BorderClass(byte: byte)
        return border.level <= finest && ceiling.map { $0 < border.level } ?? true
      }
      Self.forEachArc(of: entry.layer, entry.positions, isWanted, at: level, clipper.box) {
        byte, line in
        if clipper.box.holds(line.box) {
          byClass[byte, default: LineJoiner()].add(line.vertices)
        } else {
          for part in clipper.parts(ofLine: line.vertices) {
            byClass[byte, default: LineJoiner()].add(part[...])
          }
        }
      }
    }
    lines = byClass.map { byte, joiner in
      (BorderClass(byte: byte), joiner.lines.filter(Self.isVisible))
    }.sorted { $0.0 < $1.0 }
  }

  /// Whether a line is no ring around next to nothing, such as a gap that was never closed.
  private static func isVisible(_ line: [UnitPoint]) -> Bool {
    line.first != line.last
      || abs(UnitPolygon.doubledArea(of: line)) >= 2 * Int64(DetailLevel.smallestPart)
  }

  /// Each arc of a wanted class between two areas, or at the end of one, whose line touches a box.
  private static func forEachArc(
    of layer: AreaLayer, _ positions: [Int], _ isWanted: [Bool], at level: DetailLevel,
    _ box: UnitBox, _ body: (UInt8, BorderDetail.Line) -> Void
  ) {
    let classes = layer.details.borderClasses(at: level).bytes
    let outlines = layer.details.source(at: level).outlines
    var found: [Int32] = []
    for position in positions {
      for polygon in outlines.polygons(of: position) {
        for ring in outlines.rings(of: polygon) {
          for half in outlines.halfArcs(of: ring) {
            // The area on the left draws it; where there is none, the one on the right.
            let byte = classes[Int(half / 2)]
            if half & 1 == 0 || BorderClass.isOuter(byte), isWanted[Int(byte)] {
              found.append(Int32(half / 2))
            }
          }
        }
      }
    }
    found.sort()
    layer.details.borders(at: level).forEach(found) { arc, line in
      if box.touches(line.box) { body(classes[arc], line) }
    }
  }
}
