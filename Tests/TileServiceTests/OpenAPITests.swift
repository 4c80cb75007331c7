import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("The description of the interface")
struct OpenAPITests {
  private static func document() async throws -> JSONObject {
    let answer = try await ServiceUnderTest.demo()("/api", as: .public)
    #expect(answer.status == 200)
    #expect(answer.mediaType == "application/vnd.oai.openapi+json;version=3.0")
    return try JSONObject(answer.text)
  }

  @Test("has every route of the service, and none other")
  func routes() throws {
    let routes = try ServiceUnderTest.demo().routes.map { "\($0.method.rawValue) \($0.path)" }
    #expect(Set(routes).subtracting(RouteDocuments.all.keys).isEmpty)
    #expect(Set(RouteDocuments.all.keys).subtracting(routes).isEmpty)
  }

  @Test("has addresses that are answered by the route that they describe")
  func addresses() throws {
    for (route, document) in RouteDocuments.all {
      let own = route.split(separator: " ")[1].split(separator: "/")
      for address in document.addresses {
        let parts = address.path.split(separator: "/")
        #expect(parts.count == own.count, "\(address.path)")
        for (part, wanted) in zip(parts, own) where !wanted.hasPrefix("{") {
          #expect(part == wanted, "\(address.path)")
        }
        let names = Set(
          address.path.split(separator: "{").dropFirst().map { String($0.prefix { $0 != "}" }) })
        let said = Set(address.parts.map(\.name))
        #expect(address.path.contains("{") ? names == said : said.isEmpty, "\(address.path)")
      }
    }
  }

  @Test("has each operation once, with the problems that it may answer with")
  func operations() async throws {
    let document = try await Self.document()
    let paths = try #require(document.object("paths"))
    let shared = try #require(document.object("components")?.object("responses")).names
    var identifiers: Set<String> = []
    for path in paths.names {
      let operations = try #require(paths.object(path))
      for method in operations.names {
        let operation = try #require(operations.object(method))
        #expect(identifiers.insert(operation.text("operationId") ?? "").inserted, "\(path)")
        let responses = try #require(operation.object("responses"))
        let statuses = responses.names
        for status in statuses {
          let reference = responses.object(status)?.text("$ref")?.split(separator: "/").last
          #expect(reference.map { shared.contains(String($0)) } ?? true, "\(path) \(status)")
        }
        #expect(Set(["400", "401", "403", "429", "503"]).isSubset(of: statuses), "\(path)")
        let names = operation.list("parameters").map {
          "\($0.text("in") ?? "") \($0.text("name") ?? $0.text("$ref") ?? "")"
        }
        #expect(Set(names).count == names.count, "\(path): \(names)")
      }
    }
    #expect(paths.names.contains("/tiles/heat/{z}/{x}/{y}.{format}"))
    #expect(paths.names.contains("/collections/villages/items"))
  }

  @Test("has examples that are answered")
  func examples() async throws {
    let service = try ServiceUnderTest.demo()
    let list = OpenAPIDocument(routes: service.routes, address: "").operations
    var asked: Set<ParameterDescription> = []
    for operation in list where operation.route.method == .get {
      let path = operation.address.parts.reduce(operation.address.path) {
        let value: String =
          switch $1.example {
          case .text(let text): text
          case .number(let number): "\(Int(number))"
          default: ""
          }
        return $0.replacing("{\($1.name)}", with: value)
      }
      guard !path.contains("/items/"), !path.hasPrefix("/vendor"),
        !["/audit", "/cache"].contains(path)
      else {
        continue
      }
      let all = operation.document.parameters + operation.address.parameters
      let needed = all.filter(\.isRequired).map { "\($0.name)=\($0.example)" }
      // Those of layers are tried where they are read; here it would take minutes to draw them all.
      let others = all.filter {
        !$0.isRequired && path.hasSuffix("/items") && asked.insert($0).inserted
      }
      for parameter in [nil] + others.map({ Optional($0) }) {
        let own = parameter.map { ["\($0.name)=\(PercentEncoding.encode($0.example))"] } ?? []
        let query = (needed + own).joined(separator: "&")
        let answer = try await service(query.isEmpty ? path : "\(path)?\(query)")
        // These need one of several parameters.
        let isOpen = ["/reports/monthly", "/villages"].contains(path)
        // These name what comes and goes.
        let isPassing = ["/feeds/alerts/", "/jobs/", "/plans/"].contains { path.hasPrefix($0) }
        #expect(
          [200, 204, 303].contains(answer.status) || isOpen && answer.status == 400
            || isPassing && answer.status == 404
            || answer.status == 403 && path.contains("heat"),
          "\(path)?\(query): \(answer.status) \(answer.text.prefix(200))")
      }
    }
  }

  @Test("is a page as well, which loads nothing but its own style sheet")
  func page() async throws {
    let service = try ServiceUnderTest.demo()
    let answer = try await service("/api.html", as: .public)
    #expect(answer.status == 200 && answer.mediaType == "text/html; charset=utf-8")
    #expect(
      answer["Content-Security-Policy"]?.hasPrefix("default-src 'none'; style-src 'self'") == true)
    #expect(!answer.text.contains("<script") && !answer.text.contains("=\"http"))
    #expect(answer.text.contains("/collections/villages/items"))
    #expect(try await service("/viewer/api.css", as: .public).status == 200)
  }
}
