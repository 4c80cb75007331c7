import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("The tile routes")
struct TileRouteTests {
  @Test(
    "answer with the format's media type and the bytes of the renderer",
    arguments: [
      ("villages/9/404/269.png", "image/png"), ("villages/9/404/269.svg", "image/svg+xml"),
      ("villages/9/404/269.mvt", "application/vnd.mapbox-vector-tile"),
      ("villages/9/404/269@2x.png", "image/png"),
      ("villages/3/6/4.mvt?level=province", "application/vnd.mapbox-vector-tile"),
      ("heat/9/404/269.png?breaks=1,2,5", "image/png"),
      ("heat/9/404/269.svg?breaks=1,2,5&ramp=magma", "image/svg+xml"),
      ("heat/9/404/269.mvt?breaks=1,2,5", "application/vnd.mapbox-vector-tile"),
    ])
  func bodies(path: String, mediaType: String) async throws {
    let answer = try await ServiceUnderTest.demo()("/tiles/\(path)")
    #expect(answer.status == 200)
    #expect(answer.mediaType == mediaType)
    let snapshot = try DemoWorkspace.snapshot()
    let tile = try TileRenderer(snapshot).render(
      try TileRequest(path: path, zone: snapshot.zone), for: .owner(purpose: "tests"))
    #expect(answer.body == tile.body && !tile.isEmpty)
  }

  @Test("bear the headers of the contract")
  func headers() async throws {
    let service = try ServiceUnderTest.demo()
    let generation = try DemoWorkspace.snapshot().generation
    for path in ["villages/9/404/269.mvt", "heat/9/404/269.png?breaks=1,2,5"] {
      let answer = try await service("/tiles/\(path)")
      #expect(answer["Vary"] == "Authorization, Cookie, X-Purpose, Accept-Encoding")
      #expect(answer["X-Data-Generation"] == "\(generation)")
      #expect(answer["X-Features-Dropped"] == nil)
      #expect(answer["X-Content-Type-Options"] == "nosniff")
      #expect(answer.headers[.cacheControl]?.isEmpty == false)
      let tag = try #require(answer.tag)
      #expect(tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count > 10)
    }
  }

  @Test("keep what is derived from tips out of shared caches")
  func caching() async throws {
    let service = try ServiceUnderTest.demo()
    let heat = try await service("/tiles/heat/9/404/269.png?breaks=1,2,5")
    #expect(heat.headers[.cacheControl]?.contains("private") == true)
    let borders = try await service("/tiles/villages/9/404/269.png")
    #expect(borders.headers[.cacheControl]?.contains("public") == true)
  }

  @Test("answer 204 to an empty vector tile and an empty picture to the others")
  func emptyTiles() async throws {
    let service = try ServiceUnderTest.demo()
    for layer in ["villages", "heat"] {
      let vector = try await service("/tiles/\(layer)/10/0/0.mvt")
      #expect(vector.status == 204 && vector.body.isEmpty)
      let picture = try await service("/tiles/\(layer)/10/0/0.png")
      #expect(picture.status == 200 && picture.body == TransparentTile.png256)
      let doubled = try await service("/tiles/\(layer)/10/0/0@2x.png")
      #expect(doubled.status == 200 && doubled.body == TransparentTile.png512)
      let drawing = try await service("/tiles/\(layer)/10/0/0.svg")
      #expect(drawing.status == 200 && drawing.text.contains("<svg"))
    }
  }

