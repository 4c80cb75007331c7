import GeoCore

/// What the WMTS offers to somebody: the answer to GetCapabilities.
struct TileMatrixCapabilities {
  let layers: VisibleLayers
  /// The server's address without a path.
  let address: String

  /// The document.
  var document: [UInt8] {
    XMLElement(
      "Capabilities",
      [
        "xmlns": "http://www.opengis.net/wmts/1.0", "xmlns:ows": "http://www.opengis.net/ows/1.1",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation":
          "http://www.opengis.net/wmts/1.0 http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd",
        "version": "1.0.0",
      ],
      [
        identification, operations,
        XMLElement("Contents", [:], layers.entries.map(layer) + [matrixSet]),
        XMLElement(
          "ServiceMetadataURL",
          ["xlink:href": "\(address)/wmts/1.0.0/WMTSCapabilities.xml"]),
      ]
    ).document
  }

  // MARK: Service

  private var identification: XMLElement {
    let keywords = WebMapCapabilities.keywords.map { XMLElement("ows:Keyword", text: $0) }
    return XMLElement(
      "ows:ServiceIdentification", [:],
      [
        XMLElement("ows:Title", text: WebMapCapabilities.title),
        XMLElement("ows:Abstract", text: WebMapCapabilities.abstract),
        XMLElement("ows:Keywords", [:], keywords),
        XMLElement("ows:ServiceType", text: "OGC WMTS"),
        XMLElement("ows:ServiceTypeVersion", text: "1.0.0"),
        XMLElement("ows:Fees", text: "none"),
        XMLElement("ows:AccessConstraints", text: WebMapCapabilities.accessConstraints),
      ])
  }

  private var operations: XMLElement {
    XMLElement(
      "ows:OperationsMetadata", [:],
      ["GetCapabilities", "GetTile", "GetFeatureInfo"].map(operation))
  }

  private func operation(_ name: String) -> XMLElement {
    let values = XMLElement("ows:AllowedValues", [:], [XMLElement("ows:Value", text: "KVP")])
    let constraint = XMLElement("ows:Constraint", ["name": "GetEncoding"], [values])
    let get = XMLElement("ows:Get", ["xlink:href": "\(address)/wmts?"], [constraint])
    return XMLElement(
      "ows:Operation", ["name": name],
      [XMLElement("ows:DCP", [:], [XMLElement("ows:HTTP", [:], [get])])])
  }

  // MARK: Layers

  private func layer(_ entry: VisibleLayers.Entry) -> XMLElement {
    let head = [
      XMLElement("ows:Title", text: entry.layer.title.indonesian),
      XMLElement("ows:Abstract", text: entry.layer.abstract.indonesian), box,
      XMLElement("ows:Identifier", text: entry.name),
    ]
    let formats = TileMatrixRoutes.formats(of: entry.layer)
    return XMLElement(
      "Layer", [:],
      head + entry.layer.styles.map { style(entry, $0) }
        + formats.map { XMLElement("Format", text: $0.mediaType) }
        + WebMapCapabilities.infoFormats.map { XMLElement("InfoFormat", text: $0) }
        + [link(entry)] + formats.map { template(entry, $0) })
  }

  private var box: XMLElement {
    func corner(_ x: Double, _ y: Double) -> String {
      "\(JSONText.number(x, decimals: 7)) \(JSONText.number(y, decimals: 7))"
    }
    return XMLElement(
      "ows:WGS84BoundingBox", [:],
      [
        XMLElement("ows:LowerCorner", text: corner(layers.box.minX, layers.box.minY)),
        XMLElement("ows:UpperCorner", text: corner(layers.box.maxX, layers.box.maxY)),
      ])
  }

  private func style(_ entry: VisibleLayers.Entry, _ name: String) -> XMLElement {
    let legend =
      "\(address)/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=\(entry.name)"
      + "&STYLE=\(name)&FORMAT=image/png"
    let isUsual = name == entry.layer.styles.first
    return XMLElement(
      "Style", isUsual ? ["isDefault": "true"] : [:],
      [
        XMLElement("ows:Title", text: "\(entry.layer.title.indonesian) (\(name))"),
        XMLElement("ows:Identifier", text: name),
        XMLElement("LegendURL", ["format": "image/png", "xlink:href": legend]),
      ])
  }

  /// The set, and in which of its tiles there is something for whoever asks.
  private func link(_ entry: VisibleLayers.Entry) -> XMLElement {
    let limits = entry.zooms.compactMap { zoom -> XMLElement? in
      let box = layers.box
      guard
        let first = TileID(
          containing: Coordinate(longitude: box.minX, latitude: box.maxY), zoom: zoom),
        let last = TileID(
          containing: Coordinate(longitude: box.maxX, latitude: box.minY), zoom: zoom)
      else { return nil }
      return XMLElement(
        "TileMatrixLimits", [:],
        [
          XMLElement("TileMatrix", text: "\(zoom)"), XMLElement("MinTileRow", text: "\(first.y)"),
          XMLElement("MaxTileRow", text: "\(last.y)"),
          XMLElement("MinTileCol", text: "\(first.x)"),
          XMLElement("MaxTileCol", text: "\(last.x)"),
        ])
    }
    return XMLElement(
      "TileMatrixSetLink", [:],
      [
        XMLElement("TileMatrixSet", text: TileMatrix.set),
        XMLElement("TileMatrixSetLimits", [:], limits),
      ])
  }

  private func template(_ entry: VisibleLayers.Entry, _ format: TileFormat) -> XMLElement {
    XMLElement(
      "ResourceURL",
      [
        "format": format.mediaType, "resourceType": "tile",
        "template":
          "\(address)/wmts/\(entry.name)/{style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}"
          + ".\(format.rawValue)",
      ])
  }

  // MARK: Tile matrices

  private var matrixSet: XMLElement {
    XMLElement(
      "TileMatrixSet", [:],
      [
        XMLElement("ows:Identifier", text: TileMatrix.set),
        XMLElement("ows:SupportedCRS", text: "urn:ogc:def:crs:EPSG::3857"),
        XMLElement(
          "WellKnownScaleSet", text: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible"),
      ] + (0...TileID.maximumZoom).map(matrix))
  }

  private func matrix(_ zoom: Int) -> XMLElement {
    let edge = WebMercator.halfExtentMeters
    return XMLElement(
      "TileMatrix", [:],
      [
        XMLElement("ows:Identifier", text: "\(zoom)"),
        XMLElement(
          "ScaleDenominator", text: "\(TileMatrix.scaleDenominator(zoom: Double(zoom)))"),
        XMLElement("TopLeftCorner", text: "\(-edge) \(edge)"),
        XMLElement("TileWidth", text: "256"), XMLElement("TileHeight", text: "256"),
        XMLElement("MatrixWidth", text: "\(1 << zoom)"),
        XMLElement("MatrixHeight", text: "\(1 << zoom)"),
      ])
  }
}
