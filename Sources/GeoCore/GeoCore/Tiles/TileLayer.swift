/// The layers that are drawn as tiles.
public enum TileLayer: String, Hashable, Sendable, CaseIterable {
  /// Boundaries of villages and of the areas above them.
  case villages
  /// Density.
  case heat

  /// The parameters that the layer knows, in the order in which documents list them.
  public var parameterNames: [String] {
    switch self {
    case .villages: ["level"]
    case .heat: HeatParameters.names
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
