/// A picture as a list of things to draw, the first beneath: what PNG and SVG are made of.
///
/// Lengths and coordinates are pixels at scale 1, x to the right and y downwards.
public struct Scene: Hashable, Sendable {
  /// Across, in pixels.
  public var width: Double
  /// Down, in pixels.
  public var height: Double
  /// What lies beneath everything; `nil` leaves the picture transparent.
  public var background: RGBA?
  /// What is drawn, in this order.
  public var items: [SceneItem]
  /// A name for readers who cannot see the picture.
  public var title: String?

  /// A picture of a size.
  public init(
    width: Double, height: Double, background: RGBA? = nil, items: [SceneItem] = [],
    title: String? = nil
  ) {
    self.width = width
    self.height = height
    self.background = background
    self.items = items
    self.title = title
  }
}

/// One thing in a picture.
public enum SceneItem: Hashable, Sendable {
  /// An area.
  case area(SceneArea)
  /// Areas that lie side by side, filled without seams.
  case mosaic(SceneMosaic)
  /// Open lines of one look, such as a rule, a scale bar or the borders of a map.
  case line(SceneLine)
  /// A dot.
  case marker(SceneMarker)
  /// A piece of text.
  case label(SceneLabel)
  /// Pixels, such as those of a heat map.
  case picture(ScenePicture)
  /// Things of which only what lies inside an area is seen.
  case clipped(SceneClip)
}

/// Things of which only what lies inside an area is seen.
public struct SceneClip: Hashable, Sendable {
  /// The area.
  public var polygons: [PlanarPolygon]
  /// What is drawn inside.
  public var items: [SceneItem]

  /// Things to draw inside an area.
  public init(to polygons: [PlanarPolygon], items: [SceneItem]) {
    self.polygons = polygons
    self.items = items
  }
}

/// How an area is filled.
public enum SceneFill: Hashable, Sendable {
  /// With a colour.
  case color(RGBA)
  /// With strokes that say that there is no value.
  case hatch(HatchPattern)
}

/// How a line is drawn.
public struct SceneStroke: Hashable, Sendable {
  /// The colour.
  public var color: RGBA
  /// The width in pixels.
  public var width: Double
  /// Lengths of dashes and gaps in turn, in pixels; empty for an unbroken line.
  public var dash: [Double]

  /// A stroke.
  public init(color: RGBA, width: Double, dash: [Double] = []) {
    self.color = color
    self.width = width
    self.dash = dash
  }
}

/// An area of a picture.
public struct SceneArea: Hashable, Sendable {
  /// The parts.
  public var polygons: [PlanarPolygon]
  /// The fill; `nil` for none.
  public var fill: SceneFill?
  /// The outline; `nil` for none.
  public var stroke: SceneStroke?
  /// The name of its class in SVG, such as `village-indicative`; `nil` for one without meaning.
  public var className: String?
  /// What a pointer resting on it shows, and a screen reader says.
  public var title: String?

  /// An area.
  public init(
    polygons: [PlanarPolygon], fill: SceneFill? = nil, stroke: SceneStroke? = nil,
    className: String? = nil, title: String? = nil
  ) {
    self.polygons = polygons
    self.fill = fill
    self.stroke = stroke
    self.className = className
    self.title = title
  }
}

/// Areas of a picture that lie side by side, such as those of a choropleth.
///
/// They are filled together, so that the ground does not show through where two of them share an edge:
/// antialiasing one after the other would leave a pale seam there. Outer rings must run clockwise on the
/// screen and holes the other way; the areas' strokes are not drawn.
public struct SceneMosaic: Hashable, Sendable {
  /// The areas.
  public var areas: [SceneArea]

  /// Areas side by side.
  public init(_ areas: [SceneArea]) { self.areas = areas }
}

/// Open lines of a picture that look alike.
public struct SceneLine: Hashable, Sendable {
  /// The vertices of each.
  public var parts: [[PlanarPoint]]
  /// How it is drawn.
  public var stroke: SceneStroke
  /// The name of its class in SVG; `nil` for one without meaning.
  public var className: String?

  /// Lines.
  public init(parts: [[PlanarPoint]], stroke: SceneStroke, className: String? = nil) {
    self.parts = parts
    self.stroke = stroke
    self.className = className
  }

  /// A line.
  public init(points: [PlanarPoint], stroke: SceneStroke, className: String? = nil) {
    self.init(parts: [points], stroke: stroke, className: className)
  }
}

/// A dot of a picture.
public struct SceneMarker: Hashable, Sendable {
  /// The middle.
  public var center: PlanarPoint
  /// The radius in pixels.
  public var radius: Double
  /// The fill.
  public var fill: RGBA
  /// The outline; `nil` for none.
  public var stroke: SceneStroke?
  /// What a pointer resting on it shows.
  public var title: String?

  /// A dot.
  public init(
    center: PlanarPoint, radius: Double, fill: RGBA, stroke: SceneStroke? = nil,
    title: String? = nil
  ) {
    self.center = center
    self.radius = radius
    self.fill = fill
    self.stroke = stroke
    self.title = title
  }
}
