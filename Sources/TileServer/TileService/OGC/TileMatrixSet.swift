import GeoCore

/// The one grid of tiles that the service has: `WebMercatorQuad` (OGC 17-083r4, annex D.1), zooms 0 to 20.
enum WebMercatorQuad {
  static let id = "WebMercatorQuad"
  static let uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
  static let system = "http://www.opengis.net/def/crs/EPSG/0/3857"

  /// The scale denominator of zoom 0, for pixels of 0.28 mm.
  private static let scaleDenominator = 559_082_264.028_717_8
  /// The size of a pixel of zoom 0 in metres.
  private static let cellSize = 156_543.033_928_041
  /// The corner from which rows and columns are counted, in metres.
  private static let corner = 20_037_508.342_789_24

  /// The whole definition.
  static func json(_ address: String) -> JSONValue {
    [
      "id": .text(id), "title": "Google Maps Compatible for the World", "uri": .text(uri),
      "crs": .text(system), "orderedAxes": ["X", "Y"],
      "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
      "tileMatrices": .list((0...TileID.maximumZoom).map(matrix)),
      "links": [
        Link(
          relation: "self", address: "\(address)/tileMatrixSets/\(id)", mediaType: MediaType.json
        ).json
      ],
    ]
  }

  private static func matrix(_ zoom: Int) -> JSONValue {
    let side = Double(1 << zoom)
    return [
      "id": "\(zoom)", "scaleDenominator": .number(scaleDenominator / side),
      "cellSize": .number(cellSize / side), "cornerOfOrigin": "topLeft",
      "pointOfOrigin": [.number(-corner), .number(corner)], "tileWidth": 256, "tileHeight": 256,
      "matrixWidth": .number(side), "matrixHeight": .number(side),
    ]
  }
}
