import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("The other routes")
struct OtherRouteTests {
  @Test("tell whether the process lives, and whether it has data")
  func health() async throws {
    let service = try ServiceUnderTest.demo()
    for path in ["/health/live", "/health/ready"] {
      let answer = try await service(path)
      #expect(answer.status == 200 && answer.mediaType == "application/json")
      #expect(answer.headers[.cacheControl] == "no-store")
    }
    let generation = try DemoWorkspace.snapshot().generation
    let ready = try JSONObject(try await service("/health/ready").text)
    #expect(ready.number("generation") == Double(generation))
  }

  @Test("answer 503 until the first snapshot is there, but live")
  func notReady() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.isLoaded = false }
    for path in [
      "/health/ready", "/tiles/villages/0/0/0.mvt", "/tiles/heat.json", "/legends/heat.svg",
      "/styles/petabinaan.json", "/villages/99.01.01.1001", "/villages?near=104.5,-9.5",
    ] {
      let answer = try await service(path)
      expectProblem(answer, status: 503)
      #expect(answer.headers[.retryAfter] == "1")
    }
    #expect(try await service("/health/live").status == 200)
    try service.holder.refresh(today: DemoWorkspace.today)
    #expect(try await service("/health/ready").status == 200)
  }

  @Test("answer with the data of the newest generation")
  func newGenerations() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let path = "/villages/\(SmallWorkspace.code(0, 0))"
    let before = try await service(path)
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)])
    #expect(try await service(path).tag == before.tag)
    try service.holder.refresh(today: DemoWorkspace.today)
    let after = try await service(path)
    #expect(after.tag != before.tag)
    #expect(after["X-Data-Generation"] != before["X-Data-Generation"])
    #expect(try JSONObject(after.text).object("density")?.number("count") == 1)
  }

  @Test("draw legends for the very parameters of the tiles, in both languages")
  func legends() async throws {
    let service = try ServiceUnderTest.demo()
    for (path, mediaType) in [
      ("/legends/heat.svg?breaks=1,2,5", "image/svg+xml"),
      ("/legends/heat.png?breaks=1,2,5&ramp=blues", "image/png"),
      ("/legends/heat.json?breaks=1,2,5", "application/json"),
      ("/legends/villages.svg", "image/svg+xml"),
      ("/legends/villages.json?lang=en", "application/json"),
    ] {
      let answer = try await service(path)
      #expect(answer.status == 200 && answer.mediaType == mediaType && !answer.body.isEmpty)
    }
    let (indonesian, english) = (
      try await service("/legends/heat.json?breaks=1,2,5"),
      try await service("/legends/heat.json?breaks=1,2,5&lang=en")
    )
    #expect(indonesian.body != english.body)
    let narrow = try await service("/legends/heat.json?breaks=1,2,3")
    #expect(narrow.body != (try await service("/legends/heat.json?breaks=1,2,4")).body)
  }

  @Test(
    "refuse legends of nothing",
    arguments: [
      ("/legends/nothing.svg", 404, "nothing"), ("/legends/heat.gif", 404, "gif"),
      ("/legends/heat", 404, "heat"), ("/legends/heat.svg?lang=fr", 400, "lang"),
      ("/legends/heat.svg?bandwidth=1", 400, "bandwidth"), ("/legends/heat.svg?x=1", 400, "x"),
      ("/legends/villages.svg?level=desa", 400, "level"),
    ])
  func badLegends(path: String, status: Int, word: String) async throws {
    expectProblem(try await ServiceUnderTest.demo()(path), status: status, naming: word)
  }

  @Test("offer a style whose sources lie on this server")
  func style() async throws {
    let service = try ServiceUnderTest.demo()
    let answer = try await service("/styles/petabinaan.json")
    let style = try JSONObject(answer.text)
    #expect(style.number("version") == 8)
    #expect(
      style.object("sources")?.object("villages")?.text("url")
        == "http://localhost:8080/tiles/villages.json")
    let layers = style.list("layers").compactMap { $0.text("source-layer") }
    #expect(
      Set(layers) == [
        "provinces", "regencies", "districts", "villages", "borders", "coverage", "service-points",
        "offices",
      ])
    // Nothing in it needs an account: every source opens to whoever asks.
    for name in style.object("sources")?.names ?? [] {
      #expect(try await service("/tiles/\(name).json", as: .public).status == 200, "\(name)")
    }
    let coverage = style.list("layers").first { $0.text("id") == "coverage-fill" }
    #expect(coverage?.object("layout")?.text("visibility") == "none")
    let ids = style.list("layers").compactMap { $0.text("id") }
    #expect(Set(ids).count == ids.count)
    expectProblem(try await service("/styles/other.json"), status: 404)
    expectProblem(try await service("/styles/petabinaan.json?x=1"), status: 400, naming: "x")
  }

  @Test("tell what is known of a village, dotted or not")
  func villages() async throws {
    let service = try ServiceUnderTest.demo()
    let dotted = try await service("/villages/99.01.01.1001?bandwidth=5000")
    let plain = try await service("/villages/9901011001?bandwidth=5000")
    #expect(dotted.status == 200 && dotted.body == plain.body)
    #expect(dotted.headers[.cacheControl]?.contains("private") == true)
    #expect(try JSONObject(dotted.text).text("name") == "Jatitengah")
    expectProblem(
      try await service("/villages/99.01.01.9999"), status: 404, naming: "99.01.01.9999")
    expectProblem(try await service("/villages/x"), status: 404, naming: "x")
    expectProblem(
      try await service("/villages/99.01.01.1001?ramp=blues"), status: 400, naming: "ramp")
    expectProblem(
      try await service("/villages/99.01.01.1001?bandwidth=1"), status: 400, naming: "bandwidth")
  }

  @Test("draw a village's own heatmap, cut to its border")
  func villageHeat() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/villages/99.01.01.1001/heat"
    let svg = try await service("\(path).svg?bandwidth=5000&edge=land&adaptive=true")
    #expect(svg.status == 200 && svg.headers[.contentType] == "image/svg+xml")
    #expect(svg.text.contains("<clipPath") && svg.text.contains("Jatitengah"))
    let png = try await service("\(path).png?bandwidth=auto&kernel=triweight")
    #expect(png.status == 200 && png.headers[.contentType] == "image/png")
    #expect(png.headers[.cacheControl]?.contains("private") == true)
    #expect(png.body.count > 1000)
    expectProblem(
      try await service("/villages/99.01.01.9999/heat.png"), status: 404, naming: "99.01.01.9999")
    expectProblem(try await service("\(path).mvt"), status: 404, naming: "mvt")
    expectProblem(
      try await service("/villages/99.01.01.1001/cold.png"), status: 404, naming: "cold.png")
    expectProblem(try await service("\(path).png?kernel=x"), status: 400, naming: "kernel")
    expectProblem(try await service("\(path).png?level=village"), status: 400, naming: "level")
  }

  @Test("say how the bandwidth was found, and what happens at coasts")
  func heatLegend() async throws {
    let service = try ServiceUnderTest.demo()
    let legend = try JSONObject(
      try await service("/legends/heat.json?bandwidth=auto&edge=land&adaptive=true&lang=en").text)
    let bandwidth = try #require(legend.number("bandwidth_m"))
    #expect((50...100_000).contains(bandwidth))
    #expect(legend.text("edge") == "land")
    let text = try await service("/legends/heat.svg?bandwidth=auto&adaptive=true&lang=en").text
    #expect(text.contains("adaptive bandwidth around") && text.contains("(automatic)"))
  }

  @Test("find the villages near a place")
  func near() async throws {
    let service = try ServiceUnderTest.demo()
    let area = try #require(try DemoWorkspace.snapshot().villages.areas.first)
    let place = "\(area.label.longitude),\(area.label.latitude)"
    let answer = try JSONObject(try await service("/villages?near=\(place)&limit=3").text)
    #expect(answer.list("villages").count == 3)
    #expect(answer.list("villages").first?.text("code") == area.code.text)
    for query in [
      "", "near=", "near=104", "near=104,-9,1", "near=a,b", "near=999,0", "near=104,nan",
    ] {
      expectProblem(try await service("/villages?\(query)"), status: 400, naming: "near")
    }
    for limit in ["0", "101", "a", "-1", "1.5"] {
      expectProblem(
        try await service("/villages?near=\(place)&limit=\(limit)"), status: 400, naming: "limit")
    }
    expectProblem(try await service("/villages?near=\(place)&x=1"), status: 400, naming: "x")
    for near in ["104,a,-9.5", "104.5,-9.5,x", "104.5,-9.5,"] {
      expectProblem(try await service("/villages?near=\(near)"), status: 400, naming: "near")
    }
  }

  @Test("serve the viewer's own files and nothing else of the disk")
  func viewer() async throws {
    let service = try ServiceUnderTest.demo()
    let page = try await service("/")
    #expect(page.status == 200 && page.mediaType == "text/html; charset=utf-8")
    let policy = try #require(page["Content-Security-Policy"])
    for part in [
      "default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "worker-src blob:",
    ] {
      #expect(policy.contains(part))
    }
    #expect(!policy.contains("unsafe"))
    #expect(page["Referrer-Policy"] == "no-referrer")
    let signIn = try await service("/signin", as: .public)
    #expect(signIn.status == 200 && signIn.mediaType == "text/html; charset=utf-8")
    #expect(signIn["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
    #expect(signIn["Content-Security-Policy"]?.contains("unsafe") == false)
    #expect(!signIn.text.contains("<style") && !signIn.text.contains("<script>"))
    #expect(try await service("/viewer/index.html").body == page.body)
    for path in [
      "/viewer/missing.js", "/viewer/..%2F..%2FPackage.swift", "/viewer/%2Fetc%2Fpasswd",
      "/vendor/index.html", "/nothing", "/viewer", "/tiles", "/favicon.txt",
      "/viewer/../Package.swift",
      "/viewer/%00", "/viewer/.", "/../../etc/passwd", "/viewer/..%5Csecret", "//etc/passwd",
    ] {
      expectProblem(try await service(path), status: 404)
    }
  }

  @Test("serve of the map library's folder only its own two files")
  func vendor() async throws {
    let folder = try ScratchFolder()
    try folder.write("script", to: "maplibre-gl.js")
    try folder.write("style", to: "maplibre-gl.css")
    try folder.write("secret", to: "passwords.txt")
    let service = try ServiceUnderTest(try DemoWorkspace.open()) {
      ($0.isLoaded, $0.mapLibre) = (false, folder.url.path)
    }
    let script = try await service("/vendor/maplibre-gl.js")
    #expect(script.text == "script" && script.mediaType == "text/javascript; charset=utf-8")
    #expect(try await service("/vendor/maplibre-gl.css").mediaType == "text/css; charset=utf-8")
    expectProblem(try await service("/vendor/passwords.txt"), status: 404)
  }

  static let everywhere = [
    "/", "/health/live", "/health/ready", "/tiles/villages/9/404/269.mvt", "/tiles/villages.json",
    "/tiles/heat/9/404/269.png?breaks=1,2,5", "/legends/villages.svg", "/styles/petabinaan.json",
    "/villages/99.01.01.1001?bandwidth=20000", "/villages?near=104.5,-9.5",
  ]

  @Test("answer HEAD as GET without the body", arguments: everywhere)
  func head(path: String) async throws {
    let service = try ServiceUnderTest.demo()
    let (get, head) = (try await service(path), try await service(path, .head))
    #expect(head.status == get.status)
    #expect(head.body.isEmpty && !get.body.isEmpty)
    #expect(head.tag == get.tag && head.mediaType == get.mediaType)
    #expect(
      head["Vary"] == get["Vary"] && head.headers[.cacheControl] == get.headers[.cacheControl])
  }

  @Test("answer OPTIONS with what is allowed", arguments: everywhere)
  func options(path: String) async throws {
    let answer = try await ServiceUnderTest.demo()(path, .options)
    #expect(answer.status == 204 && answer.body.isEmpty)
    #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS")
  }

  @Test("take no other methods", arguments: [HTTPRequest.Method.post, .put, .delete, .patch])
  func otherMethods(method: HTTPRequest.Method) async throws {
    let answer = try await ServiceUnderTest.demo()("/tiles/villages/9/404/269.mvt", method)
    #expect([404, 405].contains(answer.status))
    #expect(answer.mediaType == "application/problem+json")
  }

  @Test("answer only those who know the server by a name of this machine")
  func hosts() async throws {
    let service = try ServiceUnderTest.demo()
    for host in [
      "localhost", "LOCALHOST:80", "127.0.0.1:8080", "127.8.9.10", "[::1]:8080", "[::1]",
    ] {
      #expect(try await service("/health/live", authority: host).status == 200)
    }
    for host in [
      "example.com", "localhost.example.com", "127.0.0.1.example.com", "128.0.0.1", "127.0.0",
      "0.0.0.0",
      "192.168.1.2:8080", "[::2]", "[::1].example.com", "127.0.0.256", "",
    ] {
      expectProblem(try await service("/health/live", authority: host), status: 421)
      expectProblem(try await service("/tiles/heat/0/0/0.png", authority: host), status: 421)
    }
  }
}
