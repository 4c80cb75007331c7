import MapRendering
import TileMath

/// The names in a picture, such as a tile: each in the one in which its area's label point lies, and
/// wholly inside it, so that names neither repeat nor are cut.
struct BoundaryLabels {
  /// The room between a name and the edge of the picture, in pixels.
  private static let margin = 2.0

  let frame: PictureFrame

  /// The names that have room, larger areas first.
  func labels(_ found: [(layer: AreaLayer, areas: TileAreas)]) -> [SceneItem] {
    let candidates = found.flatMap { layer, areas in
      areas.labels.sorted {
        let (a, b) = (layer.areas[$0.position], layer.areas[$1.position])
        return (b.squareKilometers, $0.position) < (a.squareKilometers, $1.position)
      }.compactMap { label($0, layer) }
    }
    return LabelPlacement.keepingApart(candidates, margin: 3).map { .label($0) }
  }

  /// The name of an area, if it is no longer than the area; moved inwards where it would be cut, if it
  /// still stands on the area then.
  private func label(_ entry: TileAreas.Label, _ layer: AreaLayer) -> SceneLabel? {
    guard let name = layer.areas[entry.position].name else { return nil }
    let font = BoundaryLook.font(of: layer.level)
    let corner = frame.position(of: UnitPoint(x: entry.box.minX, y: entry.box.minY))
    let opposite = frame.position(of: UnitPoint(x: entry.box.maxX, y: entry.box.maxY))
    let (width, height) = (opposite.x - corner.x, opposite.y - corner.y)
    // No letter is narrower than a fifth of the size: most names are seen not to fit unmeasured.
    guard height > font.size * 1.5, width > font.size * 0.2 * Double(name.count) else { return nil }
    let label = SceneLabel.centered(
      name, at: frame.position(of: entry.place), font: font,
      color: BoundaryLook.textColor(of: layer.level),
      halo: BoundaryLook.halo)
    guard LabelPlacement.width(of: label) < width else { return nil }
    let bounds = PlanarRectangle(minX: 0, minY: 0, maxX: frame.width, maxY: frame.height)
      .widened(by: -Self.margin)
    guard let moved = LabelPlacement.moved(label, into: bounds),
      abs(moved.dx) < width / 3, abs(moved.dy) < height / 3
    else { return nil }
    return moved.label
  }
}
