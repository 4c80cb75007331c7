/// A small chart of months: a bar for each, hatched where its number may not be told.
public struct SheetChart: Hashable, Sendable {
  /// A month.
  public struct Bar: Hashable, Sendable {
    /// What stands beneath it; empty for nothing.
    public var label: String
    /// Its number; `nil` where it may not be told.
    public var value: Int?

    /// A month.
    public init(_ label: String, _ value: Int?) {
      self.label = label
      self.value = value
    }
  }

  /// The months, the earliest first.
  public var bars: [Bar]
  /// The language of its numbers.
  public var language: DisplayLanguage

  /// A chart.
  public init(_ bars: [Bar], language: DisplayLanguage) {
    self.bars = bars
    self.language = language
  }

  /// The highest number of the scale: round, and at least 4.
  private var top: Double {
    RoundNumber.atLeast(
      Double(max(bars.compactMap(\.value).max() ?? 0, 4)), of: [1, 2, 4, 5, 6, 8])
  }

  /// The chart in a height of millimetres of an A3.
  func block(_ style: SheetStyle, height millimeters: Double) -> SheetBlock {
    let (chart, top) = (self, top)
    return SheetBlock(height: style.length(millimeters), isRuled: false) { box in
      let font = style.font(6.4)
      let left = box.minX + style.length(8)
      let plot = PlanarRectangle(
        minX: left, minY: box.minY + font.size * 0.5, maxX: box.maxX,
        maxY: box.maxY - font.size * 1.6)
      return chart.scale(plot, top, font, style) + chart.bars(plot, top, font, style)
    }
  }

  private func scale(
    _ plot: PlanarRectangle, _ top: Double, _ font: SceneFont, _ style: SheetStyle
  ) -> [SceneItem] {
    [0, 0.5, 1].flatMap { share -> [SceneItem] in
      let y = plot.maxY - plot.height * share
      return [
        .line(
          SceneLine(
            points: [PlanarPoint(x: plot.minX, y: y), PlanarPoint(x: plot.maxX, y: y)],
            stroke: style.stroke(share == 0 ? 0.6 : 0.3, SheetStyle.rule))),
        .label(
          SceneLabel(
            text: language.number(top * share, decimals: 1),
            place: PlanarPoint(x: plot.minX - style.length(1.2), y: y + font.size * 0.36),
            anchor: .end, font: font, color: SheetStyle.quietInk)),
      ]
    }
  }

  private func bars(
    _ plot: PlanarRectangle, _ top: Double, _ font: SceneFont, _ style: SheetStyle
  ) -> [SceneItem] {
    let step = plot.width / Double(max(bars.count, 1))
    return bars.enumerated().flatMap { number, bar -> [SceneItem] in
      let x = plot.minX + step * Double(number)
      // A month that may not be told reaches up to nothing: its hatch fills the whole height.
      let share = bar.value.map { Double($0) / top } ?? 1
      let box = PlanarRectangle(
        minX: x + step * 0.16, minY: plot.maxY - plot.height * share, maxX: x + step * 0.84,
        maxY: plot.maxY)
      let fill: SceneFill =
        bar.value == nil ? .hatch(.suppressed) : .color(SheetStyle.accent)
      let label = SceneItem.label(
        SceneLabel(
          text: bar.label,
          place: PlanarPoint(x: x + step / 2, y: plot.maxY + font.size * 1.25), anchor: .middle,
          font: font, color: SheetStyle.quietInk))
      let isSeen = share > 0
      return
        (isSeen ? [.area(SceneArea(polygons: [box.polygon], fill: fill, className: "bar"))] : [])
        + (bar.label.isEmpty ? [] : [label])
    }
  }
}
