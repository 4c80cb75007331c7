/// A printed map: the map in its frame, and everything that a reader needs beside it.
///
/// The blocks are those of the Indonesian specification for village maps (Perka BIG 3/2016): title, scale and
/// north, projection and datum, location, legend, sources and history, and who has made it. They stand to the
/// right of the map where the paper lies, and beneath it where it stands.
public struct MapSheet: Sendable {
  /// A line of the map and what it means.
  public struct LineEntry: Hashable, Sendable {
    /// What it means.
    public var label: String
    /// How it looks.
    public var stroke: SceneStroke

    /// A line.
    public init(_ label: String, _ stroke: SceneStroke) {
      self.label = label
      self.stroke = stroke
    }
  }

  /// A ground of the map and what it means.
  public struct AreaEntry: Hashable, Sendable {
    /// What it means.
    public var label: String
    /// How it looks.
    public var fill: RGBA
    /// Its outline; `nil` for a hairline.
    public var stroke: SceneStroke?

    /// A ground.
    public init(_ label: String, _ fill: RGBA, stroke: SceneStroke? = nil) {
      self.label = label
      self.fill = fill
      self.stroke = stroke
    }
  }

  /// The sheet.
  public var paper: Paper
  /// The language of every text.
  public var language: DisplayLanguage
  /// A short line above the title, such as the name of the programme.
  public var overline: String
  /// What the map is called.
  public var title: String
  /// What it is of, from the smallest area to the largest.
  public var place: [String]
  /// What lies in the frame beneath the graticule, in units of the map, which begin at the frame's upper left
  /// corner.
  public var map: [SceneItem]
  /// What lies above the graticule, such as symbols and names.
  public var overlay: [SceneItem]
  /// What lies beneath the map.
  public var ground: RGBA
  /// The graticule, in units of the sheet.
  public var graticule: SheetGraticule
  /// The scale, such as 25 000, true in the middle.
  public var scaleDenominator: Double
  /// What the layer shows.
  public var legend: Legend
  /// Whether the legend's classes are told; those of plain boundaries are told by the lines.
  public var hasClasses: Bool
  /// The lines of the map.
  public var lines: [LineEntry]
  /// The grounds of the map.
  public var areas: [AreaEntry]
  /// Projection, datum and units.
  public var reference: SheetNote
  /// A small map of where the sheet lies, and what it is called.
  public var location: (scene: Scene, title: String)?
  /// Where the data are from.
  public var sources: SheetNote
  /// Who has made it.
  public var office: SheetNote

  /// A sheet without its map.
  public init(
    paper: Paper, language: DisplayLanguage, overline: String, title: String, place: [String],
    graticule: SheetGraticule, scaleDenominator: Double, legend: Legend, reference: SheetNote,
    sources: SheetNote, office: SheetNote
  ) {
    self.paper = paper
    self.language = language
    self.overline = overline
    self.title = title
    self.place = place
    self.graticule = graticule
    self.scaleDenominator = scaleDenominator
    self.legend = legend
    self.reference = reference
    self.sources = sources
    self.office = office
    map = []
    overlay = []
    ground = RGBA(0xFFFFFF)
    hasClasses = true
    lines = []
    areas = []
  }
}

/// Where the parts of a printed map lie, in units of 1/96 inch from the upper left corner of the paper.
public struct MapSheetLayout: Hashable, Sendable {
  /// The look of the paper.
  public let style: SheetStyle
  /// The whole paper.
  public let page: PlanarRectangle
  /// The line around everything.
  public let border: PlanarRectangle
  /// The neatline around the map.
  public let frame: PlanarRectangle
  /// Where the blocks stand, side by side.
  let columns: [PlanarRectangle]
  /// The line between the map and the blocks.
  let divider: [PlanarPoint]

  /// The parts of a paper.
  public init(_ paper: Paper) {
    let unit = Paper.unitsPerMillimeter
    style = SheetStyle(paper.size)
    page = PlanarRectangle(
      minX: 0, minY: 0, maxX: paper.width * unit, maxY: paper.height * unit)
    border = page.inset(by: style.length(9))
    let (band, padding) = (style.length(6.5), style.length(5))
    if paper.orientation == .landscape {
      let x = border.maxX - style.length(92)
      frame = PlanarRectangle(
        minX: border.minX, minY: border.minY, maxX: x, maxY: border.maxY
      ).inset(by: band)
      divider = [PlanarPoint(x: x, y: border.minY), PlanarPoint(x: x, y: border.maxY)]
      columns = [
        PlanarRectangle(minX: x, minY: border.minY, maxX: border.maxX, maxY: border.maxY)
          .inset(by: padding)
      ]
    } else {
      let y = border.maxY - style.length(92)
      frame = PlanarRectangle(
        minX: border.minX, minY: border.minY, maxX: border.maxX, maxY: y
      ).inset(by: band)
      divider = [PlanarPoint(x: border.minX, y: y), PlanarPoint(x: border.maxX, y: y)]
      let strip = PlanarRectangle(
        minX: border.minX, minY: y, maxX: border.maxX, maxY: border.maxY
      ).inset(by: padding)
      let gap = style.length(7)
      let width = (strip.width - 3 * gap) / 4
      columns = (0..<4).map { number in
        let x = strip.minX + (width + gap) * Double(number)
        return PlanarRectangle(minX: x, minY: strip.minY, maxX: x + width, maxY: strip.maxY)
      }
    }
  }

  /// The width of the blocks.
  var columnWidth: Double { columns[0].width }

  /// Where the map's own units lie on the sheet.
  public var placement: ScenePlacement {
    ScenePlacement(scale: style.mapFactor, dx: frame.minX, dy: frame.minY)
  }

  /// How large the map is in its own units.
  public var mapSize: (width: Double, height: Double) {
    (frame.width / style.mapFactor, frame.height / style.mapFactor)
  }
}

extension MapSheetLayout {
  /// How wide a map of the location is, in units.
  public var locationWidth: Double { columnWidth / style.mapFactor }
}
