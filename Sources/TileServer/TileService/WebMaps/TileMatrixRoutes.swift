import GeoCore
import Hummingbird

/// The Web Map Tile Service of OGC, version 1.0.0: `/wmts?` with parameters,
/// `/wmts/1.0.0/WMTSCapabilities.xml` and `/wmts/{layer}/{style}/WebMercatorQuad/{z}/{row}/{col}.{png|mvt}`
/// without. The row stands before the column.
struct TileMatrixRoutes: Sendable {
  let service: ServiceContext
  private let tiles: TileRoutes

  init(service: ServiceContext) {
    self.service = service
    tiles = TileRoutes(service: service)
  }

  /// A tile as its address names it.
  private struct Address {
    var layer: String
    var style: String
    var set: String
    var zoom: String
    var row: String
    var column: String
    /// The end of a file's name.
    var format: String
  }

  /// The formats in which a layer's tiles are offered.
  static func formats(of layer: LayerDescription) -> [TileFormat] {
    [.png, .mvt].filter(layer.formats.contains)
  }

  func add(to router: PolicyRouter) {
    router.get(
      "/wmts",
      .webMaps(formats: ["xml", "png", "mvt", "json", "txt", "html"]) { request, context in
        Self.layers(of: request, context)
      }, use: answer)
    router.get(
      "/wmts/1.0.0/:document", .needs(.read(.places), formats: ["xml"]), use: document)
    router.get(
      "/wmts/:layer/:style/:set/:zoom/:row/:file",
      .webMaps(formats: ["png", "mvt"], hasCapabilities: false) { request, context in
        Self.layer(of: request, context)
      }, use: file)
  }

  // MARK: What is shown

  private static func layers(
    of request: Request, _ context: ServiceRequestContext
  ) -> [RoutePolicy.ShownLayer] {
    guard let parameters = try? KeyValueParameters(request),
      parameters["request"]?.lowercased() != "getcapabilities"
    else { return [] }
    return parameters["layer"].map { shown($0, parameters, context) } ?? []
  }

  private static func layer(
    of request: Request, _ context: ServiceRequestContext
  ) -> [RoutePolicy.ShownLayer] {
    guard let parameters = try? KeyValueParameters(request),
      let name = try? context.part("layer")
    else { return [] }
    return shown(name, parameters, context)
  }

  private static func shown(
    _ name: String, _ parameters: KeyValueParameters, _ context: ServiceRequestContext
  ) -> [RoutePolicy.ShownLayer] {
    TileLayer(rawValue: name).map {
      [($0, parameters.subject(of: $0.entry, for: context.caller.principal.role))]
    } ?? []
  }

  // MARK: Answers

  @Sendable
  private func answer(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try await reporting {
      let parameters = try KeyValueParameters(request)
      if let name = parameters["service"], name.uppercased() != "WMTS" {
        throw OWSException(
          "InvalidParameterValue", "this is a WMTS; SERVICE is '\(name)'", locator: "SERVICE")
      }
      guard let operation = parameters["request"] else { throw OWSException.missing("REQUEST") }
      switch operation.lowercased() {
      case "getcapabilities": return try await capabilities(request, context)
      case "gettile":
        return try await tile(try Self.address(parameters), parameters, request, context)
      case "getfeatureinfo":
        return try await features(try Self.address(parameters), parameters, request, context)
      default:
        throw OWSException(
          "OperationNotSupported", "there is no operation '\(operation)'", locator: operation)
      }
    }
  }

  @Sendable
  private func document(
    _ request: Request, context: ServiceRequestContext
  ) async throws -> Response {
    let name = try context.part("document")
    guard name == "WMTSCapabilities.xml" else {
      throw ProblemDetails.notFound(request.uri.path)
    }
    return try await capabilities(request, context)
  }

