import Coverage
import MapRendering
import TileMath

/// A vector tile of boundaries that keeps to its budget.
///
/// A tile takes at most half a megabyte before it is compressed. Where it would take more, it gives up, in
/// this order: label points and names; codes, which the features' numbers tell as well; vertices, twice as
/// many pixels wide each time; and the borders between the smallest areas. Only when all this does not
/// bring it below 800 kB, which compression makes less than half a megabyte, are the smallest areas
/// themselves left out, which is reported.
struct BoundaryVectorTile {
  /// How far beyond the edges areas and borders are kept, in units.
  static let buffer = 64
  /// How many zooms less detail a tile may have.
  private static let coarsest = 3
  /// About what a feature takes besides its commands and attributes, in bytes.
  private static let featureBytes = 18
  /// About what the layers take besides their features, in bytes.
  private static let tableBytes = 512

  let boundaries: BoundaryTile
  /// What a tile takes before it is compressed if giving up details can bring it about, in bytes.
  var budget = 500_000
  /// The most that a tile takes before it is compressed, in bytes.
  var limit = 800_000

  /// What a tile gives up.
  private struct Plan {
    /// How much less than usual is told of each area.
    var reticence = 0
    var coarsening = 0
    var hasFinestBorders = true
    /// The bytes that the tile may take.
    var budget: Int
    var dropsAreas = false
  }

  /// The tile, and how many areas were left out.
  func rendered() -> RenderedTile {
    let shown = boundaries.layers(buffer: Self.buffer)
    let found = boundaries.layerName == nil ? shown : shown.suffix(1)
    var contents: [TileAreas] = []
    var coarsening = -1
    for plan in plans {
      if plan.coarsening != coarsening {
        coarsening = plan.coarsening
        contents = found.map { areas($0, coarsening) }
      }
      guard plan.dropsAreas || estimate(found, contents, plan) <= plan.budget else { continue }
      let borders = borderLayer(shown, plan)
      var dropped = 0
      if plan.dropsAreas {
        dropped = drop(
          found, &contents, room: plan.budget - borders.featureBytes - Self.tableBytes, plan)
      }
      let layers = zip(found, contents).flatMap { entry, areas in
        areaLayers(entry.layer, areas, choice(of: entry.layer, plan))
      }
      let body = VectorTileEncoder.encode(layers + [borders])
      if body.count <= plan.budget || plan.dropsAreas {
        return RenderedTile(
          body: body, format: .mvt, isEmpty: body.isEmpty, droppedFeatures: dropped)
      }
    }
    return RenderedTile(body: [], format: .mvt, isEmpty: true)
  }

  /// What is tried, one after the other.
  private var plans: [Plan] {
    var plans = (0..<AttributeChoice.allCases.count).map { Plan(reticence: $0, budget: budget) }
    let least = AttributeChoice.allCases.count - 1
    plans += (1...Self.coarsest).map { Plan(reticence: least, coarsening: $0, budget: budget) }
    var last = Plan(
      reticence: least, coarsening: Self.coarsest, hasFinestBorders: false, budget: budget)
    plans.append(last)
    last.budget = limit
    plans.append(last)
    last.dropsAreas = true
    return plans + [last]
  }

  private func choice(of layer: AreaLayer, _ plan: Plan) -> AttributeChoice {
    let usual = AttributeChoice.usual(of: layer.level, at: boundaries.frame.zoom)
    return AttributeChoice(rawValue: usual.rawValue + plan.reticence) ?? .status
  }

  private func areas(
    _ entry: (layer: AreaLayer, positions: [Int]), _ coarsening: Int
  ) -> TileAreas {
    let level = DetailLevel(zoom: boundaries.frame.zoom, coarsening: coarsening)
    return TileAreas(
      entry.positions, of: entry.layer, in: boundaries.frame, at: level, buffer: Self.buffer)
  }

  // MARK: Size

  /// About how many bytes the areas take.
  private func estimate(
    _ found: [(layer: AreaLayer, positions: [Int])], _ contents: [TileAreas], _ plan: Plan
  ) -> Int {
    zip(found, contents).reduce(0) { sum, part in
      let layer = part.0.layer
      let (choice, columns) = (choice(of: layer, plan), layer.details.columns)
      let classes = boundaries.classes[layer.level]
      return part.1.pieces.reduce(sum) { $0 + Self.cost($1, columns, choice, classes) }
    }
  }

