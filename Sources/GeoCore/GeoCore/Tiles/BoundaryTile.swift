import Coverage
import GeoPrimitives
import MapRendering
public import Places
import TileMath

/// A tile of boundaries, or another view of them: the levels that fit the zoom, or one that is asked for, with or without
/// classes to colour their areas by.
struct BoundaryTile {
  let snapshot: DatasetSnapshot
  /// What is shown, and where in a picture it lies.
  let frame: PictureFrame
  let level: AdministrativeLevel?
  /// The classes of the areas of levels that are coloured.
  var classes: [AdministrativeLevel: AreaClasses] = [:]
  /// The name of the one layer of a vector tile that has the areas of the lowest level and no others; `nil`
  /// for a layer, and one of labels, for each level.
  var layerName: String?

  /// Boundaries in a frame.
  init(
    snapshot: DatasetSnapshot, frame: PictureFrame, level: AdministrativeLevel?,
    classes: [AdministrativeLevel: AreaClasses] = [:]
  ) {
    self.snapshot = snapshot
    self.frame = frame
    self.level = level
    self.classes = classes
  }

  /// A tile of boundaries.
  init(
    snapshot: DatasetSnapshot, tile: TileID, level: AdministrativeLevel?,
    classes: [AdministrativeLevel: AreaClasses] = [:]
  ) {
    self.init(
      snapshot: snapshot, frame: PictureFrame(tile: tile), level: level, classes: classes)
  }

  /// The levels shown, larger areas first.
  var levels: [AdministrativeLevel] {
    if let level { return [level] }
    return AdministrativeLevel.allCases.filter { $0.zooms.contains(frame.zoom) }
  }

  /// The tile in a format; a doubled picture has 512 pixels a side.
  /// - Throws: `RenderingError` when a picture cannot be drawn.
  func rendered(_ format: TileFormat, doubled: Bool = false) throws(RenderingError) -> RenderedTile
  {
    switch format {
    case .mvt: BoundaryVectorTile(boundaries: self).rendered()
    case .svg: try BoundaryDrawing(boundaries: self).rendered()
    case .png: try RenderedTile(BoundaryPicture(boundaries: self).scene(), .png, doubled: doubled)
    }
  }

  /// The layers shown that have areas, larger areas first, and those of their areas that touch the tile
  /// with its buffer, which is in units.
  func layers(buffer: Int) -> [(layer: AreaLayer, positions: [Int])] {
    levels.compactMap { level in
      let layer = snapshot.layer(level)
      return layer.areas.isEmpty ? nil : (layer, positions(in: layer, buffer: buffer))
    }
  }

  /// The areas of a layer that touch the tile with its buffer, ascending.
  func positions(in layer: AreaLayer, buffer: Int) -> [Int] {
    layer.positions(intersecting: frame.envelope(buffer: buffer))
  }

  /// The lowest level whose borders are drawn: smaller areas are smaller than the strokes.
  var finestBorder: AdministrativeLevel {
    AdministrativeLevel.allCases.last { frame.zoom >= $0.coarsestBorderZoom } ?? .province
  }

  /// The layers whose borders are drawn, larger areas first: those shown, and for one whose areas are too
  /// small to have borders drawn, the smallest above it that is there. `finest` is the lowest level whose
  /// borders are drawn.
  func borderLayers(
    _ shown: [(layer: AreaLayer, positions: [Int])], finest: AdministrativeLevel, buffer: Int
  ) -> [(layer: AreaLayer, positions: [Int])] {
    let fine = shown.filter { $0.layer.level <= finest }
    guard fine.count < shown.count, fine.last?.layer.level != finest else { return fine }
    let above = AdministrativeLevel.allCases.last {
      $0 <= finest && !snapshot.layer($0).areas.isEmpty
    }
    guard let above, above != fine.last?.layer.level else { return fine.isEmpty ? shown : fine }
    let layer = snapshot.layer(above)
    return fine + [(layer, positions(in: layer, buffer: buffer))]
  }
}

extension Area {
  /// The digits of the code as a number.
  var featureID: UInt64 {
    code.text.utf8.reduce(0) { $1 == UInt8(ascii: ".") ? $0 : 10 &* $0 &+ UInt64($1 &- 48) }
  }
}

extension AdministrativeLevel {
  /// The zoom levels at which areas of the level are shown.
  public var zooms: ClosedRange<Int> {
    switch self {
    case .province: 0...5
    case .regency: 5...8
    case .district: 8...10
    case .village: 9...TileID.maximumZoom
    }
  }

  /// The zoom from which on the borders of the level's areas are drawn, if its areas are asked for.
  var coarsestBorderZoom: Int {
    switch self {
    case .province: 0
    case .regency: 3
    case .district: 6
    case .village: 8
    }
  }

  /// The name of the level's layer in vector tiles.
  public var layerName: String {
    switch self {
    case .province: "provinces"
    case .regency: "regencies"
    case .district: "districts"
    case .village: "villages"
    }
  }
}
