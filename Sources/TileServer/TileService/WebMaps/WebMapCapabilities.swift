import GeoCore

/// What the WMS offers to somebody: the answer to GetCapabilities.
struct WebMapCapabilities {
  let layers: VisibleLayers
  let version: WebMapVersion
  /// The server's address without a path.
  let address: String

  /// What the service says of itself, without names of persons.
  static let title = "PetaBinaan"
  static let abstract =
    "Peta pemantauan Desa Binaan Imigrasi: batas wilayah, cakupan program, kepadatan laporan dan titik "
    + "layanan. Kepadatan laporan bukan ukuran pelanggaran. Lapisan yang tampil mengikuti hak akses pemakai."
  static let keywords = ["Desa Binaan Imigrasi", "batas desa", "cakupan", "kepadatan"]
  static let accessConstraints =
    "Lapisan yang berasal dari laporan memerlukan token (HTTP Basic atau Bearer)."
  static let infoFormats = ["application/json", "application/geo+json", "text/plain", "text/html"]

  private var isNew: Bool { version == .v1_3_0 }
  private var endpoint: String { "\(address)/wms?" }

  /// The document.
  var document: [UInt8] {
    let parts = [service, XMLElement("Capability", [:], [request, exceptions, root])]
    guard isNew else {
      return XMLElement("WMT_MS_Capabilities", ["version": "1.1.1"], parts).document
    }
    return XMLElement(
      "WMS_Capabilities",
      [
        "version": "1.3.0", "xmlns": "http://www.opengis.net/wms",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation":
          "http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd",
      ], parts
    ).document
  }

  // MARK: Service

  private var service: XMLElement {
    var elements = [
      XMLElement("Name", text: isNew ? "WMS" : "OGC:WMS"),
      XMLElement("Title", text: Self.title), XMLElement("Abstract", text: Self.abstract),
      XMLElement("KeywordList", [:], Self.keywords.map { XMLElement("Keyword", text: $0) }),
      resource("\(address)/"), XMLElement("Fees", text: "none"),
      XMLElement("AccessConstraints", text: Self.accessConstraints),
    ]
    if isNew {
      elements += [
        XMLElement("LayerLimit", text: "\(WebMapRequest.layerLimit)"),
        XMLElement("MaxWidth", text: "4096"), XMLElement("MaxHeight", text: "4096"),
      ]
    }
    return XMLElement("Service", [:], elements)
  }

  private var request: XMLElement {
    let capabilities = isNew ? "text/xml" : "application/vnd.ogc.wms_xml"
    return XMLElement(
      "Request", [:],
      [
        operation("GetCapabilities", [capabilities]),
        operation("GetMap", WebMapRequest.formats),
        operation("GetFeatureInfo", Self.infoFormats),
      ])
  }

  private func operation(_ name: String, _ formats: [String]) -> XMLElement {
    let get = XMLElement("Get", [:], [resource(endpoint)])
    let http = XMLElement("DCPType", [:], [XMLElement("HTTP", [:], [get])])
    return XMLElement(name, [:], formats.map { XMLElement("Format", text: $0) } + [http])
  }

  private func resource(_ address: String) -> XMLElement {
    var link: KeyValuePairs<String, String> = ["xlink:type": "simple", "xlink:href": address]
    if !isNew {
      link = [
        "xmlns:xlink": "http://www.w3.org/1999/xlink", "xlink:type": "simple",
        "xlink:href": address,
      ]
    }
    return XMLElement("OnlineResource", link)
  }

  private var exceptions: XMLElement {
    let old = [
      "application/vnd.ogc.se_xml", "application/vnd.ogc.se_inimage",
      "application/vnd.ogc.se_blank",
    ]
    let formats = isNew ? ["XML", "INIMAGE", "BLANK"] : old
    return XMLElement("Exception", [:], formats.map { XMLElement("Format", text: $0) })
  }

  // MARK: Layers

  /// The service as a whole, which has no name and so is not drawn at once, and in it the layers.
  private var root: XMLElement {
    let systems = WebMapSystem.names(version).map { XMLElement(isNew ? "CRS" : "SRS", text: $0) }
    let head = [XMLElement("Title", text: Self.title), XMLElement("Abstract", text: Self.abstract)]
    return XMLElement("Layer", [:], head + systems + boxes + layers.entries.map(layer))
  }

