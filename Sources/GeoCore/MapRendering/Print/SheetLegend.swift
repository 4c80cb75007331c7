/// The legend of a sheet: what a layer's colours and symbols mean, and the lines of the map.
struct SheetLegend {
  let style: SheetStyle
  let legend: Legend
  let lines: [MapSheet.LineEntry]
  let areas: [MapSheet.AreaEntry]
  let width: Double
  /// Whether the legend's title is told already by that of the sheet.
  var isTitled = false

  private var words: LegendWords { LegendWords(legend.language) }
  private var swatch: (width: Double, height: Double) { (style.length(8), style.length(3.9)) }
  private var rowHeight: Double { style.length(4.3) }
  private var textX: Double { swatch.width + style.length(2.2) }

  /// What the layer shows.
  var layerBlocks: [SheetBlock] {
    var blocks = isTitled ? [] : [style.text(legend.title, style.strong, width: width)]
    if let unit = legend.unit {
      blocks.append(style.text(unit, style.small, color: SheetStyle.quietInk, width: width))
    }
    blocks += legend.classes.reversed().map(row)
    if let group = legend.group {
      blocks.append(symbolRow(group.symbol.items(at:), radius: group.symbol.radius, group.label))
    }
    blocks += lookRows
    return blocks
  }

  /// The lines and grounds of the map.
  var mapBlocks: [SheetBlock] {
    lines.map { lineRow($0) }
      + areas.map { area in
        fillRow(area.label, .color(area.fill), area.stroke ?? style.stroke(0.3, SheetStyle.rule))
      }
  }

  /// How the values were made and what a reader must know.
  var remarks: [SheetBlock] {
    let print = words.smallPrint(of: legend)
    return print.map { style.text($0, style.small, color: SheetStyle.quietInk, width: width) }
      + [legend.note].compactMap { $0 }.map { style.text($0, style.smallItalic, width: width) }
  }

  private var lookRows: [SheetBlock] {
    let outline = style.stroke(0.4, SheetStyle.rule)
    let looks: [(String?, SceneFill?)] = [
      (legend.zeroLabel, nil), (legend.noDataLabel, .hatch(.noData)),
      (legend.suppressedLabel, .hatch(.suppressed)),
    ]
    return looks.compactMap { label, fill in label.map { fillRow($0, fill, outline) } }
  }

  private func row(_ entry: Legend.Class) -> SheetBlock {
    if let symbol = entry.symbol {
      return symbolRow(symbol.items(at:), radius: PointSymbol.radius, entry.label)
    }
    return fillRow(entry.label, .color(entry.color), style.stroke(0.3, SheetStyle.rule))
  }

  /// A text beside something drawn in a swatch.
  private func row(
    _ label: String, height: Double, _ drawing: @escaping @Sendable (PlanarRectangle) -> [SceneItem]
  ) -> SheetBlock {
    let text = style.text(label, style.body, width: width - textX, leading: 1.2)
    let full = max(height, text.height)
    let (swatch, textX) = (swatch, textX)
    return SheetBlock(height: full, isRuled: false) { box in
      let middle = box.minY + full / 2
      let frame = PlanarRectangle(
        minX: box.minX, minY: middle - swatch.height / 2, maxX: box.minX + swatch.width,
        maxY: middle + swatch.height / 2)
      let place = PlanarRectangle(
        minX: box.minX + textX, minY: middle - text.height / 2, maxX: box.maxX,
        maxY: middle + text.height / 2)
      return drawing(frame) + text.items(in: place)
    }
  }

  private func fillRow(_ label: String, _ fill: SceneFill?, _ stroke: SceneStroke) -> SheetBlock {
    row(label, height: rowHeight) { frame in
      [.area(SceneArea(polygons: [frame.polygon], fill: fill, stroke: stroke))]
    }
  }

  private func symbolRow(
    _ items: @escaping @Sendable (PlanarPoint) -> [SceneItem], radius: Double, _ label: String
  ) -> SheetBlock {
    // Symbols of the map are this much larger, too.
    let factor = style.mapFactor
    return row(label, height: max(rowHeight, 2 * radius * factor + style.length(0.6))) { frame in
      let (x, y) = ((frame.minX + frame.maxX) / 2, (frame.minY + frame.maxY) / 2)
      return items(PlanarPoint(x: 0, y: 0))
        .map { $0.placed(ScenePlacement(scale: factor, dx: x, dy: y)) }
    }
  }

  private func lineRow(_ entry: MapSheet.LineEntry) -> SheetBlock {
    let factor = style.mapFactor
    return row(entry.label, height: rowHeight) { frame in
      let y = (frame.minY + frame.maxY) / 2
      let line = SceneLine(
        points: [PlanarPoint(x: 0, y: 0), PlanarPoint(x: frame.width / factor, y: 0)],
        stroke: entry.stroke)
      return [
        SceneItem.line(line).placed(ScenePlacement(scale: factor, dx: frame.minX, dy: y))
      ]
    }
  }
}
