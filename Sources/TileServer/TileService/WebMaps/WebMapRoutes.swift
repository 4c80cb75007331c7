import GeoCore
import Hummingbird

/// `/wms`: the Web Map Service of OGC, versions 1.3.0 and 1.1.1.
struct WebMapRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    router.get(
      "/wms",
      .webMaps(formats: ["xml", "png", "json", "txt", "html"]) { request, context in
        Self.layers(of: request, for: context.caller.principal.role)
      }, use: answer)
  }

  /// What a request shows: nothing of the layers for capabilities, whatever stands in the lists of its layers
  /// else. A request that cannot be read shows nothing but that.
  private static func layers(
    of request: Request, for role: Role
  ) -> [RoutePolicy.ShownLayer] {
    guard let parameters = try? KeyValueParameters(request),
      parameters["request"]?.lowercased() != "getcapabilities"
    else { return [] }
    let names = ["layers", "query_layers", "layer"].flatMap { parameters.names($0) }
    return names.compactMap(TileLayer.init(rawValue:)).map {
      ($0, parameters.subject(of: $0.entry, for: role))
    }
  }

  @Sendable
  private func answer(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let parameters: KeyValueParameters
    do {
      parameters = try KeyValueParameters(request)
    } catch {
      return ServiceException("InvalidParameterValue", "\(error)").response(.v1_3_0)
    }
    let version = WebMapVersion(parameters)
    do {
      return try await answer(parameters, version, request, context)
    } catch {
      guard let exception = ServiceException(error) else { throw error }
      return Self.picture(of: exception, parameters, version) ?? exception.response(version)
    }
  }

  private func answer(
    _ parameters: KeyValueParameters, _ version: WebMapVersion, _ request: Request,
    _ context: ServiceRequestContext
  ) async throws -> Response {
    let wanted = WebMapRequest(
      parameters: parameters, version: version, zone: try service.snapshot().zone,
      role: context.caller.principal.role)
    guard parameters["service"].map({ $0.uppercased() == "WMS" }) ?? true else {
      throw ServiceException(
        "InvalidParameterValue", "this is a WMS; SERVICE is '\(parameters["service"] ?? "")'",
        locator: "SERVICE")
    }
    switch parameters["request"]?.lowercased() {
    case "getcapabilities", "capabilities":
      return try await capabilities(version, request, context)
    case "getmap", "map": return try await map(wanted, request, context)
    case "getfeatureinfo", "feature_info": return try await features(wanted, request, context)
    case "getlegendgraphic": return try await legend(wanted, request, context)
    case let name:
      throw ServiceException(
        "OperationNotSupported",
        name.map { "there is no operation '\($0)'" } ?? "the parameter REQUEST is missing",
        locator: "REQUEST")
    }
  }

  // MARK: Operations

  private func capabilities(
    _ version: WebMapVersion, _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    let address = service.access.exposure.baseAddress(of: request)
    let withheld = service.withheldLayers(from: context.caller)
    return try await service.render(request, context) { job in
      let document = WebMapCapabilities(
        layers: VisibleLayers(job.snapshot, for: job.disclosure, without: withheld),
        version: version,
        address: address
      ).document
      return Representation(
        document,
        mediaType: version == .v1_3_0 ? "text/xml; charset=utf-8" : "application/vnd.ogc.wms_xml",
        caching: .personal, generation: job.snapshot.generation)
    }
  }

  private func map(
    _ wanted: WebMapRequest, _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    let colors = try wanted.colors()
    let map = MapRequest(
      try wanted.view(), layers: try wanted.layers(), background: try wanted.background())
    let isShared = map.layers.allSatisfy { $0.layer.entry.isForEverybody }
    return try await service.render(request, context) { job in
      let body = try MapRenderer(job.snapshot).png(
        map, colors: colors, for: job.disclosure, while: job.isWanted)
      return Representation(
        body, mediaType: "image/png", caching: isShared ? .shared : .personal,
        generation: job.snapshot.generation)
    }
  }

  private func features(
    _ wanted: WebMapRequest, _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    let text = wanted.parameters["info_format"] ?? "text/plain"
    guard let format = FeatureInfoText.Format(text) else {
      throw ServiceException(
        "InvalidFormat",
        "'\(text)' is not written; "
          + "\(WebMapCapabilities.infoFormats.joined(separator: ", ")) are", locator: "INFO_FORMAT")
    }
    let view = try wanted.view()
    let layers = try wanted.layers("query_layers")
    let (column, row) = try wanted.pixel(in: view)
    let limit = min(try wanted.parameters.number("feature_count") ?? 1, 100)
    return try await service.render(request, context) { job in
      let found = try layers.flatMap { layer in
        try MapRenderer(job.snapshot).features(
          of: layer, in: view, column: column, row: row, limit: limit, for: job.disclosure)
      }
      return Representation(
        Array(FeatureInfoText(features: found).text(as: format).utf8),
        mediaType: format.mediaType, caching: .personal, generation: job.snapshot.generation)
    }
  }

  private func legend(
    _ wanted: WebMapRequest, _ request: Request, _ context: ServiceRequestContext
  ) async throws -> Response {
    let entry = try WebMapRequest.entries(wanted.parameters, "layer")[0]
    let content = try wanted.content(of: entry, style: wanted.parameters["style"] ?? "")
    let mediaType = wanted.parameters["format"]?.lowercased() ?? "image/png"
    guard ["image/png", "image/svg+xml", "application/json"].contains(mediaType) else {
      throw ServiceException(
        "InvalidFormat", "a legend is not drawn as '\(mediaType)'", locator: "FORMAT")
    }
    let language: DisplayLanguage =
      wanted.parameters["language"] ?? wanted.parameters["lang"] == "en" ? .english : .indonesian
    let scale = Int(try wanted.pixelRatio().rounded())
    return try await service.render(request, context) { job in
      let legend = try job.snapshot.legend(of: content, language: language, for: job.disclosure)
      let body =
        switch mediaType {
        case "image/png": try legend.png(scale: scale)
        case "image/svg+xml": Array(legend.svg().utf8)
        default: Array(legend.json.utf8)
        }
      return Representation(
        body, mediaType: mediaType, caching: entry.layer.caching,
        generation: job.snapshot.generation)
    }
  }

  // MARK: Errors in pictures

  /// The picture in which an error of GetMap is told, or nothing is; `nil` where XML is wanted, as it is unless
  /// said otherwise.
  private static func picture(
    of exception: ServiceException, _ parameters: KeyValueParameters, _ version: WebMapVersion
  ) -> Response? {
    let wanted = parameters["exceptions"]?.lowercased() ?? ""
    let isBlank = ["blank", "application/vnd.ogc.se_blank"].contains(wanted)
    guard isBlank || ["inimage", "application/vnd.ogc.se_inimage"].contains(wanted),
      let width = try? parameters.number("width"), let height = try? parameters.number("height"),
      (1...4096).contains(width), (1...4096).contains(height)
    else { return nil }
    var scene = Scene(width: Double(width), height: Double(height))
    if parameters["transparent"]?.lowercased() != "true" { scene.background = RGBA(0xFFFFFF) }
    if !isBlank { scene.items = lines(of: exception.text, width: width) }
    guard let body = try? SceneRaster.png(scene) else { return nil }
    return Response(
      status: .ok,
      headers: [
        .contentType: "image/png", .cacheControl: Representation.Caching.none.rawValue,
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// The words of a text in lines that are about as long as a picture is wide.
  private static func lines(of text: String, width: Int) -> [SceneItem] {
    let letters = max(width / 7, 8)
    var lines = [""]
    for word in text.prefix(600).split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.count + word.count < letters {
        lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.enumerated().map { number, line in
      .label(
        SceneLabel(
          text: line, place: PlanarPoint(x: 8, y: 20 + 16 * Double(number)),
          font: SceneFont(size: 12), color: RGBA(0x2F3640), halo: RGBA(0xFFFFFF)))
    }
  }
}

extension WebMapRequest {
  /// The pixel that is asked about: I and J, or X and Y before 1.3.0.
  func pixel(in view: MapView) throws -> (column: Int, row: Int) {
    let names = version == .v1_3_0 ? ("i", "j") : ("x", "y")
    guard let column = try parameters.number(names.0), let row = try parameters.number(names.1),
      column < view.width, row < view.height
    else {
      throw ServiceException(
        "InvalidPoint",
        "\(names.0.uppercased()) and \(names.1.uppercased()) name no pixel of the map",
        locator: "\(names.0.uppercased()), \(names.1.uppercased())")
    }
    return (column, row)
  }
}
