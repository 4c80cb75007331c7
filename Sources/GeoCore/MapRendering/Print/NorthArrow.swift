/// The arrow that tells where north is: up.
enum NorthArrow {
  /// The arrow in a box, its letter above it.
  static func items(
    in box: PlanarRectangle, _ style: SheetStyle, language: DisplayLanguage
  ) -> [SceneItem] {
    let font = style.font(9, isBold: true)
    let (top, bottom) = (box.minY + font.size * 1.15, box.maxY)
    let x = (box.minX + box.maxX) / 2
    let half = min(box.width, (bottom - top) * 0.62) / 2
    let notch = bottom - (bottom - top) * 0.24
    func point(_ x: Double, _ y: Double) -> PlanarPoint { PlanarPoint(x: x, y: y) }
    func side(_ corner: Double, _ fill: RGBA) -> SceneItem {
      .area(
        SceneArea(
          polygons: [
            PlanarPolygon(exterior: [point(x, top), point(corner, bottom), point(x, notch)])
          ], fill: .color(fill), stroke: style.stroke(0.6), className: "north"))
    }
    return [
      side(x - half, SheetStyle.frame), side(x + half, SheetStyle.paper),
      .label(
        SceneLabel(
          text: language == .indonesian ? "U" : "N", place: point(x, box.minY + font.size * 0.8),
          anchor: .middle, font: font, color: SheetStyle.ink)),
    ]
  }
}
