import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Doubtful places over HTTP")
struct ReviewRouteTests {
  /// A board on which tips wait, each with candidates in some villages.
  private struct Scene {
    let small: SmallWorkspace
    let service: ServiceUnderTest

    init() throws {
      small = try SmallWorkspace()
      service = try ServiceUnderTest(small.workspace)
    }

    func wait(_ id: String, _ codes: [String?], hour: Int = 0) throws {
      var tip = TipRecord(
        id: id, occurredAt: Instant(secondsSince1970: 1_767_000_000), category: .tppo)
      (tip.placeText, tip.summary) = ("dekat pasar \(id)", "ringkasan \(id)")
      let candidates = try codes.map { code in
        PlaceCandidate(
          code: try code.map { try AreaCode($0) }, name: "X", fullName: "X, Y", level: .desa,
          place: SmallWorkspace.place(0.5, 0.5), radiusMeters: 700, score: 0.4)
      }
      let moment = Instant(secondsSince1970: 1_767_100_000 + Int64(hour) * 3600)
      try small.workspace.write {
        _ = try $0.take(tip, inDoubtBetween: candidates, at: moment)
      }
    }

    func decide(_ id: String, _ body: String, as role: Role = .officer) async throws -> Answer {
      try await service("/review/\(id)", .post, as: role, body: body)
    }

    func waiting() async throws -> [String] {
      try JSONObject(try await service("/review").text).list("tips").compactMap { $0.text("id") }
    }

    func tip(_ id: String) throws -> TipRecord? {
      try small.workspace.read { try $0.tip(id, for: .owner(purpose: "tests")) }
    }
  }

  private static let here = SmallWorkspace.code(0, 0)
  private static let elsewhere = "12.01.01.2001"

  @Test("An officer sees the tips that may lie in the own area, the longest waiting first")
  func list() async throws {
    let scene = try Scene()
    try scene.wait("late", [Self.here], hour: 5)
    try scene.wait("early", [Self.elsewhere, Self.here], hour: 1)
    try scene.wait("foreign", [Self.elsewhere])
    try scene.wait("nowhere", [])
    try scene.wait("unknown", [nil])
    let answer = try await scene.service("/review")
    #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
    let list = try JSONObject(answer.text)
    #expect(list.number("waiting") == 2)
    let tips = list.list("tips")
    #expect(tips.map { $0.text("id") } == ["early", "late"])
    let candidates = try #require(tips.first?.list("candidates"))
    #expect(candidates.map { $0.number("number") } == [1, 2])
    #expect(candidates.map { $0.text("code") } == [Self.elsewhere, Self.here])
    #expect(answer.text.contains("\"in_area\":false") && answer.text.contains("\"in_area\":true"))
    let page = try JSONObject(try await scene.service("/review?limit=1&offset=1").text)
    #expect(page.list("tips").map { $0.text("id") } == ["late"])
    #expect(page.number("waiting") == 2)
    #expect(scene.service.log.events.contains { $0.detail?.hasPrefix("GET /review") == true })
  }

