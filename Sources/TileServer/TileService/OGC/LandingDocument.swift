import GeoCore

/// What the service has and what it conforms to (OGC API – Common, – Features, – Tiles).
enum LandingDocument {
  /// The landing page.
  static func json(_ address: String) -> JSONValue {
    [
      "title": "PetaBinaan",
      "description": """
      Peta desa binaan imigrasi: batas, cakupan, titik layanan dan kepadatan laporan. / \
      Maps of the mentored villages: boundaries, coverage, service points and density of reports.
      """,
      "links": links(address).json,
    ]
  }

  private static func links(_ address: String) -> [Link] {
    [
      Link(relation: "self", address: "\(address)/?f=json", mediaType: MediaType.json),
      Link(relation: "alternate", address: "\(address)/", mediaType: "text/html", title: "Peta"),
      Link(relation: "service-desc", address: "\(address)/api", mediaType: MediaType.openAPI),
      Link(relation: "service-doc", address: "\(address)/api.html", mediaType: "text/html"),
      Link(relation: "conformance", address: "\(address)/conformance", mediaType: MediaType.json),
      Link(
        relation: Link.ogc("conformance"), address: "\(address)/conformance",
        mediaType: MediaType.json),
      Link(relation: "data", address: "\(address)/collections", mediaType: MediaType.json),
      Link(
        relation: Link.ogc("data"), address: "\(address)/collections", mediaType: MediaType.json),
      Link(
        relation: Link.ogc("tiling-schemes"), address: "\(address)/tileMatrixSets",
        mediaType: MediaType.json),
    ]
  }

  /// What the service conforms to.
  static let conformance: JSONValue = ["conformsTo": .texts(classes)]

  private static let classes =
    classes("ogcapi-common-1/1.0", ["core", "json", "oas30"])
    + classes("ogcapi-common-2/1.0", ["collections"])
    + classes("ogcapi-features-1/1.0", ["core", "oas30", "geojson"])
    + classes("ogcapi-features-2/1.0", ["crs"])
    + classes(
      "ogcapi-features-3/1.0",
      ["queryables", "queryables-query-parameters", "filter", "features-filter"])
    + classes(
      "cql2/1.0",
      [
        "cql2-text", "basic-cql2", "advanced-comparison-operators", "basic-spatial-functions",
        "basic-spatial-functions-plus",
      ])
    + classes(
      "ogcapi-tiles-1/1.0",
      ["core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "png", "oas30"])
    + classes("tms/2.0", ["tilematrixset", "json-tilematrixset", "tilesetmetadata"])

  private static func classes(_ standard: String, _ names: [String]) -> [String] {
    names.map { "http://www.opengis.net/spec/\(standard)/conf/\($0)" }
  }
}