  private static func cost(
    _ piece: TileAreas.Piece, _ columns: DetailStore.Columns, _ choice: AttributeChoice,
    _ classes: AreaClasses?
  ) -> Int {
    let tags = classes.map { 4 + 8 * $0.tags(of: piece.position).count } ?? 0
    return piece.geometry.commands.count + featureBytes + choice.bytes(of: piece.position, columns)
      + tags
  }

  /// Leaves out the smallest areas, those of the lowest level first.
  private func drop(
    _ found: [(layer: AreaLayer, positions: [Int])], _ contents: inout [TileAreas], room: Int,
    _ plan: Plan
  ) -> Int {
    var dropped = 0
    for index in found.indices.reversed() {
      let layer = found[index].layer
      let others = estimate(
        found.indices.filter { $0 != index }.map { found[$0] },
        contents.indices.filter { $0 != index }.map { contents[$0] }, plan)
      let (choice, columns) = (choice(of: layer, plan), layer.details.columns)
      let classes = boundaries.classes[layer.level]
      dropped += contents[index].drop(toFit: max(room - others, 0), of: layer) {
        Self.cost($0, columns, choice, classes)
      }
    }
    return dropped
  }

  // MARK: Layers

  private func areaLayers(
    _ layer: AreaLayer, _ areas: TileAreas, _ choice: AttributeChoice
  ) -> [VectorTileLayer] {
    let level = layer.level
    var shapes = VectorTileLayer(name: boundaries.layerName ?? level.layerName)
    let origin = boundaries.frame.origin
    let columns = layer.details.columns
    var attributes = AreaAttributes(choice, columns, classes: boundaries.classes[level])
    for piece in areas.pieces {
      shapes.add(
        piece.geometry, type: .polygons, origin: origin, id: columns.featureIDs[piece.position],
        places: attributes.places(of: piece.position, in: &shapes))
    }
    guard choice == .full, boundaries.layerName == nil else { return [shapes] }
    var labels = VectorTileLayer(name: level.layerName + "_label")
    var texts = AreaAttributes(choice, columns, classes: nil)
    for label in areas.labels {
      labels.add(
        PreparedGeometry(first: label.place, commands: []), type: .points, origin: origin,
        id: columns.featureIDs[label.position],
        places: texts.places(of: label.position, in: &labels))
    }
    return [shapes, labels]
  }

  /// The layer `borders`: a feature of lines for each class of border.
  private func borderLayer(
    _ found: [(layer: AreaLayer, positions: [Int])], _ plan: Plan
  ) -> VectorTileLayer {
    var layer = VectorTileLayer(name: "borders")
    let level = DetailLevel(zoom: boundaries.frame.zoom, coarsening: plan.coarsening)
    let finest = finestBorder(found, plan)
    let borders = TileBorders(
      boundaries.borderLayers(found, finest: finest, buffer: Self.buffer), in: boundaries.frame,
      zoom: level, finest: finest, buffer: Self.buffer)
    let origin = boundaries.frame.origin
    for (kind, lines) in borders.lines {
      guard let geometry = PreparedGeometry(lines: lines) else { continue }
      var places = [
        layer.place(ofKey: "level"), layer.place(of: .string(kind.level.rawValue)),
      ]
      if let status = kind.status {
        places += [
          layer.place(ofKey: "boundary_status"), layer.place(of: .string(status.rawValue)),
        ]
      }
      if kind.isOuter { places += [layer.place(ofKey: "outer"), layer.place(of: .bool(true))] }
      layer.add(geometry, type: .lines, origin: origin, id: nil, places: places)
    }
    return layer
  }

  private func finestBorder(
    _ found: [(layer: AreaLayer, positions: [Int])], _ plan: Plan
  ) -> AdministrativeLevel {
    guard !plan.hasFinestBorders, let shown = found.last?.layer.level else {
      return boundaries.finestBorder
    }
    let above = AdministrativeLevel.allCases.last { $0 < shown } ?? .province
    return min(above, boundaries.finestBorder)
  }
}