  private var boxes: [XMLElement] {
    let box = layers.box
    let meters = WebMercator.meters(of: box)
    let mercator = extent("EPSG:3857", meters.minX, meters.minY, meters.maxX, meters.maxY, 2)
    guard isNew else {
      return [
        XMLElement(
          "LatLonBoundingBox",
          [
            "minx": Self.number(box.minX), "miny": Self.number(box.minY),
            "maxx": Self.number(box.maxX), "maxy": Self.number(box.maxY),
          ]), mercator, extent("EPSG:4326", box.minX, box.minY, box.maxX, box.maxY),
      ]
    }
    return [
      XMLElement(
        "EX_GeographicBoundingBox", [:],
        [
          XMLElement("westBoundLongitude", text: Self.number(box.minX)),
          XMLElement("eastBoundLongitude", text: Self.number(box.maxX)),
          XMLElement("southBoundLatitude", text: Self.number(box.minY)),
          XMLElement("northBoundLatitude", text: Self.number(box.maxY)),
        ]), mercator, extent("CRS:84", box.minX, box.minY, box.maxX, box.maxY),
      extent("EPSG:4326", box.minY, box.minX, box.maxY, box.maxX),
    ]
  }

  private func extent(
    _ system: String, _ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double,
    _ decimals: Int = 7
  ) -> XMLElement {
    XMLElement(
      "BoundingBox",
      [
        isNew ? "CRS" : "SRS": system, "minx": Self.number(minX, decimals),
        "miny": Self.number(minY, decimals), "maxx": Self.number(maxX, decimals),
        "maxy": Self.number(maxY, decimals),
      ])
  }

  private func layer(_ entry: VisibleLayers.Entry) -> XMLElement {
    let head = [
      XMLElement("Name", text: entry.name), XMLElement("Title", text: entry.layer.title.indonesian),
      XMLElement("Abstract", text: abstract(of: entry)),
    ]
    let styles = entry.layer.styles.map { style(entry, $0) }
    return XMLElement(
      "Layer", ["queryable": "1"], head + boxes + times(of: entry) + styles + scales(of: entry))
  }

  /// What the layer shows, and the parameters that it takes besides those of the standard.
  private func abstract(of entry: VisibleLayers.Entry) -> String {
    let names = entry.layer.parameterNames
    let text = entry.layer.abstract.indonesian
    let summary = text.hasSuffix(".") ? text : text + "."
    return names.isEmpty ? summary : "\(summary) Parameter: \(names.joined(separator: ", "))."
  }

  private func times(of entry: VisibleLayers.Entry) -> [XMLElement] {
    guard let (start, end) = entry.period else { return [] }
    let isDay = entry.layer.timeParameter?.schema == .day
    let usual = isDay ? end : "\(start)/\(end)"
    let values = isDay ? "\(start)/\(end)/P1D" : "\(start)/\(end)/PT1S"
    if isNew {
      return [
        XMLElement(
          "Dimension", ["name": "time", "units": "ISO8601", "default": usual], text: values)
      ]
    }
    return [
      XMLElement("Dimension", ["name": "time", "units": "ISO8601"]),
      XMLElement("Extent", ["name": "time", "default": usual], text: values),
    ]
  }

  private func style(_ entry: VisibleLayers.Entry, _ name: String) -> XMLElement {
    let legend =
      "\(address)/wms?SERVICE=WMS&VERSION=\(version.rawValue)&REQUEST=GetLegendGraphic"
      + "&LAYER=\(entry.name)&STYLE=\(name)&FORMAT=image/png"
    // The older version wants a width and a height, which depend on the data; clients ask it for legends
    // without an address.
    let legends = XMLElement(
      "LegendURL", [:], [XMLElement("Format", text: "image/png"), resource(legend)])
    return XMLElement(
      "Style", [:],
      [
        XMLElement("Name", text: name),
        XMLElement("Title", text: "\(entry.layer.title.indonesian) (\(name))"),
      ] + (isNew ? [legends] : []))
  }

  /// The finest scale that may be asked for, where a role has one: half a zoom beyond its finest tiles.
  private func scales(of entry: VisibleLayers.Entry) -> [XMLElement] {
    guard entry.zooms.upperBound < TileID.maximumZoom else { return [] }
    let denominator = TileMatrix.scaleDenominator(zoom: Double(entry.zooms.upperBound) + 0.5)
    if isNew { return [XMLElement("MinScaleDenominator", text: Self.number(denominator, 1))] }
    // The diagonal of a pixel of 0.28 mm, on the ground.
    let hint = denominator * 0.00028 * 2.0.squareRoot()
    return [XMLElement("ScaleHint", ["min": Self.number(hint, 4), "max": "0"])]
  }

  private static func number(_ value: Double, _ decimals: Int = 7) -> String {
    JSONText.number(value, decimals: decimals)
  }
}
