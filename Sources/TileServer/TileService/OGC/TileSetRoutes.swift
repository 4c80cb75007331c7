import GeoCore
import Hummingbird

/// `/tileMatrixSets` and the tiles of collections (OGC API – Tiles 1.0): those of `/tiles/{layer}`, row before column.
struct TileSetRoutes: Sendable {
  let service: ServiceContext
  private let tiles: TileRoutes

  init(service: ServiceContext) {
    self.service = service
    tiles = TileRoutes(service: service)
  }

  func add(to router: PolicyRouter) {
    router.get("/tileMatrixSets", .needs(.everyone), use: matrixSets)
    router.get("/tileMatrixSets/:tileMatrixSet", .needs(.everyone), use: matrixSet)
    add(.vector, to: router)
    add(.map, to: router)
  }

  private func add(_ type: TileSetDocument.DataType, to router: PolicyRouter) {
    let path = "/collections/:collection/\(type.path)"
    let documents = RoutePolicy.collections(in: "collection", formats: ["json"])
    let formats = type.formats.map(\.rawValue)
    router.get(path, documents) { request, context in
      try await document(type, request, context) { $0.list }
    }
    router.get("\(path)/:tileMatrixSet", documents) { request, context in
      try Self.requireMatrixSet(context)
      return try await document(type, request, context) { $0.json }
    }
    router.get(
      "\(path)/:tileMatrixSet/:z/:row/:col",
      .collections(in: "collection", formats: formats)
    ) { request, context in try await tile(type, request, context) }
  }

  // MARK: Tile matrix sets

  @Sendable
  private func matrixSets(_ request: Request, context: ServiceRequestContext) throws -> Response {
    try request.queryParameters().requireDocument()
    let address = service.access.exposure.baseAddress(of: request)
    let document: JSONValue = [
      "tileMatrixSets": [
        [
          "id": .text(WebMercatorQuad.id), "title": "Google Maps Compatible for the World",
          "uri": .text(WebMercatorQuad.uri),
          "links": [
            Link(
              relation: "self", address: "\(address)/tileMatrixSets/\(WebMercatorQuad.id)",
              mediaType: MediaType.json
            ).json
          ],
        ]
      ]
    ]
    return try Representation(json: document.json, caching: .shared).response(to: request)
  }

  @Sendable
  private func matrixSet(_ request: Request, context: ServiceRequestContext) throws -> Response {
    try Self.requireMatrixSet(context)
    try request.queryParameters().requireDocument()
    let document = WebMercatorQuad.json(service.access.exposure.baseAddress(of: request))
    return try Representation(json: document.json, caching: .shared).response(to: request)
  }

  private static func requireMatrixSet(_ context: ServiceRequestContext) throws {
    let id = try context.part("tileMatrixSet")
    guard id == WebMercatorQuad.id else {
      throw ProblemDetails(
        status: .notFound, code: "unknown-tile-matrix-set",
        detail: "there is no tile matrix set '\(id)'; there is \(WebMercatorQuad.id)")
    }
  }

  // MARK: Tile sets

  private func document(
    _ type: TileSetDocument.DataType, _ request: Request, _ context: ServiceRequestContext,
    _ part: @escaping @Sendable (TileSetDocument) -> JSONValue
  ) async throws -> Response {
    let collection = try CollectionRoutes.collection(context)
    let query = try request.queryParameters()
    if let format = query["f"], format != "json" { try query.requireDocument() }
    let snapshot = try service.snapshot()
    let role = context.caller.principal.role
    _ = try Self.content(collection, query, snapshot.zone, role)
    let address = service.access.exposure.baseAddress(of: request)
    let parameters = request.query(without: ["f"], adding: [])
    return try await service.render(request, context) { job in
      let document = TileSetDocument(
        collection: collection, snapshot: job.snapshot, address: address, dataType: type,
        query: parameters, zooms: collection.layer.entry.zooms(for: role))
      return Representation(
        json: part(document).json, caching: collection.layer.caching,
        generation: job.snapshot.generation)
    }
  }

  /// Checks the parameters of tiles.
  private static func content(
    _ collection: CollectionDescription, _ query: QueryParameters, _ zone: TimeZoneOffset,
    _ role: Role
  ) throws -> TileRequest.Content {
    try TileRequest.Content(
      collection.layer, try parameters(collection, query), zone: zone, for: role)
  }

  /// The parameters of the layer: those given, but for the format, and those that the collection is fixed to.
  private static func parameters(
    _ collection: CollectionDescription, _ query: QueryParameters
  ) throws(RequestError) -> QueryParameters {
    let own = try query.replacing(["f"])
    try own.requireDescribed(collection.tileParameters)
    return try own.replacing([], with: collection.fixedParameters)
  }

  // MARK: Tiles

  private func tile(
    _ type: TileSetDocument.DataType, _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    let collection = try CollectionRoutes.collection(context)
    try Self.requireMatrixSet(context)
    let format = try TileFormat.wanted(by: request, among: type.formats)
    let query = try Self.parameters(collection, try request.queryParameters())
    let (zoom, row, column) = (
      try context.part("z"), try context.part("row"), try context.part("col")
    )
    do {
      guard row.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw RequestError.outsideMatrix("\(zoom)/\(row)/\(column)")
      }
      let response = try await tiles.answer(request, context) { zone, role in
        try TileRequest(
          layer: collection.layer.rawValue, zoom: zoom, x: column,
          rest: "\(row).\(format.rawValue)", query: query, zone: zone, for: role)
      }
      return response.varyingByAccept
    } catch RequestError.outsideMatrix(let place) {
      // The standard's status for a tile that the matrix set does not have.
      throw ProblemDetails(
        status: .notFound, code: "outside-matrix",
        detail: "\(RequestError.outsideMatrix(place))")
    }
  }
}

extension TileFormat: NegotiatedFormat {}
