import GeoCore
import Hummingbird

/// `/collections`, `/collections/{collection}` and its queryables (OGC API – Features).
struct CollectionRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get("/collections", .needs(.read(.places)), use: list)
    router.get(
      "/collections/:collection", .collections(in: "collection", formats: ["json"]),
      use: collection)
    router.get(
      "/collections/:collection/queryables",
      .collections(in: "collection", formats: ["json"], withItems: true), use: queryables)
  }

  /// The collections that a role may see something of. Nothing is told of their contents here.
  @Sendable
  private func list(_ request: Request, context: ServiceRequestContext) throws -> Response {
    try request.queryParameters().requireDocument()
    let snapshot = try service.snapshot()
    let address = service.access.exposure.baseAddress(of: request)
    let role = context.caller.principal.role
    let publicLayers = service.operations.rules.current.publicLayers
    let seen = CollectionDescription.all.filter { collection in
      let isWithheld = context.caller.isAnonymous && publicLayers.withholds(collection.layer)
      return !isWithheld
        && collection.layer.entry.subjects.contains { role.mayRead($0) != .nowhere }
    }
    let document: JSONValue = [
      "links": [Link](
        [
          Link(relation: "self", address: "\(address)/collections", mediaType: MediaType.json)
        ]
      ).json,
      "crs": .texts(FeatureSystem.all.map(\.uri)),
      "collections": .list(
        seen.map {
          CollectionDocument(collection: $0, snapshot: snapshot, address: address).json()
        }),
    ]
    return try Representation(
      json: document.json, caching: .personal, generation: snapshot.generation
    ).response(to: request)
  }

  @Sendable
  private func collection(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let collection = try Self.collection(context)
    try request.queryParameters().replacing(["source"]).requireDocument()
    let address = service.access.exposure.baseAddress(of: request)
    return try await service.render(request, context) { job in
      let period = try job.snapshot.period(of: collection, for: job.disclosure)
      let document = CollectionDocument(
        collection: collection, snapshot: job.snapshot, address: address)
      return Representation(
        json: document.json(period: period).json, caching: collection.layer.caching,
        generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func queryables(_ request: Request, context: ServiceRequestContext) throws -> Response {
    let collection = try Self.collection(context)
    try request.queryParameters().requireDocument()
    guard collection.items != .none else {
      throw RequestError.unknownCollection(collection.id)
    }
    let document = CollectionDocument(
      collection: collection, snapshot: try service.snapshot(),
      address: service.access.exposure.baseAddress(of: request))
    return try Representation(
      Array(document.queryables.json.utf8), mediaType: MediaType.schema,
      caching: collection.layer.caching
    ).response(to: request)
  }

  /// The collection that a path names.
  /// - Throws: `RequestError.unknownCollection`.
  static func collection(_ context: ServiceRequestContext) throws -> CollectionDescription {
    let id = try context.part("collection")
    guard let collection = CollectionDescription.named(id) else {
      throw RequestError.unknownCollection(id)
    }
    return collection
  }
}
