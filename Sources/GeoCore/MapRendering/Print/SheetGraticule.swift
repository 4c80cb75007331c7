/// Where meridians and parallels meet the frame of a map, and what stands beside it.
public struct SheetGraticule: Hashable, Sendable {
  /// A line of the graticule.
  public struct Line: Hashable, Sendable {
    /// How far from the left edge, or the upper one, in units.
    public var position: Double
    /// The degrees.
    public var label: String

    /// A line.
    public init(at position: Double, label: String) {
      self.position = position
      self.label = label
    }
  }

  /// Lines from the upper edge to the lower one.
  public var meridians: [Line]
  /// Lines from left to right.
  public var parallels: [Line]

  /// A graticule.
  public init(meridians: [Line], parallels: [Line]) {
    self.meridians = meridians
    self.parallels = parallels
  }

  /// The lines on the map.
  func lines(in frame: PlanarRectangle, _ style: SheetStyle) -> SceneItem {
    let upright = meridians.map { line in
      [
        PlanarPoint(x: frame.minX + line.position, y: frame.minY),
        PlanarPoint(x: frame.minX + line.position, y: frame.maxY),
      ]
    }
    let level = parallels.map { line in
      [
        PlanarPoint(x: frame.minX, y: frame.minY + line.position),
        PlanarPoint(x: frame.maxX, y: frame.minY + line.position),
      ]
    }
    return .line(
      SceneLine(
        parts: upright + level,
        stroke: style.stroke(0.3, RGBA(0x5B7C99).opacity(0.55)), className: "graticule"))
  }

  /// The ticks and degrees around the frame.
  func margin(of frame: PlanarRectangle, _ style: SheetStyle) -> [SceneItem] {
    let tick = style.length(1.4)
    let gap = style.length(0.7)
    let font = style.font(6.4)
    var ticks: [[PlanarPoint]] = []
    var labels: [SceneItem] = []
    func add(_ text: String, _ x: Double, _ y: Double, isUpwards: Bool) {
      var label = SceneLabel(
        text: text, place: PlanarPoint(x: x, y: y), anchor: .middle, font: font,
        color: SheetStyle.ink)
      label.isUpwards = isUpwards
      labels.append(.label(label))
    }
    for line in meridians {
      let x = frame.minX + line.position
      ticks.append([PlanarPoint(x: x, y: frame.minY), PlanarPoint(x: x, y: frame.minY - tick)])
      ticks.append([PlanarPoint(x: x, y: frame.maxY), PlanarPoint(x: x, y: frame.maxY + tick)])
      guard hasRoom(line, font, frame.width) else { continue }
      add(line.label, x, frame.minY - tick - gap, isUpwards: false)
      add(line.label, x, frame.maxY + tick + gap + font.size * 0.72, isUpwards: false)
    }
    for line in parallels {
      let y = frame.minY + line.position
      ticks.append([PlanarPoint(x: frame.minX, y: y), PlanarPoint(x: frame.minX - tick, y: y)])
      ticks.append([PlanarPoint(x: frame.maxX, y: y), PlanarPoint(x: frame.maxX + tick, y: y)])
      guard hasRoom(line, font, frame.height) else { continue }
      add(line.label, frame.minX - tick - gap, y, isUpwards: true)
      add(line.label, frame.maxX + tick + gap + font.size * 0.72, y, isUpwards: true)
    }
    return [
      .line(SceneLine(parts: ticks, stroke: style.stroke(0.5), className: "graticule-ticks"))
    ] + labels
  }

  /// Whether a label does not reach around a corner.
  private func hasRoom(_ line: Line, _ font: SceneFont, _ side: Double) -> Bool {
    let half = TextMeasure.width(of: line.label, font: font) / 2
    return line.position >= half && line.position <= side - half
  }
}
