import GeoPrimitives

extension MapSheet {
  /// Where its parts lie.
  public var layout: MapSheetLayout { MapSheetLayout(paper) }

  /// The sheet as a picture of the paper's size, in units of 1/96 inch.
  public func scene() -> Scene {
    let layout = layout
    let style = layout.style
    var items = mapItems(layout)
    items += graticule.margin(of: layout.frame, style)
    items.append(.area(SceneArea(polygons: [layout.frame.polygon], stroke: style.stroke(0.8))))
    items.append(.area(SceneArea(polygons: [layout.border.polygon], stroke: style.stroke(1.2))))
    items.append(.line(SceneLine(points: layout.divider, stroke: style.stroke(0.8))))
    for (column, box) in zip(columns(layout), layout.columns) {
      items += column.items(in: box)
    }
    return Scene(
      width: layout.page.width, height: layout.page.height, background: SheetStyle.paper,
      items: items, title: ([title] + place).joined(separator: ", "))
  }

  /// The map in its frame, the graticule beneath its symbols and names.
  private func mapItems(_ layout: MapSheetLayout) -> [SceneItem] {
    let frame = layout.frame.polygon
    return [
      .area(SceneArea(polygons: [frame], fill: .color(ground))),
      .clipped(
        SceneClip(
          to: [frame],
          items: map.map { $0.placed(layout.placement) }
            + [graticule.lines(in: layout.frame, layout.style)]
            + overlay.map { $0.placed(layout.placement) })),
    ]
  }

  private func columns(_ layout: MapSheetLayout) -> [SheetColumn] {
    let (style, width) = (layout.style, layout.columnWidth)
    let title = titleBlock(style, width)
    let scale = scaleBlock(style, width)
    let reference = referenceBlock(style, width)
    let location = [locationBlock(style, width)].compactMap { $0 }
    let last = [style.note(sources, width: width), style.note(office, width: width)]
    guard paper.orientation == .portrait else {
      return [
        SheetColumn(
          style: style, blocks: [title, scale, legendBlock(style, width)] + location,
          footer: [reference] + last)
      ]
    }
    let lines = lineBlock(style, width)
    let classes = classBlock(style, width)
    return [
      SheetColumn(style: style, blocks: [title], footer: [scale]),
      SheetColumn(style: style, blocks: [classes ?? lines]),
      SheetColumn(
        style: style, blocks: classes == nil ? [reference] : [lines],
        footer: classes == nil ? [] : [reference]),
      SheetColumn(style: style, blocks: location, footer: last),
    ]
  }
}
