import GeoCore
import Hummingbird

/// `/legends/{layer}.{svg|png|json}`: the legend of tiles with the same parameters.
struct LegendRoutes: Sendable {
  let service: ServiceContext

  private enum Format: String, CaseIterable {
    case svg
    case png
    case json

    var mediaType: String {
      switch self {
      case .svg: "image/svg+xml"
      case .png: "image/png"
      case .json: "application/json"
      }
    }
  }

  func add(to router: PolicyRouter) {
    router.get(
      "/legends/:document", .layers(in: "document", formats: ["svg", "png", "json"]), use: legend)
  }

  @Sendable
  private func legend(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let name = try context.part("document")
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let layer = TileLayer(rawValue: String(parts[0])) else {
      throw RequestError.unknownLayer(String(parts.first ?? ""))
    }
    guard let format = Format(rawValue: String(parts[1])) else {
      throw RequestError.unknownFormat(String(parts[1]), layer: layer.rawValue)
    }
    let query = try request.queryParameters()
    let content = try TileRequest.Content(
      layer, query, also: [ParameterDescription.language.name], zone: try service.snapshot().zone,
      for: context.caller.principal.role)
    let language: DisplayLanguage = try query.choice("lang") ?? .indonesian
    return try await service.render(request, context) { job in
      let legend = try job.snapshot.legend(
        of: content, language: language, for: job.disclosure)
      return Representation(
        try Self.body(of: legend, format), mediaType: format.mediaType, caching: layer.caching,
        generation: job.snapshot.generation)
    }
  }

  private static func body(of legend: Legend, _ format: Format) throws -> [UInt8] {
    switch format {
    case .svg: Array(legend.svg().utf8)
    case .png: try legend.png(scale: 2)
    case .json: Array(legend.json.utf8)
    }
  }
}
