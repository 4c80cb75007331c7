import Coverage
import MapRendering
import TileMath

/// What of a layer's areas lies in a tile, at a level of detail.
struct TileAreas {
  /// An area, or what of it lies in the tile.
  struct Piece {
    /// The area's position in its layer.
    var position: Int
    /// Whether it is drawn as a mark.
    var isMark: Bool
    /// Its rings.
    var geometry: PreparedGeometry
  }

  /// An area whose label stands in the tile.
  struct Label {
    /// The area's position in its layer.
    var position: Int
    /// The place of the label.
    var place: UnitPoint
    /// The box around the area.
    var box: UnitBox
  }

  /// The pieces, by code, marks after the others so that nothing covers them.
  private(set) var pieces: [Piece] = []
  /// The labels, by code.
  private(set) var labels: [Label] = []

  /// The areas of a layer in a tile: of those whose boxes touch it with its buffer, ascending. The buffer is
  /// in units; `isExact` makes areas valid that are cut, which a picture does without.
  /// - Complexity: O(1) for an area that lies within, O(n) in its vertices for one that is cut.
  init(
    _ positions: [Int], of layer: AreaLayer, in frame: PictureFrame, at level: DetailLevel,
    buffer: Int,
    isExact: Bool = true
  ) {
    let clipper = UnitClipper(frame.box(buffer: buffer))
    // A label on an edge belongs to the tile to the east or south.
    let ground = frame.ground
    var marks: [Piece] = []
    layer.details.areas(at: level).forEach(positions) { position, shape in
      if let geometry = Self.cut(shape, clipper, isExact) {
        let piece = Piece(position: position, isMark: shape.isMark, geometry: geometry)
        if shape.isMark { marks.append(piece) } else { pieces.append(piece) }
      }
      let place = shape.label
      if ground.minX <= place.x, place.x < ground.maxX, ground.minY <= place.y,
        place.y < ground.maxY
      {
        labels.append(Label(position: position, place: place, box: shape.box))
      }
    }
    pieces += marks
  }

  private static func cut(
    _ shape: AreaShape, _ clipper: UnitClipper, _ isExact: Bool
  ) -> PreparedGeometry? {
    guard clipper.box.touches(shape.box) else { return nil }
    if clipper.box.holds(shape.box) { return shape.geometry }
    let pieces = shape.geometry.polygons.flatMap { clipper.polygons(of: $0) }
    return PreparedGeometry(isExact ? UnitRepair.valid(afterCut: pieces) : pieces)
  }

  /// Leaves out the smallest areas until a measure of those left is within a limit.
  /// - Parameters:
  ///   - limit: What may be left in all.
  ///   - layer: The layer.
  ///   - cost: What a piece takes.
  /// - Returns: How many areas were left out.
  mutating func drop(toFit limit: Int, of layer: AreaLayer, cost: (Piece) -> Int) -> Int {
    var left = pieces.reduce(0) { $0 + cost($1) }
    guard left > limit else { return 0 }
    let order = pieces.indices.sorted {
      let (a, b) = (pieces[$0].position, pieces[$1].position)
      return (layer.areas[a].squareKilometers, a) < (layer.areas[b].squareKilometers, b)
    }
    var isDropped = [Bool](repeating: false, count: pieces.count)
    var dropped = 0
    for index in order where left > limit {
      isDropped[index] = true
      left -= cost(pieces[index])
      dropped += 1
    }
    pieces = pieces.indices.filter { !isDropped[$0] }.map { pieces[$0] }
    return dropped
  }
}
