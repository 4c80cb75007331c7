import GeoCore

/// The routes of OGC's interfaces.
extension RouteDocuments {
  static let standards: [String: RouteDocument] = documents.merging(collections) { first, _ in first
  }

  private static let json: [ParameterDescription] = [.format(["json"])]

  private static let documents: [String: RouteDocument] = [
    "GET /conformance": RouteDocument(
      "Kesesuaian dengan standar", "What the service conforms to", tag: "OGC", "/conformance", json),
    "GET /api": RouteDocument(
      "Uraian antarmuka", "Description of the interface", tag: "OGC", "/api", json,
      answers: [MediaType.openAPI]),
    "GET /api.html": RouteDocument(
      "Uraian antarmuka sebagai halaman", "Description of the interface as a page", tag: "OGC",
      "/api.html", answers: ["text/html; charset=utf-8"]),
    "GET /collections": RouteDocument(
      "Koleksi", "Collections", tag: "OGC", "/collections", json),
    "GET /tileMatrixSets": RouteDocument(
      "Kisi ubin", "Grids of tiles", tag: "OGC", "/tileMatrixSets", json),
    "GET /tileMatrixSets/{tileMatrixSet}": RouteDocument(
      "Satu kisi ubin", "A grid of tiles", tag: "OGC", "/tileMatrixSets/{tileMatrixSet}", json,
      statuses: [404]),
  ]

  private static let collections: [String: RouteDocument] = [
    "GET /collections/{collection}": perCollection("Koleksi", "Collection", "", json),
    "GET /collections/{collection}/queryables": perCollection(
      "Atribut untuk saringan", "What features can be chosen by", "/queryables", json,
      answers: [MediaType.schema], itemsOnly: true),
    "GET /collections/{collection}/items": perCollection(
      "Fitur", "Features", "/items", answers: [MediaType.geoJSON, MediaType.csv],
      itemsOnly: true, statuses: [406], \.itemParameters),
    "GET /collections/{collection}/items/{feature}": perCollection(
      "Satu fitur", "A feature", "/items/{feature}", ItemRoutes.itemParameters,
      answers: [MediaType.geoJSON], itemsOnly: true, statuses: [406]),
  ].merging(tileSets(.vector)) { first, _ in first }.merging(tileSets(.map)) { first, _ in first }

  private static func tileSets(_ type: TileSetDocument.DataType) -> [String: RouteDocument] {
    let path = "/\(type.path)"
    let formats = type.formats.map(\.rawValue)
    return [
      "GET /collections/{collection}\(path)": perCollection(
        "Daftar set ubin", "List of tile sets", path, json, \.tileParameters),
      "GET /collections/{collection}\(path)/{tileMatrixSet}": perCollection(
        "Set ubin", "Tile set", "\(path)/{tileMatrixSet}", json, \.tileParameters),
      "GET /collections/{collection}\(path)/{tileMatrixSet}/{z}/{row}/{col}": perCollection(
        "Ubin (baris sebelum kolom)", "Tile (row before column)",
        "\(path)/{tileMatrixSet}/{z}/{row}/{col}", [.format(formats)],
        answers: type.formats.map(\.mediaType), statuses: [204, 406], \.tileParameters),
    ]
  }

  private static func perCollection(
    _ indonesian: String, _ english: String, _ path: String,
    _ parameters: [ParameterDescription] = [], answers: [String] = [MediaType.json],
    itemsOnly: Bool = false, statuses: [Int] = [],
    _ own: (CollectionDescription) -> [ParameterDescription] = { _ in [] }
  ) -> RouteDocument {
    let listed = CollectionDescription.all.filter { !itemsOnly || $0.items != .none }
    return RouteDocument(
      summary: LocalizedText(indonesian, english), tag: "OGC",
      addresses: listed.map { collection in
        RouteDocument.Address(
          path: "/collections/\(collection.id)\(path)", parts: RouteDocument.parts(of: path),
          parameters: own(collection), label: collection.id, title: collection.title)
      }, parameters: parameters, answers: answers.map { ($0, RouteDocument.schema(of: $0)) },
      statuses: [404] + statuses)
  }
}
