/// Writes vector tiles (Mapbox Vector Tile specification 2.1), not compressed.
public enum VectorTileEncoder {
  /// The media type of a vector tile.
  public static let mediaType = "application/vnd.mapbox-vector-tile"

  /// A tile of layers in the given order; those without features are left out, as the specification
  /// asks, so a tile of none is empty. The same features give the same bytes.
  public static func encode(_ layers: [VectorTileLayer]) -> [UInt8] {
    var writer = ProtobufWriter()
    for layer in layers where !layer.isEmpty { writer.field(3, bytes: layer.message) }
    return writer.bytes
  }

  /// The layer of a heat map's isobands.
  /// - Parameters:
  ///   - bands: The bands in pixels.
  ///   - name: The layer's name.
  ///   - tileSide: The tile's width in the same pixels.
  ///   - extent: Tile units across.
  /// - Returns: One feature a class, with `band`, `lower` and, but for the highest class, `upper`.
  public static func layer(
    of bands: [Isoband], name: String = "heat", tileSide: Double = 256, extent: Int = 4096
  ) -> VectorTileLayer {
    var layer = VectorTileLayer(name: name, extent: extent)
    for band in bands {
      var tags: [VectorTileTag] = [
        ("band", .integer(Int64(band.band))), ("lower", .double(band.lower)),
      ]
      if let upper = band.upper { tags.append(("upper", .double(upper))) }
      let units = band.polygons.map { $0.scaled(by: Double(extent) / tileSide) }
      layer.add(polygons: units, id: UInt64(band.band + 1), tags: tags)
    }
    return layer
  }
}
