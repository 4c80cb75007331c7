import GeoPrimitives

/// The blocks of a printed map.
extension MapSheet {
  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }

  /// What the map is called.
  func titleBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock {
    .stack(
      [
        style.text(overline, style.overline, color: SheetStyle.accent, width: width),
        style.text(title, style.title, width: width, leading: 1.18),
      ]
        + place.enumerated().map { number, name in
          style.text(
            name, number == 0 ? style.subtitle : style.body,
            color: number == 0 ? SheetStyle.ink : SheetStyle.quietInk, width: width,
            leading: 1.25)
        }, gap: style.length(0.7))
  }

  /// The bar of the map.
  func scaleBar(_ style: SheetStyle, _ width: Double) -> ScaleBar {
    ScaleBar(denominator: scaleDenominator, width: width - style.length(26))
  }

  /// Scale, its bar, and north.
  func scaleBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock {
    let arrow = style.length(11)
    let ratio =
      choose("Skala ", "Scale ") + "1 : \(language.number(scaleDenominator, decimals: 0))"
    let text = style.text(ratio, style.subtitle, width: width - arrow)
    let paper = style.text(
      choose(
        "pada kertas \(paper.size.rawValue), di lintang tengah",
        "on \(paper.size.rawValue) paper, at the middle latitude"),
      style.small, color: SheetStyle.quietInk, width: width - arrow)
    let bar = scaleBar(style, width)
    let language = language
    return SheetBlock(height: style.length(19)) { box in
      let arrowBox = PlanarRectangle(
        minX: box.maxX - arrow, minY: box.minY, maxX: box.maxX, maxY: box.maxY)
      let below = PlanarRectangle(
        minX: box.minX, minY: box.minY + text.height, maxX: box.maxX - arrow, maxY: box.maxY)
      return text.items(in: box) + paper.items(in: below)
        + bar.items(
          at: PlanarPoint(x: box.minX, y: box.maxY - style.length(6)), style, language: language)
        + NorthArrow.items(in: arrowBox, style, language: language)
    }
  }

  /// Projection and datum as a list.
  func referenceBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock {
    style.note(reference, width: width)
  }

  /// Where the sheet lies.
  func locationBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock? {
    guard let location, location.scene.width > 0, location.scene.height > 0 else { return nil }
    let heading = style.headingText(
      choose("DIAGRAM LOKASI", "LOCATION") + " · " + location.title, width: width)
    let scene = location.scene
    let full = width * scene.height / scene.width
    let least = min(full, style.length(22))
    return SheetBlock(
      height: heading.height + style.length(1) + least,
      upTo: heading.height + style.length(1) + full
    ) { box in
      let top = box.minY + heading.height + style.length(1)
      let scale = min(box.width / scene.width, (box.maxY - top) / scene.height)
      // It fills the width, cut above and below where there is less room.
      let placement = ScenePlacement(scale: scale, dx: box.minX, dy: top)
      let frame = PlanarRectangle(
        minX: box.minX, minY: top, maxX: box.minX + scene.width * scale,
        maxY: top + scene.height * scale)
      let ground = SceneArea(
        polygons: [frame.polygon], fill: .color(scene.background ?? SheetStyle.paper))
      return heading.items(in: box) + [
        .area(ground),
        .clipped(
          SceneClip(to: [frame.polygon], items: scene.items.map { $0.placed(placement) })),
        .area(SceneArea(polygons: [frame.polygon], stroke: style.stroke(0.6))),
      ]
    }
  }

  /// What the colours, symbols and lines mean.
  func legendBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock {
    let legend = sheetLegend(style, width)
    return legendBlock(
      [hasClasses ? legend.layerBlocks : [], legend.mapBlocks, legend.remarks], style, width)
  }

  /// What the colours and symbols mean; `nil` for plain boundaries.
  func classBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock? {
    guard hasClasses else { return nil }
    let legend = sheetLegend(style, width)
    return legendBlock([legend.layerBlocks, legend.remarks], style, width)
  }

  /// What the lines mean, under a heading of their own where the classes have theirs.
  func lineBlock(_ style: SheetStyle, _ width: Double) -> SheetBlock {
    let legend = sheetLegend(style, width)
    guard hasClasses else { return legendBlock([legend.mapBlocks, legend.remarks], style, width) }
    let heading = style.headingText(choose("BATAS", "BOUNDARIES"), width: width)
    return .stack(
      [heading, .stack(legend.mapBlocks, gap: style.length(0.5))], gap: style.length(1.2))
  }

  private func sheetLegend(_ style: SheetStyle, _ width: Double) -> SheetLegend {
    SheetLegend(
      style: style, legend: legend, lines: lines, areas: areas, width: width,
      isTitled: title.hasSuffix(legend.title))
  }

  private func legendBlock(
    _ parts: [[SheetBlock]], _ style: SheetStyle, _ width: Double
  ) -> SheetBlock {
    let heading = style.headingText(choose("KETERANGAN", "LEGEND"), width: width)
    let stacks = parts.filter { !$0.isEmpty }.map {
      SheetBlock.stack($0, gap: style.length(0.5))
    }
    return .stack([heading, .stack(stacks, gap: style.length(1.8))], gap: style.length(1.2))
  }
}
