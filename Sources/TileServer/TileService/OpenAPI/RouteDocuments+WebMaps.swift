import GeoCore

/// The routes of WMS and WMTS, whose capabilities tell more than can be told here.
extension RouteDocuments {
  private static let xml = "text/xml; charset=utf-8"

  /// The operation that is asked for; its other parameters are those of the standard.
  private static func operation(_ names: [String]) -> ParameterDescription {
    ParameterDescription(
      "REQUEST", LocalizedText("Operasi", "Operation"), .choice(names), example: "GetCapabilities"
    ).required
  }

  static let webMaps: [String: RouteDocument] = [
    "GET /wms": excepting(
      RouteDocument(
        "Web Map Service 1.3.0", "Web Map Service 1.3.0", tag: "OGC", "/wms",
        [operation(["GetCapabilities", "GetMap", "GetFeatureInfo", "GetLegendGraphic"])],
        answers: [xml, TileFormat.png.mediaType])),
    "GET /wmts": excepting(
      RouteDocument(
        "Web Map Tile Service 1.0.0", "Web Map Tile Service 1.0.0", tag: "OGC", "/wmts",
        [operation(["GetCapabilities", "GetTile", "GetFeatureInfo"])],
        answers: [xml, TileFormat.png.mediaType], statuses: [501])),
    "GET /wmts/1.0.0/{document}": excepting(
      RouteDocument(
        "Kemampuan WMTS", "Capabilities of the WMTS", tag: "OGC",
        "/wmts/1.0.0/WMTSCapabilities.xml", answers: [xml])),
    "GET /wmts/{layer}/{style}/{set}/{zoom}/{row}/{file}": tiles,
  ]

  private static var tiles: RouteDocument {
    let formats = [TileFormat.png, .mvt].map(\.mediaType)
    return excepting(
      RouteDocument(
        summary: LocalizedText("Ubin WMTS (baris sebelum kolom)", "WMTS tile (row before column)"),
        tag: "OGC", addresses: LayerDescription.all.map(address),
        answers: formats.map { ($0, RouteDocument.schema(of: $0)) }, statuses: [204, 404]))
  }

  /// A route whose refusals are exceptions of OWS, in XML.
  private static func excepting(_ document: RouteDocument) -> RouteDocument {
    var document = document
    document.exceptions = xml
    return document
  }

  private static func address(of entry: LayerDescription) -> RouteDocument.Address {
    let end = "\(WebMercatorQuad.id)/{z}/{row}/{col}"
    let formats = TileMatrixRoutes.formats(of: entry).map(\.rawValue)
    return RouteDocument.Address(
      path: "/wmts/\(entry.layer.rawValue)/{style}/\(end).{format}",
      parts: [RouteDocument.part("style", oneOf: entry.styles)] + RouteDocument.parts(of: end)
        + [RouteDocument.part("format", oneOf: formats)], parameters: entry.parameters,
      label: entry.layer.rawValue, title: entry.title)
  }
}
