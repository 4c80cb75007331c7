/// A map among the text of a sheet: with a frame, a graticule, its scale and its legend.
public struct SheetFigure: Sendable {
  /// Across and down, in units of the sheet, the degrees beside it included.
  public var size: (width: Double, height: Double)
  /// What lies beneath the graticule, in units of the map.
  public var map: [SceneItem]
  /// What lies above it.
  public var overlay: [SceneItem]
  /// What lies beneath everything.
  public var ground: RGBA
  /// The graticule, in units of the sheet.
  public var graticule: SheetGraticule
  /// The scale, such as 25 000.
  public var scaleDenominator: Double
  /// The language of its words.
  public var language: DisplayLanguage

  /// The look of sheets of text.
  public static let style = SheetStyle(.a3)

  /// A map in a frame.
  public init(
    size: (width: Double, height: Double), map: [SceneItem], overlay: [SceneItem], ground: RGBA,
    graticule: SheetGraticule, scaleDenominator: Double, language: DisplayLanguage
  ) {
    self.size = size
    self.map = map
    self.overlay = overlay
    self.ground = ground
    self.graticule = graticule
    self.scaleDenominator = scaleDenominator
    self.language = language
  }

  /// The neatline of a figure whose upper left corner is the origin: its room but for the degrees around it and the
  /// bar beneath it.
  public static func frame(in size: (width: Double, height: Double)) -> PlanarRectangle {
    let band = style.length(5)
    return PlanarRectangle(
      minX: band, minY: band, maxX: size.width - band,
      maxY: size.height - band - style.length(11))
  }

  func block() -> SheetBlock {
    let (figure, style) = (self, Self.style)
    return SheetBlock(height: size.height, isRuled: false) { box in
      let own = Self.frame(in: figure.size)
      let frame = PlanarRectangle(
        minX: own.minX + box.minX, minY: own.minY + box.minY, maxX: own.maxX + box.minX,
        maxY: own.maxY + box.minY)
      let placement = ScenePlacement(scale: style.mapFactor, dx: frame.minX, dy: frame.minY)
      let items: [SceneItem] = [
        .area(SceneArea(polygons: [frame.polygon], fill: .color(figure.ground))),
        .clipped(
          SceneClip(
            to: [frame.polygon],
            items: figure.map.map { $0.placed(placement) }
              + [figure.graticule.lines(in: frame, style)]
              + figure.overlay.map { $0.placed(placement) })),
        .area(SceneArea(polygons: [frame.polygon], stroke: style.stroke(0.8))),
      ]
      return items + figure.graticule.margin(of: frame, style)
        + figure.scale(beneath: frame, box.minY + figure.size.height)
    }
  }

  private func scale(beneath frame: PlanarRectangle, _ bottom: Double) -> [SceneItem] {
    let style = Self.style
    let bar = ScaleBar(denominator: scaleDenominator, width: frame.width * 0.45)
    let y = bottom - style.length(6)
    let ratio =
      (language == .indonesian ? "Skala" : "Scale")
      + " 1 : \(language.number(scaleDenominator, decimals: 0))"
    let arrow = PlanarRectangle(
      minX: frame.maxX - style.length(6), minY: bottom - style.length(9.5),
      maxX: frame.maxX, maxY: bottom)
    return bar.items(at: PlanarPoint(x: frame.minX, y: y), style, language: language) + [
      .label(
        SceneLabel(
          text: ratio,
          place: PlanarPoint(
            x: frame.minX + bar.length + style.length(9), y: y + style.length(1.8)),
          font: style.strong, color: SheetStyle.ink))
    ] + NorthArrow.items(in: arrow, style, language: language)
  }
}
