import GeoCore

/// What is told of the tiles of a collection: a tile set (OGC 17-083r4, 2D Tile Matrix Set and Tile Set Metadata).
struct TileSetDocument {
  /// What tiles are of.
  enum DataType: String {
    case vector
    case map

    /// The part of the path before the tile set.
    var path: String { self == .vector ? "tiles" : "map/tiles" }
    /// The formats.
    var formats: [TileFormat] { self == .vector ? [.mvt] : [.png, .svg] }
  }

  let collection: CollectionDescription
  let snapshot: DatasetSnapshot
  let address: String
  let dataType: DataType
  /// The parameters, still encoded, that the tiles are to bear.
  let query: String
  /// The zooms that the role may ask for.
  let zooms: ClosedRange<Int>

  private var listPath: String {
    "\(address)/collections/\(collection.id)/\(dataType.path)"
  }

  private var path: String { "\(listPath)/\(WebMercatorQuad.id)" }

  /// The list of tile sets, which has one.
  var list: JSONValue {
    [
      "tilesets": [
        .object(
          head + [
            (
              "links",
              [Link(relation: "self", address: path + query, mediaType: MediaType.json)].json
            )
          ])
      ], "links": [Link(relation: "self", address: listPath, mediaType: MediaType.json)].json,
    ]
  }

  /// The tile set.
  var json: JSONValue {
    let layers: [(String, JSONValue)] =
      dataType == .map
      ? [] : [("layers", .list(collection.layer.entry.vectorLayers.map(Self.layer)))]
    return .object(
      head + [
        ("tileMatrixSetLimits", .list(zooms.map(limits))),
        (
          "boundingBox",
          [
            "lowerLeft": [.number(box.minX), .number(box.minY)],
            "upperRight": [.number(box.maxX), .number(box.maxY)],
            "crs": .text(FeatureSystem.crs84.uri),
          ]
        ),
      ] + layers + [("links", links.json)])
  }

  private var head: [(String, JSONValue)] {
    [
      ("title", .text(collection.title.indonesian)), ("dataType", .text(dataType.rawValue)),
      ("crs", .text(WebMercatorQuad.system)), ("tileMatrixSetURI", .text(WebMercatorQuad.uri)),
    ]
  }

  private var box: Envelope { snapshot.extent.isEmpty ? .indonesia : snapshot.extent }

  /// The rows and columns of a zoom that have data.
  private func limits(_ zoom: Int) -> JSONValue {
    let last = (1 << zoom) - 1
    let (west, east) = (WebMercator.unitX(box.minX), WebMercator.unitX(box.maxX))
    let (north, south) = (WebMercator.unitY(box.maxY), WebMercator.unitY(box.minY))
    func tile(_ position: Double) -> JSONValue {
      .number(Double(min(max(Int(position * Double(last + 1)), 0), last)))
    }
    return [
      "tileMatrix": "\(zoom)", "minTileRow": tile(north), "maxTileRow": tile(south),
      "minTileCol": tile(west), "maxTileCol": tile(east),
    ]
  }

  private var links: [Link] {
    let templates = dataType.formats.map { format in
      Link(
        relation: "item",
        address: "\(path)/{tileMatrix}/{tileRow}/{tileCol}"
          + (query.isEmpty ? "?" : query + "&") + "f=\(format.rawValue)",
        mediaType: format.mediaType, isTemplate: true)
    }
    return [Link(relation: "self", address: path + query, mediaType: MediaType.json)]
      + templates + [
        Link(
          relation: Link.ogc("tiling-scheme"),
          address: "\(address)/tileMatrixSets/\(WebMercatorQuad.id)", mediaType: MediaType.json),
        Link(
          relation: "describedby",
          address: "\(address)/tiles/\(collection.layer.rawValue).json\(query)",
          mediaType: MediaType.json, title: "TileJSON"),
      ]
  }

  private static func layer(_ layer: VectorLayerDescription) -> JSONValue {
    [
      "id": .text(layer.name), "dataType": "vector",
      "minTileMatrix": "\(layer.zooms.lowerBound)", "maxTileMatrix": "\(layer.zooms.upperBound)",
      "propertiesSchema": [
        "type": "object",
        "properties": .object(layer.properties.map { ($0.name, $0.schema) }),
      ],
    ]
  }
}
