import Coverage
import MapRendering
import TileMath

/// An area as the tiles of a zoom draw it.
struct AreaShape: Sendable {
  /// The box around it.
  var box: UnitBox
  /// Where its label stands.
  var label: UnitPoint
  /// Whether it is drawn as a mark, since it would not be seen else.
  var isMark: Bool
  /// Its rings as commands of a vector tile.
  var geometry: PreparedGeometry
}

/// The areas of a layer at one level of detail, prepared in blocks as they are asked for.
final class AreaDetail: Sendable {
  /// How many areas, neighbours by their codes, are prepared together.
  private static let blockSize = 32
  /// Areas of less than half a square pixel are drawn as marks.
  static let smallestArea = 128
  /// The side of a mark: a pixel.
  static let markSide: Int32 = 16

  private let source: DetailStore.Source
  private let labels: [GridPoint]
  private let level: DetailLevel
  private let blocks: LazyBlocks<[AreaShape]>

  init(_ source: DetailStore.Source, labels: [GridPoint], at level: DetailLevel) {
    self.source = source
    self.labels = labels
    self.level = level
    blocks = LazyBlocks(count: (labels.count + Self.blockSize - 1) / Self.blockSize)
  }

  /// Calls `body` with each of some areas, by their positions in the layer, ascending.
  func forEach(_ positions: [Int], _ body: (Int, AreaShape) -> Void) {
    var number = -1
    var shapes: [AreaShape] = []
    for position in positions {
      if position / Self.blockSize != number {
        number = position / Self.blockSize
        shapes = blocks.block(number) { self.shapes(ofBlock: number) }
      }
      body(position, shapes[position % Self.blockSize])
    }
  }

  private func shapes(ofBlock number: Int) -> [AreaShape] {
    let first = number * Self.blockSize
    var bytes: [UInt8] = []
    let drafts = (first..<min(first + Self.blockSize, labels.count)).map { position in
      draft(position, &bytes)
    }
    return drafts.map { draft in
      AreaShape(
        box: draft.box, label: draft.label, isMark: draft.isMark,
        geometry: PreparedGeometry(first: draft.first, commands: bytes[draft.range]))
    }
  }

  private struct Draft {
    var box: UnitBox
    var label: UnitPoint
    var isMark: Bool
    var first: UnitPoint
    var range: Range<Int>
  }

  private func draft(_ position: Int, _ bytes: inout [UInt8]) -> Draft {
    let label = level.grid.point(labels[position])
    var polygons = source.arcs.unitPolygons(
      ofGroup: position, in: source.outlines, at: level)
    let isMark = UnitPolygon.doubledArea(of: polygons) < 2 * Int64(Self.smallestArea)
    if isMark { polygons = [Self.mark(around: label)] }
    let start = bytes.count
    let first = PreparedGeometry.append(polygons, to: &bytes) ?? label
    var box = UnitBox(around: [])
    for polygon in polygons { for point in polygon.rings[0] { box.extend(to: point) } }
    return Draft(
      box: box, label: label, isMark: isMark, first: first, range: start..<bytes.count)
  }

  /// A square pixel around a place.
  private static func mark(around place: UnitPoint) -> UnitPolygon {
    let (west, north) = (place.x &- markSide / 2, place.y &- markSide / 2)
    let (east, south) = (west &+ markSide, north &+ markSide)
    return UnitPolygon(rings: [
      [
        UnitPoint(x: west, y: north), UnitPoint(x: east, y: north), UnitPoint(x: east, y: south),
        UnitPoint(x: west, y: south),
      ]
    ])
  }
}