  @Test("compress vector tiles for clients that read gzip, and only for them")
  func compression() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/tiles/villages/9/404/269.mvt"
    let plain = try await service(path)
    #expect(plain.headers[.contentEncoding] == nil)
    for accepted in ["gzip", "br, gzip;q=0.5", "*", "GZIP"] {
      let packed = try await service(path, headers: [.acceptEncoding: accepted])
      #expect(packed.headers[.contentEncoding] == "gzip")
      #expect(packed.body.prefix(2) == [0x1F, 0x8B])
      #expect(packed.body.count < plain.body.count)
      #expect(packed.tag != plain.tag)
      #expect(try unpacked(packed.body) == plain.body)
    }
    for refused in ["gzip;q=0", "identity", "br", "gzip; q=0.0", ""] {
      let answer = try await service(path, headers: [.acceptEncoding: refused])
      #expect(answer.headers[.contentEncoding] == nil && answer.body == plain.body)
    }
    let picture = try await service(
      "/tiles/villages/9/404/269.png", headers: [.acceptEncoding: "gzip"])
    #expect(picture.headers[.contentEncoding] == nil)
  }

  /// The content of a gzip file, by the program of that name.
  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try ScratchFolder()
    try folder.write(bytes, to: "body.gz")
    let outcome = try Program.run("gzip", ["-d", folder.path("body.gz")])
    #expect(outcome.status == 0)
    return try folder.bytes("body")
  }

  @Test("answer 304 to a client that has the tile already")
  func notModified() async throws {
    let service = try ServiceUnderTest.demo()
    for (path, encoding) in [
      ("/tiles/villages/9/404/269.mvt", "gzip"), ("/tiles/villages/9/404/269.png", ""),
      ("/tiles/heat/9/404/269.svg?breaks=1,2,5", ""), ("/tiles/villages.json", ""),
    ] {
      let first = try await service(path, headers: [.acceptEncoding: encoding])
      let tag = try #require(first.tag)
      for condition in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
        let again = try await service(
          path, headers: [.acceptEncoding: encoding, .ifNoneMatch: condition])
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(again.tag == tag)
        #expect(again["Vary"] == first["Vary"])
        #expect(again.headers[.cacheControl] == first.headers[.cacheControl])
      }
      let other = try await service(
        path, headers: [.acceptEncoding: encoding, .ifNoneMatch: "\"other\""])
      #expect(other.status == 200 && other.body == first.body)
    }
  }

  @Test("have a tag that changes with the content and with nothing else")
  func tags() async throws {
    let service = try ServiceUnderTest.demo()
    let a = try await service("/tiles/villages/9/404/269.svg")
    let b = try await service("/tiles/villages/9/404/269.svg")
    let c = try await service("/tiles/villages/9/405/269.svg")
    #expect(a.tag == b.tag && a.tag != c.tag)
  }

  @Test(
    "refuse addresses outside the matrix with 400",
    arguments: [
      "villages/0/0/1.mvt", "villages/21/0/0.mvt", "heat/9/512/0.png", "heat/9/-1/0.png",
      "heat/9/a/0.png", "heat/9/1/0", "heat/9/1/b.png", "heat/99999999999999999999/0/0.png",
      "heat/9/1/0@3x.png",
    ])
  func outsideMatrix(path: String) async throws {
    expectProblem(try await ServiceUnderTest.demo()("/tiles/\(path)"), status: 400)
  }

  @Test(
    "answer 404 to unknown layers and formats, naming them",
    arguments: [
      ("/tiles/nothing/0/0/0.png", "nothing"), ("/tiles/heat/0/0/0.jpg", "jpg"),
      ("/tiles/villages/0/0/0.pbf", "pbf"), ("/tiles/nothing.json", "nothing"),
      ("/tiles/heat", "heat"), ("/tiles/heat.xml", "heat.xml"),
    ])
  func unknown(path: String, word: String) async throws {
    expectProblem(try await ServiceUnderTest.demo()(path), status: 404, naming: word)
  }

  @Test(
    "refuse parameters that are unknown, malformed or out of range with 400, naming them",
    arguments: [
      ("villages/9/404/269.mvt?levle=village", "levle"),
      ("villages/9/404/269.mvt?level=desa", "level"),
      ("villages/9/404/269.mvt?level=village&level=village", "level"),
      ("heat/9/404/269.png?bandwith=500", "bandwith"),
      ("heat/9/404/269.png?bandwidth=49", "bandwidth"),
      ("heat/9/404/269.png?bandwidth=100001", "bandwidth"),
      ("heat/9/404/269.png?bandwidth=a", "bandwidth"),
      ("heat/9/404/269.png?kernel=gauss", "kernel"), ("heat/9/404/269.png?ramp=rainbow", "ramp"),
      ("heat/9/404/269.png?breaks=2,1", "breaks"),
      ("heat/9/404/269.png?datetime=besok", "datetime"),
      ("heat/9/404/269.png?category=tppo,x", "category"), ("heat/9/404/269.png?source=x", "source"),
      ("heat/9/404/269.png?edge=torus", "edge"), ("heat/9/404/269.png?origin=x", "origin"),
      ("heat/9/404/269.png?min_precision=x", "min_precision"), ("heat/9/404/269.png?a=%zz", "a"),
      ("heat/9/404/269.png?bandwidth=%FF", "bandwidth"), ("heat.json?bandwith=500", "bandwith"),
      ("heat.json?bandwidth=1", "bandwidth"), ("villages.json?level=desa", "level"),
    ])
  func badParameters(path: String, name: String) async throws {
    let answer = try await ServiceUnderTest.demo()("/tiles/\(path)")
    expectProblem(answer, status: 400, naming: name)
  }

  @Test("read percent-encoded parameters and paths")
  func percentEncoding() async throws {
    let service = try ServiceUnderTest.demo()
    let plain = try await service(
      "/tiles/heat/9/404/269.png?bandwidth=5000&breaks=1,2&datetime=2026-01-01T00:00:00Z/..&category=tppo,pmi"
    )
    let encoded = try await service(
      "/tiles/heat/9/404/269.png?bandwidth=5%3000&breaks=1%2C2&datetime=2026-01-01T00%3A00%3A00Z%2F..&category=tppo%2Cpmi"
    )
    #expect(plain.status == 200 && encoded.status == 200 && plain.body == encoded.body)
    let doubled = try await service("/tiles/villages/9/404/269@2x.png")
    let escaped = try await service("/tiles/villages/9/404/269%402x.png")
    #expect(escaped.status == 200 && escaped.body == doubled.body)
  }

  @Test("have pictures of 256 pixels, and of 512 for @2x")
  func doubled() async throws {
    let service = try ServiceUnderTest.demo()
    for (suffix, side) in [("", UInt8(1)), ("@2x", 2)] {
      let answer = try await service("/tiles/villages/9/404/269\(suffix).png")
      #expect(Array(answer.body[16..<24]) == [0, 0, side, 0, 0, 0, side, 0])
    }
  }

  @Test("describe themselves as TileJSON, with the parameters that were asked for")
  func tileJSON() async throws {
    let service = try ServiceUnderTest.demo()
    let borders = try JSONObject(try await service("/tiles/villages.json").text)
    #expect(borders.text("tilejson") == "3.0.0")
    #expect(borders.texts("tiles") == ["http://localhost:8080/tiles/villages/{z}/{x}/{y}.mvt"])
    #expect(borders.number("minzoom") == 0 && borders.number("maxzoom") == 20)
    let bounds = borders.numbers("bounds")
    #expect(bounds.count == 4 && (104.2...104.3).contains(bounds[0]))
    let layers = Dictionary(
      uniqueKeysWithValues: borders.list("vector_layers").map { ($0.text("id") ?? "", $0) })
    #expect(Set(layers.keys).count == 9)
    #expect(layers["borders"]?.object("fields")?.names == ["boundary_status", "level", "outer"])
    #expect(layers["villages"]?.text("description")?.contains("zoom 9") == true)
    #expect(layers["villages"]?.number("minzoom") == 9)
    #expect(layers["regencies_label"]?.number("maxzoom") == 8)
    #expect(
      layers["villages"]?.object("fields")?.names == ["boundary_status", "code", "name", "status"])
    let heat = try JSONObject(
      try await service("/tiles/heat.json?bandwidth=500&category=tppo%2Cpmi").text)
    #expect(
      heat.texts("tiles") == [
        "http://localhost:8080/tiles/heat/{z}/{x}/{y}.png?bandwidth=500&category=tppo%2Cpmi"
      ])
    #expect(
      heat.text("legend")?.hasSuffix("/legends/heat.json?bandwidth=500&category=tppo%2Cpmi") == true
    )
    #expect(heat.text("datetime")?.hasPrefix("2024-09-30T17:00:00Z/") == true)
  }
}
