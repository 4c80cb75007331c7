import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Points over HTTP")
struct PointRouteTests {
  @Test("come with documents that describe them", arguments: PointLayer.allCases)
  func documents(layer: PointLayer) async throws {
    let service = try ServiceUnderTest.demo()
    let name = layer.rawValue
    let tile = try await service("/tiles/\(name)/9/404/269.mvt")
    #expect(tile.status == 200 && tile.mediaType == "application/vnd.mapbox-vector-tile")
    let isPublic = [.servicePoints, .offices].contains(layer)
    #expect(
      tile.headers[.cacheControl]?.hasPrefix(isPublic ? "public" : "private") == true)
    let document = try JSONObject(try await service("/tiles/\(name).json").text)
    #expect(document.list("vector_layers").first?.text("id") == name)
    #expect(document.texts("tiles").first?.hasSuffix("/tiles/\(name)/{z}/{x}/{y}.mvt") == true)
    #expect((document.text("datetime") != nil) == [.activities, .tips].contains(layer))
    for (language, _) in [("id", 0), ("en", 1)] {
      let path = "/legends/\(name).json?lang=\(language)"
      let legend = try JSONObject(try await service(path).text)
      #expect(legend.text("title")?.isEmpty == false && legend.object("group") != nil)
      #expect(legend.list("classes").allSatisfy { $0.text("shape") != nil })
    }
    #expect(try await service("/legends/\(name).png").mediaType == "image/png")
    expectProblem(
      try await service("/tiles/\(name)/9/404/269.mvt?x=1"), status: 400, naming: "'x'")
    expectProblem(try await service("/tiles/\(name).json?x=1"), status: 400, naming: "'x'")
    expectProblem(try await service("/legends/\(name).json?x=1"), status: 400, naming: "'x'")
  }

  @Test("of single reports are noted with the officer's purpose, also from the cache")
  func noted() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    for _ in 0..<2 {
      #expect(try await service("/tiles/tips/9/404/269.mvt", purpose: "patroli").status == 200)
    }
    #expect(try await service("/tiles/accommodations/9/404/269.mvt").status == 200)
    await service.access.audit.flush()
    #expect(
      service.log.events.map(\.detail)
        == Array(repeating: "GET /tiles/tips/9/404/269.mvt", count: 2))
    #expect(service.log.events.allSatisfy { $0.purpose == "patroli" })
  }

  @Test("never come from the cache of somebody who sees more")
  func caches() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    let path = "/tiles/accommodations/9/404/269.mvt"
    let own = try await service(path, as: .planner)
    let other = try await service(
      path, headers: [.authorization: try TestAccounts.outside(.planner).authorization])
    let everything = try await service(path)
    #expect(own.status == 200 && everything.status == 200)
    #expect(other.status == 204 && other.tag != own.tag)
    // An officer of elsewhere sees the same houses as this one, and is told nothing of them.
    let stranger = try await service(
      path, headers: [.authorization: try TestAccounts.outside(.officer).authorization])
    #expect(stranger.status == 200 && stranger.body == own.body && own.body != everything.body)
    let tips = "/tiles/tips/9/404/269.mvt"
    #expect(try await service(tips).status == 200)
    let elsewhere = try await service(
      tips, headers: [.authorization: try TestAccounts.outside(.officer).authorization])
    #expect(elsewhere.status == 204)
    expectProblem(try await service(tips, as: .planner), status: 403)
    expectProblem(try await service(tips, as: .public), status: 401)
  }
}

@Suite("Accommodations over HTTP")
struct AccommodationRouteTests {
  private static func board() throws -> SmallWorkspace {
    let small = try SmallWorkspace()
    try small.workspace.write { transaction in
      for (number, column) in [0.5, 1.5, 40].enumerated() {
        var house = AccommodationRecord(id: "A-\(number)", name: "Wisma \(number)")
        house.place = SmallWorkspace.place(column, 0.5)
        house.reporting = .no
        try transaction.insert(house)
      }
    }
    return small
  }

