import Coverage
import MapRendering
import Places
import TileMath

/// A picture of boundaries as a scene: coloured areas, borders drawn once each, names.
struct BoundaryPicture {
  /// How far beyond its edges a picture keeps areas and borders, in units: eight pixels, more than any
  /// stroke is wide.
  static let buffer = 128

  let boundaries: BoundaryTile
  /// Of how many zooms less the vertices are taken.
  var coarsening = 0
  /// Areas of fewer square pixels are drawn without a title, those of one look as one shape.
  var smallestTitled: Double = .infinity
  /// To so many places in a pixel coordinates are rounded; `nil` for as exact as they are.
  var placesPerPixel: Double?
  /// Whether the ground is made of the areas above the smallest ones, whose borders are drawn all the same.
  var isGroundCoarse = false
  /// The bytes that areas may take; the smallest are left out.
  var room = Int.max

  private var level: DetailLevel {
    DetailLevel(zoom: boundaries.frame.zoom, coarsening: coarsening)
  }

  private var empty: Scene {
    Scene(width: boundaries.frame.width, height: boundaries.frame.height)
  }

  /// The scene.
  func scene() -> Scene { pictured().scene }

  /// The scene, and how many areas were left out.
  func pictured() -> (scene: Scene, dropped: Int) {
    let found = boundaries.layers(buffer: Self.buffer)
    let contents = found.map { layer, positions in
      let areas = TileAreas(
        positions, of: layer, in: boundaries.frame, at: level, buffer: Self.buffer,
        isExact: false)
      return (layer: layer, areas: areas)
    }
    guard let finest = contents.last else { return (empty, 0) }
    var ground = coarseGround(below: finest.layer) ?? finest
    // In drawings a vertex takes about twice the bytes of a vector tile's.
    let dropped = ground.areas.drop(toFit: room, of: ground.layer) {
      2 * $0.geometry.commands.count + 12
    }
    var scene = empty
    scene.items = areas(ground.layer, ground.areas)
    scene.items += borders(found)
    scene.items += BoundaryLabels(frame: boundaries.frame).labels(contents)
    return (scene, dropped)
  }

  /// The areas of the level above, if they may stand for those of a layer: they cover the same ground and
  /// are not coloured by class.
  private func coarseGround(below layer: AreaLayer) -> (layer: AreaLayer, areas: TileAreas)? {
    guard isGroundCoarse, boundaries.classes[layer.level] == nil, layer.isAlongVillages else {
      return nil
    }
    let above = AdministrativeLevel.allCases.last { level in
      let candidate = boundaries.snapshot.layer(level)
      return level < layer.level && candidate.isAlongVillages && !candidate.areas.isEmpty
    }
    return above.map { level in
      let layer = boundaries.snapshot.layer(level)
      let areas = TileAreas(
        boundaries.positions(in: layer, buffer: Self.buffer), of: layer, in: boundaries.frame,
        at: self.level, buffer: Self.buffer, isExact: false)
      return (layer, areas)
    }
  }

  // MARK: Areas

  /// The areas side by side, and above them those that are drawn as marks.
  private func areas(_ layer: AreaLayer, _ areas: TileAreas) -> [SceneItem] {
    let classes = boundaries.classes[layer.level]
    var shapes: [SceneArea] = []
    var untitled: [AreaLooks: Int] = [:]
    for piece in areas.pieces {
      let area = layer.areas[piece.position]
      let look = AreaLooks(classes?.of(piece.position), isMark: piece.isMark, level: layer.level)
      let polygons = piece.geometry.polygons
      if Double(UnitPolygon.doubledArea(of: polygons)) / 512 >= smallestTitled {
        shapes.append(look.area(planar(polygons), title: area.title))
      } else if let known = untitled[look] {
        shapes[known].polygons += planar(polygons)
      } else {
        untitled[look] = shapes.count
        shapes.append(look.area(planar(polygons), title: nil))
      }
    }
    let (marks, plain) = (shapes.filter(\.isMark), shapes.filter { !$0.isMark })
    // Marks may overlap each other, so each look is drawn over those before.
    return (plain.isEmpty ? [] : [.mosaic(SceneMosaic(sorted(plain)))])
      + marks.map { .mosaic(SceneMosaic([$0])) }
  }

  /// Areas of one class follow each other, so that a drawing names it once.
  private func sorted(_ areas: [SceneArea]) -> [SceneArea] {
    var classes: [String: Int] = [:]
    for area in areas {
      let number = classes.count
      classes[area.className ?? "", default: number] += 0
    }
    return areas.enumerated().sorted { a, b in
      let (first, second) = (classes[a.element.className ?? ""], classes[b.element.className ?? ""])
      return (first ?? 0, a.offset) < (second ?? 0, b.offset)
    }.map(\.element)
  }

  // MARK: Borders

  private func borders(_ found: [(layer: AreaLayer, positions: [Int])]) -> [SceneItem] {
    let finest = boundaries.finestBorder
    let borders = TileBorders(
      boundaries.borderLayers(found, finest: finest, buffer: Self.buffer), in: boundaries.frame,
      zoom: level, finest: finest, buffer: Self.buffer)
    return borders.lines.map { kind, lines in
      .line(
        SceneLine(
          parts: lines.map { rounded(boundaries.frame.line($0)) },
          stroke: BoundaryLook.stroke(of: kind, at: boundaries.frame.zoom),
          className: kind.className))
    }
  }

  // MARK: Places

  private func planar(_ polygons: [UnitPolygon]) -> [PlanarPolygon] {
    polygons.map { polygon in
      PlanarPolygon(
        exterior: ring(polygon.rings[0]), holes: polygon.rings.dropFirst().map(ring))
    }
  }

  private func ring(_ vertices: [UnitPoint]) -> [PlanarPoint] {
    rounded(boundaries.frame.ring(vertices))
  }

  private func rounded(_ points: [PlanarPoint]) -> [PlanarPoint] {
    guard let places = placesPerPixel else { return points }
    return points.map { point in
      PlanarPoint(
        x: (point.x * places + 0.5).rounded(.down) / places,
        y: (point.y * places + 0.5).rounded(.down) / places)
    }
  }
}

/// How an area is filled, by its class or its level.
private struct AreaLooks: Hashable {
  let fill: SceneFill
  let className: String
  let isMark: Bool

  init(_ kind: AreaClasses.Class?, isMark: Bool, level: AdministrativeLevel) {
    fill =
      kind.map { kind in kind.hatch.map { .hatch($0) } ?? .color(kind.color) }
      ?? .color(BoundaryLook.ground)
    className = (kind?.name ?? level.rawValue) + (isMark ? SceneArea.markSuffix : "")
    self.isMark = isMark
  }

  func area(_ polygons: [PlanarPolygon], title: String?) -> SceneArea {
    SceneArea(polygons: polygons, fill: fill, className: className, title: title)
  }
}

extension SceneArea {
  fileprivate static let markSuffix = "-mark"

  fileprivate var isMark: Bool { className?.hasSuffix(Self.markSuffix) ?? false }
}

extension Area {
  /// What a pointer resting on the area shows: its name and code.
  fileprivate var title: String { name.map { "\($0) (\(code))" } ?? code.text }
}

extension BorderClass {
  /// The name in drawings, such as `border-village-dashed`.
  fileprivate var className: String {
    "border-" + (isOuter ? "outer" : level.rawValue) + (isDashed ? "-dashed" : "")
  }
}