  @Test("Nobody else sees or decides anything")
  func refused() async throws {
    let scene = try Scene()
    try scene.wait("one", [Self.here])
    expectProblem(try await scene.service("/review", as: .public), status: 401)
    expectProblem(
      try await scene.service("/review", purpose: nil), status: 403, naming: "X-Purpose")
    for role in [Role.partner, .planner, .auditor, .admin] {
      expectProblem(try await scene.service("/review", as: role), status: 403)
      expectProblem(
        try await scene.decide("one", #"{"decision":"reject"}"#, as: role), status: 403)
    }
    let headers: HTTPFields = [
      .authorization: try TestAccounts.outside(.officer).authorization
    ]
    let outside = try await scene.service("/review", headers: headers)
    #expect(try JSONObject(outside.text).number("waiting") == 0)
    let foreign = try await scene.service(
      "/review/one", .post, headers: headers, body: #"{"decision":"reject"}"#)
    let missing = try await scene.service(
      "/review/two", .post, headers: headers, body: #"{"decision":"reject"}"#)
    expectProblem(foreign, status: 404)
    #expect(foreign.text.replacing("one", with: "two") == missing.text)
    #expect(try await scene.waiting() == ["one"])
  }

  @Test("An accepted place puts the tip on the map with the next request, and is noted")
  func accept() async throws {
    let scene = try Scene()
    for id in ["a", "b", "c"] { try scene.wait(id, [Self.elsewhere, Self.here]) }
    let first = try await scene.decide("a", #"{"decision":"accept","candidate":2}"#)
    #expect(first.status == 200)
    let reply = try JSONObject(first.text)
    #expect(reply.text("code") == Self.here && reply.number("radius_m") == 700)
    #expect(try scene.tip("a")?.place == SmallWorkspace.place(0.5, 0.5))
    let code = try await scene.decide("b", #"{"decision":"accept","code":"\#(Self.here)"}"#)
    #expect(try JSONObject(code.text).text("level") == "desa")
    let spot = SmallWorkspace.place(0.2, 0.2)
    let point = try await scene.decide(
      "c", #"{"decision":"accept","lon":\#(spot.longitude),"lat":\#(spot.latitude)}"#)
    #expect(point.status == 200 && point.text.contains("\"radius_m\":null"))
    #expect(try scene.tip("c")?.level == .point)
    #expect(try await scene.waiting().isEmpty)
    let profile = try await scene.service("/villages/\(Self.here)")
    #expect(try JSONObject(profile.text).object("density")?.number("count") == 3)
    let entries = try scene.small.workspace.read { try $0.latestAudit(3, upTo: .max) }
    #expect(entries.map(\.action) == Array(repeating: "review.accept", count: 3))
    #expect(entries.last?.detail == "a \(Self.here)" && entries.last?.actor == "officer")
  }

  @Test("A rejected tip goes on waiting for the offices whose places it may mean")
  func reject() async throws {
    let scene = try Scene()
    try scene.wait("both", [Self.here, Self.elsewhere])
    try scene.wait("own", [Self.here])
    let both = try await scene.decide("both", #"{"decision":"reject"}"#)
    #expect(both.text == #"{"id":"both","decision":"reject","waiting":true}"#)
    let own = try await scene.decide("own", #"{"decision":"reject"}"#)
    #expect(own.text == #"{"id":"own","decision":"reject","waiting":false}"#)
    #expect(try await scene.waiting().isEmpty)
    let outside: HTTPFields = [
      .authorization: try TestAccounts.outside(.officer).authorization
    ]
    let theirs = try JSONObject(try await scene.service("/review", headers: outside).text)
    #expect(theirs.list("tips").map { $0.text("id") } == ["both"])
    #expect(try scene.tip("own")?.place == nil && scene.tip("own")?.placeText != nil)
    expectProblem(try await scene.decide("own", #"{"decision":"reject"}"#), status: 404)
  }

  @Test(
    "What is wrong is said, and nothing is decided",
    arguments: [
      (#"{"decision":"perhaps"}"#, 400, "reject"), (#"{"decision":"accept"}"#, 400, "candidate"),
      (#"{"decision":"reject","candidate":1}"#, 400, "none of them"),
      (#"{"decision":"accept","candidate":3}"#, 400, "1 to 2"),
      (#"{"decision":"accept","candidate":0}"#, 400, "1 to 2"),
      (#"{"decision":"accept","candidate":2}"#, 403, "outside"),
      (#"{"decision":"accept","code":"12.01"}"#, 400, "village"),
      (#"{"decision":"accept","code":"12.01.01.2001"}"#, 400, "village of today"),
      (#"{"decision":"accept","lon":106.8}"#, 400, "lon and lat"),
      (#"{"decision":"accept","lon":0,"lat":0}"#, 400, "Indonesia"),
      (#"{"decision":"accept","lon":98.5,"lat":3.5}"#, 403, "outside"), ("[]", 400, ""),
    ])
  func wrong(body: String, status: Int, word: String) async throws {
    let scene = try Scene()
    try scene.wait("one", [Self.here, Self.elsewhere])
    expectProblem(try await scene.decide("one", body), status: status, naming: word)
    #expect(try await scene.waiting() == ["one"])
    #expect(try scene.tip("one")?.place == nil)
  }
}
