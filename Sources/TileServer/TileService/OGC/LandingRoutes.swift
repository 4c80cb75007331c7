import GeoCore
import Hummingbird

/// `/` for programs, `/conformance`, `/api` and `/api.html`.
struct LandingRoutes: Sendable {
  let service: ServiceContext

  /// The formats of the landing page; browsers get the viewer.
  enum Format: String, NegotiatedFormat {
    case html
    case json

    var mediaType: String { self == .html ? "text/html" : MediaType.json }
  }

  func add(to router: PolicyRouter) {
    let list = router.list
    router.get("/conformance", .needs(.everyone), use: conformance)
    router.get("/api", .needs(.everyone)) { request, _ in
      try request.queryParameters().requireDocument()
      return try Representation(
        Array(description(request, list).json.json.utf8), mediaType: MediaType.openAPI,
        caching: .shared
      ).response(to: request)
    }
    router.get("/api.html", .needs(.everyone, formats: ["html"])) { request, _ in
      try request.queryParameters().requireKnown([])
      let page = APIPage(document: description(request, list)).html
      var response = try Representation(
        Array(page.utf8), mediaType: "text/html; charset=utf-8", caching: .shared
      ).response(to: request)
      response.headers[.custom("Content-Security-Policy")] = APIPage.contentPolicy
      return response
    }
  }

  private func description(_ request: Request, _ list: RouteList) -> OpenAPIDocument {
    OpenAPIDocument(
      routes: list.all, address: service.access.exposure.baseAddress(of: request))
  }

  /// The landing page as JSON.
  func landing(_ request: Request) throws -> Response {
    let document = LandingDocument.json(service.access.exposure.baseAddress(of: request))
    return try Representation(json: document.json, caching: .shared).response(to: request)
  }

  @Sendable
  private func conformance(_ request: Request, context: ServiceRequestContext) throws -> Response {
    try request.queryParameters().requireDocument()
    return try Representation(json: LandingDocument.conformance.json, caching: .shared)
      .response(to: request)
  }

  /// The parameters of documents that are JSON alone.
  static let documentParameters: [ParameterDescription] = [.format(["json"])]
}

extension QueryParameters {
  /// Refuses parameters other than `f=json`.
  func requireDocument() throws(RequestError) {
    try requireDescribed(LandingRoutes.documentParameters)
    guard ["json", nil].contains(self["f"]) else {
      throw .badValue(parameter: "f", value: self["f"] ?? "", expected: "json")
    }
  }
}