  @Test("are listed in three formats, in parts")
  func list() async throws {
    let service = try ServiceUnderTest.demo()
    let answer = try await service("/accommodations?reporting=no&limit=7")
    #expect(answer.status == 200 && answer.headers[.cacheControl] == "private, no-cache")
    let first = try JSONObject(answer.text)
    let matched = try #require(first.number("matched"))
    #expect(first.list("accommodations").count == 7 && matched > 20)
    #expect(first.list("accommodations").allSatisfy { $0.text("reporting") == "no" })
    let last = try JSONObject(
      try await service("/accommodations?reporting=no&offset=\(Int(matched) - 1)").text)
    #expect(last.list("accommodations").count == 1)
    let csv = try await service("/accommodations?f=csv&within=99.01.01")
    #expect(csv.mediaType == "text/csv; charset=utf-8" && csv.text.hasPrefix("id,name,kind,"))
    let features = try JSONObject(try await service("/accommodations?f=geojson").text)
    #expect(features.list("features").count == 100)
  }

  @Test(
    "are not listed where something is wrong with the request",
    arguments: [
      ("limit=0", 400, "limit"), ("limit=10001", 400, "limit"), ("offset=-1", 400, "offset"),
      ("f=xml", 400, "f"), ("reporting=x", 400, "reporting"), ("within=x", 400, "within"),
      ("x=1", 400, "'x'"),
    ])
  func badList(query: String, status: Int, word: String) async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(try await service("/accommodations?\(query)"), status: status, naming: word)
  }

  @Test("beyond an officer's area are refused, also in part")
  func areas() async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(
      try await service("/accommodations?within=99"), status: 403, naming: "99")
    expectProblem(
      try await service("/accommodations", purpose: nil), status: 403, naming: "X-Purpose")
    let outside: HTTPFields = [.authorization: try TestAccounts.outside(.officer).authorization]
    let empty = try JSONObject(try await service("/accommodations", headers: outside).text)
    #expect(empty.number("matched") == 0)
  }

  private static func put(
    _ service: ServiceUnderTest, _ id: String, _ body: String, as role: Role = .officer,
    headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await service(
      "/accommodations/\(id)/reporting", .put, as: role, headers: headers, body: body)
  }

  @Test(
    "get their reporting set by an officer of the area; the map shows it at once, the log names it")
  func setReporting() async throws {
    let small = try Self.board()
    let service = try ServiceUnderTest(small.workspace)
    let answer = try await Self.put(
      service, "A-0", #"{"reporting":"yes","last_report":"2026-09-30"}"#)
    #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
    let reply = try JSONObject(answer.text)
    #expect(reply.text("reporting") == "yes" && reply.text("previous_reporting") == "no")
    #expect(reply.text("last_report") == "2026-09-30")
    let list = try JSONObject(try await service("/accommodations?reporting=yes").text)
    #expect(list.list("accommodations").map { $0.text("id") } == ["A-0"])
    let entry = try #require(
      try small.workspace.read { try $0.latestAudit(1, upTo: .max) }.first)
    #expect(entry.action == "accommodations.reporting" && entry.actor == "officer")
    #expect(entry.detail == "A-0 yes 2026-09-30" && entry.purpose == "tests")
    #expect(try await Self.put(service, "A-0", #"{"reporting":"unknown"}"#).status == 200)
    let house = try small.workspace.read { try $0.accommodation("A-0") }
    #expect(house?.reporting == .unknown && house?.lastReport?.description == "2026-09-30")
  }

  @Test("keep their reporting where something is wrong with the change")
  func badChanges() async throws {
    let small = try Self.board()
    let service = try ServiceUnderTest(small.workspace)
    for (body, word) in [
      (#"{"reporting":"maybe"}"#, "reporting"), ("{}", ""), ("[]", ""),
      (#"{"reporting":"yes","last_report":"besok"}"#, "last_report"),
      (#"{"reporting":"yes","last_report":"2999-01-01"}"#, "last_report"),
    ] {
      expectProblem(try await Self.put(service, "A-0", body), status: 400, naming: word)
    }
    let body = #"{"reporting":"yes"}"#
    expectProblem(try await Self.put(service, "A-9", body), status: 404, naming: "A-9")
    // In no village, so in nobody's area.
    expectProblem(try await Self.put(service, "A-2", body), status: 404)
    expectProblem(
      try await Self.put(
        service, "A-0", body,
        headers: [.authorization: try TestAccounts.outside(.officer).authorization]), status: 404)
    expectProblem(try await Self.put(service, "A-0", body, as: .public), status: 401)
    for role in [Role.partner, .planner, .auditor, .admin] {
      expectProblem(try await Self.put(service, "A-0", body, as: role), status: 403)
    }
    #expect(try small.workspace.read { try $0.accommodation("A-0") }?.reporting == .no)
    #expect(try small.workspace.read { try $0.latestAudit(1, upTo: .max) }.isEmpty)
  }
}
