import GeoCore
import HTTPTypes
import Hummingbird

/// `/cache`: the drawn tiles in memory and on the disk, for administrators.
struct CacheRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get("/cache", .needs(.read(.administration)), use: status)
    router.post("/cache/clear", .needs(.write(.administration)), use: clear)
    router.post("/cache/seed", .needs(.write(.administration)), use: seed)
    router.delete("/cache/seed", .needs(.write(.administration)), use: stop)
  }

  @Sendable
  private func status(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try request.queryParameters().requireKnown([])
    let tiles = service.tiles
    let shares = try await service.pool.run { _ in try tiles.shelf.store?.shares() }
    let usage = tiles.cache.usage
    let disk = shares.map { shares in
      let lines = shares.map {
        """
        {"layer":"\($0.layer)","zoom":\($0.zoom),"tiles":\($0.tiles),"bytes":\($0.bytes)}
        """
      }
      return "[\(lines.joined(separator: ","))]"
    }
    let text = """
      {"memory":{"tiles":\(usage.tiles),"bytes":\(usage.bytes)},"disk":\(disk ?? "null"),\
      "seeding":\(Self.json(of: service.seeding.status))}
      """
    return try Representation(json: text, caching: .none).response(to: request)
  }

  private struct Clearing: Decodable {
    var layer: String?
  }

  @Sendable
  private func clear(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    // Without a body, everything.
    let clearing: Clearing =
      request.headers[.contentType] == nil ? Clearing() : try await request.jsonBody()
    let layer = try clearing.layer.map(Self.layer)
    let tiles = service.tiles
    let (memory, disk) = try await service.pool.run { _ in
      tiles.quick.clear()
      return (tiles.cache.clear(layer: layer), try tiles.shelf.clear(layer: layer))
    }
    return try Representation(
      json: #"{"cleared":{"memory":\#(memory),"disk":\#(disk)}}"#, caching: .none
    ).response(to: request)
  }

  private struct Seeding: Decodable {
    var layer: String
    var zoom: String
    var bbox: String?
    var code: String?
    var formats: [String]?
    var parameters: String?
    /// The name of the account whose readers are served; the public without.
    var `as`: String?
  }

  @Sendable
  private func seed(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let wanted: Seeding = try await request.jsonBody()
    let snapshot = try service.snapshot()
    let layer = try Self.layer(wanted.layer)
    let formats = try (wanted.formats ?? []).map { text in
      guard let format = TileFormat(rawValue: text) else {
        throw RequestError.unknownFormat(text, layer: layer.rawValue)
      }
      return format
    }
    let plan = try SeedPlan(
      layer, zooms: try SeedPlan.zooms(wanted.zoom),
      box: try SeedPlan.box(bbox: wanted.bbox, code: wanted.code, in: snapshot),
      formats: formats, parameters: wanted.parameters ?? "")
    let disclosure = Disclosure(try principal(wanted.as), purpose: context.caller.purpose)
    do {
      try service.seeding.begin(plan, for: disclosure, from: snapshot)
    } catch let error as SeedError {
      throw ProblemDetails(error)
    }
    var answer = try Representation(
      json: Self.json(of: service.seeding.status), caching: .none
    ).response(to: request)
    answer.status = .accepted
    return answer
  }

  @Sendable
  private func stop(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let wasRunning = service.seeding.stop()
    return try Representation(json: #"{"stopped":\#(wasRunning)}"#, caching: .none)
      .response(to: request)
  }

  private func principal(_ name: String?) throws -> Principal {
    guard let name else { return .anonymous }
    guard let known = service.access.accounts.all.first(where: { $0.principal.name == name }) else {
      throw RequestError.badValue(
        parameter: "as", value: name, expected: "the name of an account")
    }
    return known.principal
  }

  private static func layer(_ name: String) throws(RequestError) -> TileLayer {
    guard let layer = TileLayer(rawValue: name) else {
      throw .badValue(
        parameter: "layer", value: name,
        expected: "one of \(TileLayer.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return layer
  }

  private static func json(of status: SeedJob.Status?) -> String {
    guard let status else { return "null" }
    let progress = status.progress
    return """
      {"layer":"\(status.layer.rawValue)","running":\(status.isRunning),\
      "tiles":\(progress.total),"drawn":\(progress.drawn),"kept":\(progress.kept),\
      "bytes":\(progress.bytes),"failure":\(status.failure.map(JSONText.string) ?? "null")}
      """
  }
}

extension ProblemDetails {
  /// The problem that seeding ran into.
  init(_ error: SeedError) {
    let (status, code): (HTTPResponse.Status, String) =
      switch error {
      case .notKept: (.badRequest, "tiles-not-kept")
      case .busy: (.conflict, "seeding-runs")
      case .noStore: (.conflict, "no-tile-store")
      }
    self.init(status: status, code: code, detail: "\(error)")
  }
}
