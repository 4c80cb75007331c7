import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

/// OGC API – Features and – Tiles.
@Suite("The routes of collections")
struct CollectionRouteTests {
  static func items(_ path: String, as role: Role = .public) async throws -> JSONObject {
    let answer = try await ServiceUnderTest.demo()(
      "/collections/\(path)", as: role, purpose: "tests")
    #expect(answer.status == 200, "\(path): \(answer.text.prefix(200))")
    return try JSONObject(answer.text)
  }

  private static func link(_ object: JSONObject, _ relation: String) -> String? {
    object.list("links").first { $0.text("rel") == relation }?.text("href")
  }

  /// The path of an address of this service.
  private static func path(_ address: String) -> String {
    address.replacing("http://localhost:8080", with: "")
  }

  @Test("begin at a landing page for programs, while browsers get the viewer")
  func landing() async throws {
    let service = try ServiceUnderTest.demo()
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for (path, accept, type) in [
      ("/", browser, "text/html"), ("/", "*/*", "text/html"), ("/?f=html", "", "text/html"),
      ("/", "application/json", "application/json"), ("/?f=json", browser, "application/json"),
    ] {
      let answer = try await service(
        path, as: .public, headers: accept.isEmpty ? [:] : [.accept: accept])
      #expect(
        answer.status == 200 && answer.mediaType?.hasPrefix(type) == true, "\(path) \(accept)")
      #expect(
        answer["Vary"]?.contains("Accept,") == false
          && answer["Vary"]?.hasSuffix(", Accept") == true)
    }
    expectProblem(try await service("/?f=xml"), status: 400, naming: "f")
    expectProblem(
      try await service("/", headers: [.accept: "image/png"]), status: 406, naming: "text/html")
    let landing = try JSONObject(try await service("/?f=json").text)
    for relation in ["service-desc", "service-doc", "conformance", "data"] {
      let address = try #require(Self.link(landing, relation))
      #expect(try await service(Self.path(address), as: .public).status == 200, "\(relation)")
    }
    let classes = try JSONObject(try await service("/conformance").text).texts("conformsTo")
    #expect(classes.contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"))
    #expect(classes.contains("http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2"))
  }

  @Test("list what the role may see something of, and every link in them leads somewhere")
  func lists() async throws {
    let service = try ServiceUnderTest.demo()
    func ids(_ role: Role) async throws -> [String] {
      try JSONObject(try await service("/collections", as: role).text).list("collections")
        .compactMap { $0.text("id") }
    }
    let places = [
      "villages", "districts", "regencies", "provinces", "service-points", "offices", "coverage",
    ]
    #expect(try await ids(.public) == places)
    #expect(try await ids(.auditor) == places)
    #expect(try await ids(.partner) == places + ["heat", "hotspots", "clusters"])
    #expect(Set(try await ids(.officer)) == Set(CollectionDescription.all.map(\.id)))
    for id in try await ids(.officer) where id != "heat" {
      let collection = try await Self.items(id, as: .officer)
      for link in collection.list("links") {
        let answer = try await service(Self.path(link.text("href") ?? ""))
        #expect(answer.status == 200, "\(link.text("href") ?? "")")
        let type = link.text("type")?.split(separator: ";").first.map(String.init) ?? "?"
        #expect(answer.mediaType?.hasPrefix(type) == true, "\(link.text("href") ?? "")")
      }
    }
  }

  @Test("answer page after page, each feature once, by the links alone")
  func paging() async throws {
    let service = try ServiceUnderTest.demo()
    let count = try DemoWorkspace.snapshot().villages.areas.count
    var address: String? = "/collections/villages/items?limit=17&f=json"
    var codes: [String] = []
    while let path = address {
      let answer = try await service(path, as: .public)
      #expect(answer.status == 200 && answer.mediaType == "application/geo+json")
      let page = try JSONObject(answer.text)
      #expect(page.number("numberMatched") == Double(count))
      #expect(page.number("numberReturned") == Double(page.list("features").count))
      codes += page.list("features").compactMap { $0.object("properties")?.text("code") }
      address = Self.link(page, "next").map(Self.path)
    }
    #expect(codes == codes.sorted() && Set(codes).count == count && codes.count == count)
    let second = try await Self.items("villages/items?limit=17&offset=17")
    #expect(Self.link(second, "prev")?.hasSuffix("items?limit=17&f=json") == true)
    // Who asks for more than there may be on a page gets the most that there may be.
    let all = try await Self.items("villages/items?limit=99999999999999999999")
    #expect(all.number("numberReturned") == Double(count))
  }

  @Test("keep other parameters in the links, and are the same until the data change")
  func links() async throws {
    let service = try ServiceUnderTest.demo()
    let path =
      "/collections/villages/items?limit=1&filter=area_km2%3E1%20AND%20name%20LIKE%20'%25a%25'"
    let first = try await service(path, as: .public)
    let next = try #require(Self.link(try JSONObject(first.text), "next"))
    #expect(next.contains("filter=area_km2%3E1%20AND%20name%20LIKE%20'%25a%25'&offset=1"))
    #expect(try await service(Self.path(next), as: .public).status == 200)
    let tag = try #require(first.tag)
    #expect(try await service(path, as: .public, headers: [.ifNoneMatch: tag]).status == 304)
    let head = try await service(path, .head, as: .public)
    #expect(head.status == 200 && head.body.isEmpty && head.tag == tag)
  }

  @Test("tell the reference system of an answer, and give latitude first where its register does")
  func systems() async throws {
    let service = try ServiceUnderTest.demo()
    let uri = "http://www.opengis.net/def/crs/EPSG/0/4326"
    let answer = try await service("/collections/offices/items?crs=\(uri)", as: .public)
    #expect(answer["Content-Crs"] == "<\(uri)>")
    let office = try #require(JSONObject(answer.text).list("features").first)
    #expect(office.object("geometry")?.numbers("coordinates") == [-9.55775, 104.563968])
    let plain = try await service("/collections/offices/items", as: .public)
    #expect(plain["Content-Crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>")
    expectProblem(
      try await service("/collections/offices/items?crs=EPSG:4326", as: .public), status: 400,
      naming: "crs")
  }

  @Test("give single features by their identifiers, and say 404 for others")
  func singleFeatures() async throws {
    let service = try ServiceUnderTest.demo()
    for collection in CollectionDescription.all where collection.items != .none {
      let page = try await Self.items("\(collection.id)/items?limit=1", as: .officer)
      let id = try #require(page.list("features").first?.text("id"))
      let encoded = PercentEncoding.encode(id)
      let feature = try await Self.items("\(collection.id)/items/\(encoded)", as: .officer)
      #expect(feature.text("id") == id && feature.text("type") == "Feature")
      let none = try await service("/collections/\(collection.id)/items/no%20such")
      expectProblem(none, status: 404, naming: "no such")
    }
    for path in ["nothing", "nothing/items", "coverage/items", "heat/items", "coverage/queryables"]
    {
      expectProblem(
        try await service("/collections/\(path)"), status: 404,
        naming: String(path.prefix { $0 != "/" }))
    }
  }

  @Test("are read as CSV with well-known text, with the next page in a header")
  func csv() async throws {
    let answer = try await ServiceUnderTest.demo()(
      "/collections/villages/items?limit=2", as: .public, headers: [.accept: "text/csv"])
    #expect(answer.mediaType == "text/csv; charset=utf-8")
    let lines = answer.text.split(separator: "\r\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("WKT,id,code,name,"))
    #expect(lines[1].hasPrefix("\"MULTIPOLYGON ((("))
    #expect(answer["Link"]?.contains("offset=2&f=csv>; rel=\"next\"") == true)
  }

  @Test("refuse bad requests by name, as problem documents")
  func badRequests() async throws {
    let service = try ServiceUnderTest.demo()
    for (path, word) in [
      ("villages/items?limit=0", "limit"), ("villages/items?bbox=1,2,3", "bbox"),
      ("villages/items?colour=red", "colour"), ("villages/items?filter=(((", "filter"),
      ("villages/items?f=xml", "f"), ("villages?f=xml", "f"), ("villages?x=1", "x"),
      ("villages/queryables?x=1", "x"), ("districts/tiles/WebMercatorQuad?level=village", "level"),
      ("villages/tiles/WebMercatorQuad/9/269/404?level=x", "level"),
      ("villages/tiles/WebMercatorQuad/9/269/404?f=png", "f"),
    ] {
      expectProblem(
        try await service("/collections/\(path)", as: .public), status: 400, naming: "'\(word)'")
    }
    expectProblem(
      try await service(
        "/collections/villages/items", as: .public, headers: [.accept: "image/png"]), status: 406)
  }

  @Test("note what officers are shown of single reports, and need a purpose for it")
  func auditing() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    for path in ["/collections/tips", "/collections/tips/items?limit=1"] {
      #expect(try await service(path, purpose: nil).status == 403)
      #expect(try await service(path, purpose: "pemeriksaan").status == 200)
    }
    // The list tells nothing of the contents of collections.
    #expect(try await service("/collections", purpose: nil).status == 200)
    await service.access.audit.flush()
    #expect(service.log.events.map(\.action) == ["http.read", "http.read"])
    #expect(service.log.events.last?.detail == "GET /collections/tips/items?limit=1")
  }

  // MARK: Tiles

  @Test("serve the very tiles of the other address, row before column")
  func tiles() async throws {
    let service = try ServiceUnderTest.demo()
    // Column and row differ, and the tile that has them the other way round is another one.
    let (z, x, y) = (9, 404, 269)
    for (collection, layer, format) in [
      ("villages", "villages", "mvt"), ("villages", "villages", "png"),
      ("districts", "villages", "svg"), ("coverage", "coverage", "png"), ("heat", "heat", "png"),
      ("offices", "offices", "mvt"),
    ] {
      let kind = format == "mvt" ? "tiles" : "map/tiles"
      let level = collection == "districts" ? "?level=district" : ""
      let breaks = layer == "heat" ? "?breaks=1,2" : ""
      let plain = try await service("/tiles/\(layer)/\(z)/\(x)/\(y).\(format)\(level)\(breaks)")
      let address = "/collections/\(collection)/\(kind)/WebMercatorQuad/\(z)"
      let query = (breaks.isEmpty ? "?" : breaks + "&") + "f=\(format)"
      let tile = try await service("\(address)/\(y)/\(x)\(query)")
      #expect(tile.status == 200 && plain.status == 200 && tile.body == plain.body, "\(collection)")
      #expect(tile.mediaType == plain.mediaType && tile.tag == plain.tag)
      let swapped = try await service("\(address)/\(x)/\(y)\(query)")
      #expect(swapped.body != tile.body, "\(collection)")
    }
  }

  @Test("have tiles in the format that the client accepts")
  func tileFormats() async throws {
    let service = try ServiceUnderTest.demo()
    for (kind, accept, type) in [
      ("map/tiles", "image/svg+xml", "image/svg+xml"), ("map/tiles", "image/*", "image/png"),
      ("tiles", "application/vnd.mapbox-vector-tile", "application/vnd.mapbox-vector-tile"),
    ] {
      let answer = try await service(
        "/collections/villages/\(kind)/WebMercatorQuad/9/269/404", as: .public,
        headers: [.accept: accept])
      #expect(answer.status == 200 && answer.mediaType == type)
    }
    expectProblem(
      try await service(
        "/collections/villages/tiles/WebMercatorQuad/9/269/404", as: .public,
        headers: [.accept: "image/png"]), status: 406)
    for path in [
      "tiles/WebMercatorQuad/21/0/0", "tiles/WebMercatorQuad/9/512/0",
      "tiles/WebMercatorQuad/9/0/512",
      "tiles/WebMercatorQuad/9/0@2x/0", "tiles/WorldCRS84Quad/9/0/0", "tiles/WorldCRS84Quad",
    ] {
      expectProblem(try await service("/collections/villages/\(path)", as: .public), status: 404)
    }
  }

  @Test("describe tile sets with their limits, and templates that work when filled in")
  func tileSets() async throws {
    let service = try ServiceUnderTest.demo()
    for kind in ["tiles", "map/tiles"] {
      let list = try await Self.items("villages/\(kind)")
      let first = try #require(list.list("tilesets").first)
      let address = Self.path(try #require(Self.link(first, "self")))
      let set = try JSONObject(try await service(address, as: .public).text)
      #expect(set.list("tileMatrixSetLimits").count == 21)
      let limits = set.list("tileMatrixSetLimits")[9]
      #expect(limits.number("minTileRow") == 269 && limits.number("maxTileCol") == 404)
      let template = try #require(Self.link(set, "item"))
      let tile = template.replacing("{tileMatrix}", with: "9").replacing("{tileRow}", with: "269")
        .replacing("{tileCol}", with: "404")
      #expect(try await service(Self.path(tile), as: .public).status == 200)
    }
    let matrices = try JSONObject(
      try await service("/tileMatrixSets/WebMercatorQuad", as: .public).text)
    #expect(matrices.text("id") == "WebMercatorQuad" && matrices.list("tileMatrices").count == 21)
    let ninth = matrices.list("tileMatrices")[9]
    #expect(ninth.number("matrixWidth") == 512 && ninth.text("id") == "9")
    #expect(abs((ninth.number("scaleDenominator") ?? 0) - 1_091_957.546_9) < 0.01)
    expectProblem(try await service("/tileMatrixSets/x", as: .public), status: 404, naming: "x")
    let partner = try await service("/collections/heat/tiles/WebMercatorQuad", as: .partner)
    #expect(try JSONObject(partner.text).list("tileMatrixSetLimits").count == 12)
  }
}