  @Sendable
  private func file(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try await reporting {
      let name = try context.part("file")
      let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw RequestError.outsideMatrix(name) }
      let address = Address(
        layer: try context.part("layer"), style: try context.part("style"),
        set: try context.part("set"), zoom: try context.part("zoom"),
        row: try context.part("row"), column: String(parts[0]), format: String(parts[1]))
      return try await tile(address, try KeyValueParameters(request), request, context)
    }
  }

  /// Turns errors of requests into reports of OWS.
  private func reporting(_ answer: () async throws -> Response) async throws -> Response {
    do {
      return try await answer()
    } catch {
      guard let exception = OWSException(error) else { throw error }
      return exception.response
    }
  }

  // MARK: Operations

  private func capabilities(
    _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    let address = service.access.exposure.baseAddress(of: request)
    let withheld = service.withheldLayers(from: context.caller)
    return try await service.render(request, context) { job in
      Representation(
        TileMatrixCapabilities(
          layers: VisibleLayers(job.snapshot, for: job.disclosure, without: withheld),
          address: address
        ).document,
        mediaType: "text/xml; charset=utf-8", caching: .personal,
        generation: job.snapshot.generation)
    }
  }

  private func tile(
    _ address: Address, _ parameters: KeyValueParameters, _ request: Request,
    _ context: ServiceRequestContext
  ) async throws -> Response {
    try await tiles.answer(request, context) { _, _ in
      try wanted(address, parameters, context)
    }
  }

  private func features(
    _ address: Address, _ parameters: KeyValueParameters, _ request: Request,
    _ context: ServiceRequestContext
  ) async throws -> Response {
    let text = parameters["infoformat"] ?? "application/json"
    guard let format = FeatureInfoText.Format(text) else {
      throw OWSException(
        "InvalidParameterValue", "'\(text)' is not written", locator: "INFOFORMAT")
    }
    let wanted = try wanted(address, parameters, context)
    let view = try MapView(tile: wanted.tile)
    guard let column = try parameters.number("i"), let row = try parameters.number("j"),
      column < view.width, row < view.height
    else { throw OWSException("PointIJOutOfRange", "I and J name no pixel of the tile") }
    return try await service.render(request, context) { job in
      let found = try MapRenderer(job.snapshot).features(
        of: wanted.content, in: view, column: column, row: row, limit: 10, for: job.disclosure)
      return Representation(
        Array(FeatureInfoText(features: found).text(as: format).utf8),
        mediaType: format.mediaType, caching: .personal, generation: job.snapshot.generation)
    }
  }

  /// The tile that an address names.
  private func wanted(
    _ address: Address, _ parameters: KeyValueParameters, _ context: ServiceRequestContext
  ) throws -> TileRequest {
    guard let layer = TileLayer(rawValue: address.layer) else {
      throw RequestError.unknownLayer(address.layer)
    }
    guard address.set == TileMatrix.set else {
      throw OWSException(
        "InvalidParameterValue", "there is no '\(address.set)'; \(TileMatrix.set) is",
        locator: "TILEMATRIXSET")
    }
    guard Self.formats(of: layer.entry).contains(where: { $0.rawValue == address.format }) else {
      throw RequestError.unknownFormat(address.format, layer: address.layer)
    }
    return try TileRequest(
      layer: address.layer, zoom: address.zoom, x: address.column,
      rest: "\(address.row).\(address.format)",
      query: try parameters.query(of: layer.entry, style: address.style),
      zone: try service.snapshot().zone, for: context.caller.principal.role)
  }

  private static func address(_ parameters: KeyValueParameters) throws -> Address {
    func value(_ name: String) throws(OWSException) -> String {
      guard let value = parameters[name] else { throw .missing(name) }
      return value
    }
    let mediaType = parameters["format"]?.lowercased() ?? TileFormat.png.mediaType
    let format = TileFormat.allCases.first { $0.mediaType == mediaType }
    return Address(
      layer: try value("LAYER"), style: parameters["style"] ?? "",
      set: try value("TILEMATRIXSET"), zoom: try value("TILEMATRIX"), row: try value("TILEROW"),
      column: try value("TILECOL"), format: format?.rawValue ?? mediaType)
  }
}
