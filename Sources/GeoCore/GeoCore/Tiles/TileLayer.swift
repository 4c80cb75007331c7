/// The layers that are drawn as tiles.
public enum TileLayer: String, Hashable, Sendable, CaseIterable {
  /// Boundaries of villages and of the areas above them.
  case villages
  /// How villages are covered by the programme.
  case coverage
  /// Density.
  case heat
  /// Areas with more or fewer reports around them than chance lets expect.
  case hotspots
  /// Where reports lie close together.
  case clusters
  /// Places that lodge guests.
  case accommodations
  /// Places of service.
  case servicePoints = "service-points"
  /// Immigration offices.
  case offices
  /// Outreach sessions.
  case activities
  /// Single reports.
  case tips
  /// Which villages should come next.
  case priority

  /// The layer of points that it is; `nil` for others.
  public var points: PointLayer? { PointLayer(rawValue: rawValue) }

  /// A layer of points.
  public init(_ points: PointLayer) {
    switch points {
    case .accommodations: self = .accommodations
    case .servicePoints: self = .servicePoints
    case .offices: self = .offices
    case .activities: self = .activities
    case .tips: self = .tips
    }
  }
}

/// The formats of tiles.
public enum TileFormat: String, Hashable, Sendable, CaseIterable {
  /// Mapbox vector tile 2.1.
  case mvt
  /// Palette PNG.
  case png
  /// Scalable vector graphics.
  case svg

  /// The media type.
  public var mediaType: String {
    switch self {
    case .mvt: "application/vnd.mapbox-vector-tile"
    case .png: "image/png"
    case .svg: "image/svg+xml"
    }
  }
}
