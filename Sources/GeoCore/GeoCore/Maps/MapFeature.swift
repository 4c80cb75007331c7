public import GeoPrimitives
public import MapRendering

/// Something that a map shows at a place.
public struct MapFeature: Sendable {
  /// The layer that shows it.
  public let layer: TileLayer
  /// What tells it from others of its layer; `nil` for what has none, such as a density.
  public var id: String?
  /// Where it is; `nil` where nothing but the properties is told.
  public var geometry: Geometry?
  /// The box around it, in degrees, where the geometry is not told.
  public var box: Envelope?
  /// What is told of it: the attributes of vector tiles, and for densities values per square kilometre.
  public var properties: [VectorTileTag]

  /// Something with its properties.
  public init(
    layer: TileLayer, id: String? = nil, geometry: Geometry? = nil, box: Envelope? = nil,
    properties: [VectorTileTag]
  ) {
    self.layer = layer
    self.id = id
    self.geometry = geometry
    self.box = box
    self.properties = properties
  }
}
