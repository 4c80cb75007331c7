import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Triage over HTTP")
struct TriageRouteTests {
  private static func board() throws -> SmallWorkspace {
    let small = try SmallWorkspace()
    let places = (0..<5).map { SmallWorkspace.place(0.2 + 0.1 * Double($0), 0.5) }
    try small.addTips(at: places + [SmallWorkspace.place(40, 0.5)])
    return small
  }

  private static func count(_ service: ServiceUnderTest) async throws -> Double? {
    let answer = try await service("/villages/\(SmallWorkspace.code(0, 0))")
    return try JSONObject(answer.text).object("density")?.number("count")
  }

  @Test("takes an unfounded tip off the officer's map at once, and notes it")
  func unfounded() async throws {
    let small = try Self.board()
    let service = try ServiceUnderTest(small.workspace)
    #expect(try await Self.count(service) == 5)
    let answer = try await service("/tips/T-2", .patch, body: #"{"status":"unfounded"}"#)
    #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
    let reply = try JSONObject(answer.text)
    #expect(reply.text("status") == "unfounded" && reply.text("previous_status") == "new")
    #expect(try await Self.count(service) == 4)
    #expect(try await service("/tips/T-2", .patch, body: #"{"status":"verified"}"#).status == 200)
    #expect(try await Self.count(service) == 5)
    let entries = try small.workspace.read { try $0.latestAudit(2, upTo: .max) }
    #expect(entries.map(\.action) == ["tips.triage", "tips.triage"])
    #expect(entries.first?.detail == "T-2 verified" && entries.first?.actor == "officer")
    #expect(entries.first?.purpose == "tests")
  }

  @Test("takes a tip by its row, as the collection names it")
  func byRow() async throws {
    let small = try Self.board()
    let service = try ServiceUnderTest(small.workspace)
    let items = try JSONObject(
      try await service("/collections/tips/items?limit=1").text
    ).list("features")
    let row = try #require(items.first?.text("id"))
    let answer = try await service("/tips/row:\(row)", .patch, body: #"{"status":"verified"}"#)
    #expect(answer.status == 200)
    #expect(try JSONObject(answer.text).text("id")?.hasPrefix("T-") == true)
    for wrong in ["row:99999", "row:x", "row:"] {
      let answer = try await service("/tips/\(wrong)", .patch, body: #"{"status":"verified"}"#)
      expectProblem(answer, status: 404)
    }
  }

  @Test("is refused to everybody but an officer in whose area the tip lies")
  func refused() async throws {
    let small = try Self.board()
    let service = try ServiceUnderTest(small.workspace)
    let body = #"{"status":"unfounded"}"#
    expectProblem(try await service("/tips/T-2", .patch, as: .public, body: body), status: 401)
    for role in [Role.partner, .planner, .auditor, .admin] {
      expectProblem(
        try await service("/tips/T-2", .patch, as: role, body: body), status: 403,
        naming: role.rawValue)
    }
    let outside = [
      HTTPField.Name.authorization: try TestAccounts.outside(.officer).authorization
    ]
    var headers = HTTPFields()
    for (name, value) in outside { headers[name] = value }
    // Whether a tip elsewhere exists is not told.
    let elsewhere = try await service("/tips/T-2", .patch, headers: headers, body: body)
    let missing = try await service("/tips/T-99", .patch, headers: headers, body: body)
    expectProblem(elsewhere, status: 404)
    #expect(
      elsewhere.text.replacing("T-2", with: "T") == missing.text.replacing("T-99", with: "T"))
    expectProblem(try await service("/tips/T-5", .patch, body: body), status: 404)
    #expect(try await Self.count(service) == 5)
  }

  @Test("says what is wrong with a change, and changes nothing")
  func badChange() async throws {
    let small = try Self.board()
    let service = try ServiceUnderTest(small.workspace)
    expectProblem(
      try await service("/tips/T-2", .patch, body: #"{"status":"gone"}"#), status: 400,
      naming: "verified")
    expectProblem(try await service("/tips/T-2", .patch, body: "{}"), status: 400)
    expectProblem(
      try await service(
        "/tips/T-2", .patch, headers: [.contentType: "text/plain"], body: #"{"status":"new"}"#),
      status: 415)
    let large = #"{"status":"\#(String(repeating: "x", count: 9000))"}"#
    expectProblem(try await service("/tips/T-2", .patch, body: large), status: 413)
    let cookie = try await service.signIn(try TestAccounts.account(.officer))
    expectProblem(
      try await service(
        "/tips/T-2", .patch, headers: [.cookie: cookie, .origin: "https://elsewhere.example"],
        body: #"{"status":"unfounded"}"#), status: 403)
    #expect(try await Self.count(service) == 5)
  }
}

@Suite("Tables over HTTP")
struct TableRouteTests {
  @Test("come by village and by larger areas, in three formats, as far as the role reaches")
  func formats() async throws {
    let service = try ServiceUnderTest.demo()
    let csv = try await service("/analysis/density?f=csv")
    #expect(csv.status == 200 && csv.mediaType == "text/csv; charset=utf-8")
    #expect(csv.text.split(separator: "\r\n").count == 121)
    #expect(csv.headers[.cacheControl] == "private, no-cache")
    let districts = try await service("/analysis/density?by=district&f=geojson", as: .planner)
    #expect(districts.status == 200 && districts.mediaType == "application/geo+json")
    #expect(try JSONObject(districts.text).list("features").count == 8)
    let partner = try await service("/analysis/density", as: .partner)
    #expect(partner.status == 200 && partner.text.contains("99.01.01"))
    expectProblem(
      try await service("/analysis/density?by=village", as: .partner), status: 403,
      naming: "district")
    expectProblem(
      try await service("/analysis/density?bandwidth=777", as: .planner), status: 403,
      naming: "1000")
    expectProblem(try await service("/analysis/density?by=hamlet"), status: 400, naming: "by")
    expectProblem(try await service("/analysis/density?f=xml"), status: 400, naming: "f")
    expectProblem(try await service("/analysis/density", as: .public), status: 401)
    expectProblem(try await service("/analysis/density", as: .admin), status: 403)
    expectProblem(
      try await service("/analysis/density", purpose: nil), status: 403, naming: "X-Purpose")
  }

  @Test("of what is more than chance come for those who may see reports")
  func statistics() async throws {
    let service = try ServiceUnderTest.demo()
    let hotspots = try await service("/analysis/hotspots?permutations=199&weights=knn:4")
    #expect(hotspots.status == 200 && hotspots.mediaType == "application/json")
    #expect(hotspots.text.contains(#""p_sim""#) && hotspots.text.contains(#""neighbors":["#))
    #expect(hotspots.headers[.cacheControl] == "private, no-cache")
    let scan = try await service("/analysis/scan?permutations=99&f=csv")
    #expect(scan.status == 200 && scan.text.hasPrefix("rank,villages"))
    let clusters = try await service("/analysis/clusters?radius=800&f=geojson")
    #expect(clusters.status == 200)
    #expect(try JSONObject(clusters.text).list("features").count >= 1)
    let free = try await service("/analysis/clusters?method=hdbscan&min_cluster_size=6&f=csv")
    #expect(free.status == 200 && free.text.hasPrefix("rank,count"))
    expectProblem(
      try await service("/analysis/clusters?method=hdbscan&radius=300"), status: 400,
      naming: "radius")
    expectProblem(try await service("/analysis/clusters", as: .planner), status: 403)
    expectProblem(
      try await service("/analysis/clusters?method=hdbscan", as: .planner), status: 403)
    expectProblem(
      try await service("/analysis/clusters?radius=5"), status: 400, naming: "radius")
    let trends = try await service("/analysis/trends?permutations=99&f=geojson")
    #expect(trends.status == 200)
    #expect(try JSONObject(trends.text).list("features").count == 120)
    // Nothing of the demo has been published, so there is nothing that they could be told.
    for role in [Role.planner, .partner] {
      expectProblem(
        try await service("/analysis/hotspots?permutations=99", as: role), status: 422,
        naming: "every area has the same value")
    }
    expectProblem(
      try await service("/analysis/hotspots?by=village", as: .partner), status: 403,
      naming: "district")
    expectProblem(
      try await service("/analysis/hotspots?weights=rook"), status: 400, naming: "weights")
    expectProblem(
      try await service("/analysis/scan?weights=queen"), status: 400, naming: "weights")
    expectProblem(
      try await service("/analysis/hotspots?within=99.01.01.1001"), status: 422, naming: "areas")
    expectProblem(try await service("/analysis/hotspots", as: .public), status: 401)
    expectProblem(
      try await service("/analysis/scan", purpose: nil), status: 403, naming: "X-Purpose")
  }
}
