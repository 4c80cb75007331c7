import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Office work over HTTP")
struct OfficeWorkRouteTests {
  private static let village = SmallWorkspace.code(0, 0)

  private static func session(_ members: String) -> String { "{\(members)}" }

  @Test("a session is recorded for a village, seen by the next request, noted, and taken back")
  func session() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let body = Self.session(
      #""code":"\#(Self.village)","kind":"edukasi","date":"2026-01-10","participants":31"#)
    let answer = try await service("/activities", .post, body: body)
    #expect(answer.status == 201 && answer.headers[.cacheControl] == "no-store")
    let id = try #require(try JSONObject(answer.text).text("id"))
    #expect(answer.headers[.location] == "/collections/activities/items/\(id)")
    let table = "/analysis/coverage?by=village&within=\(Self.village)"
    #expect(try await service(table, as: .public).text.contains(#""last_edukasi":"2026-01-10""#))
    #expect(try await service("/activities/\(id)", .delete).status == 204)
    #expect(try await service(table, as: .public).text.contains(#""last_edukasi":null"#))
    expectProblem(try await service("/activities/\(id)", .delete), status: 404, naming: id)
    let entries = try small.workspace.read { try $0.latestAudit(2, upTo: .max) }
    #expect(entries.map(\.action) == ["activities.remove", "activities.add"])
    #expect(entries.last?.detail?.contains("edukasi 2026-01-10 \(Self.village)") == true)
  }

  @Test("a session at a place counts for the village around it")
  func place() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let place = SmallWorkspace.place(1.5, 0.5)
    let body = Self.session(
      #""lon":\#(place.longitude),"lat":\#(place.latitude),"kind":"rapat","date":"2026-01-10""#)
    let answer = try await service("/activities", .post, body: body)
    #expect(answer.status == 201)
    #expect(try JSONObject(answer.text).text("code") == SmallWorkspace.code(1, 0))
  }

  @Test(
    "a session that cannot be is refused by name",
    arguments: [
      (#""code":"35.07.01.2001","kind":"pesta","date":"2026-01-10""#, 400, "kind"),
      (#""code":"35.07.01.2001","kind":"rapat","date":"2999-01-10""#, 400, "date"),
      (#""code":"35.07.01.2001","kind":"rapat","date":"kemarin""#, 400, "date"),
      (
        #""code":"35.07.01.2001","kind":"rapat","date":"2026-01-10","participants":-1"#, 400,
        "participants"
      ),
      (#""code":"35.07.01.9999","kind":"rapat","date":"2026-01-10""#, 404, "35.07.01.9999"),
      (#""kind":"rapat","date":"2026-01-10""#, 400, "code"),
      (#""lon":0,"lat":0,"kind":"rapat","date":"2026-01-10""#, 400, "lon"),
      (#""kind":"rapat""#, 400, ""),
    ])
  func refused(members: String, status: Int, word: String) async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let answer = try await service("/activities", .post, body: Self.session(members))
    expectProblem(answer, status: status, naming: word)
    #expect(try small.workspace.counts()[.activities] ?? 0 == 0)
  }

  @Test("sessions are for officers, in their own area")
  func others() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let body = Self.session(#""code":"\#(Self.village)","kind":"rapat","date":"2026-01-10""#)
    expectProblem(try await service("/activities", .post, as: .public, body: body), status: 401)
    for role in [Role.partner, .planner, .auditor, .admin] {
      expectProblem(try await service("/activities", .post, as: role, body: body), status: 403)
    }
    var headers = HTTPFields()
    headers[.authorization] = try TestAccounts.outside(.officer).authorization
    let answer = try await service("/activities", .post, headers: headers, body: body)
    expectProblem(answer, status: 403, naming: "area")
  }

  @Test("a stage is written with its decree, replaced, told as it was, and taken back")
  func stage() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let path = "/villages/\(Self.village)/programme"
    let first = #"{"status":"ditetapkan","since":"2026-01-05","decree":"SK/1"}"#
    let answer = try await service(path, .put, as: .admin, body: first)
    #expect(answer.status == 200)
    #expect(try JSONObject(answer.text).object("stage")?.text("decree") == "SK/1")
    #expect(try JSONObject(answer.text).object("previous") == nil)
    let profile = "/villages/\(Self.village)"
    #expect(try JSONObject(try await service(profile).text).text("status") == "ditetapkan")
    let second = #"{"status":"ditetapkan","since":"2026-01-05","decree":"SK/2","phase":"2026-I"}"#
    let again = try JSONObject(try await service(path, .put, as: .admin, body: second).text)
    #expect(again.object("previous")?.text("decree") == "SK/1")
    let gone = try await service("\(path)?status=ditetapkan&since=2026-01-05", .delete, as: .admin)
    #expect(gone.status == 204)
    #expect(try JSONObject(try await service(profile).text).text("status") == nil)
    let entries = try small.workspace.read { try $0.latestAudit(3, upTo: .max) }
    #expect(entries.map(\.action) == ["programme.remove", "programme.set", "programme.set"])
    expectProblem(
      try await service("\(path)?status=ditetapkan&since=2026-01-05", .delete, as: .admin),
      status: 404, naming: "ditetapkan")
  }

  @Test(
    "a stage that cannot be is refused by name",
    arguments: [
      (#"{"status":"ditetapkan","since":"2026-01-05"}"#, 400, "decree"),
      (#"{"status":"selesai","since":"2026-01-05"}"#, 400, "status"),
      (#"{"status":"aktif","since":"besok"}"#, 400, "since"),
      (#"{"status":"aktif","since":"2026-01-05","until":"2026-01-05"}"#, 400, "until"),
      (#"{"status":"aktif","since":"2026-01-05","office":"KANIM-X"}"#, 400, "office"),
      (#"{"status":"aktif","since":"2026-01-05","phase":"a\u0007b"}"#, 400, "phase"),
    ])
  func refusedStage(body: String, status: Int, word: String) async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let answer = try await service(
      "/villages/\(Self.village)/programme", .put, as: .admin, body: body)
    expectProblem(answer, status: status, naming: word)
    #expect(try small.workspace.counts()[.programme] ?? 0 == 0)
  }

  @Test("stages are for administrators, of villages that there are")
  func stagesOfOthers() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let body = #"{"status":"aktif","since":"2026-01-05"}"#
    for role in [Role.partner, .planner, .officer, .auditor] {
      let answer = try await service(
        "/villages/\(Self.village)/programme", .put, as: role, body: body)
      expectProblem(answer, status: 403)
    }
    let unknown = try await service(
      "/villages/35.07.01.9999/programme", .put, as: .admin, body: body)
    expectProblem(unknown, status: 404, naming: "35.07.01.9999")
  }

  @Test("villages are found by the beginning of a name, and by code")
  func search() async throws {
    let small = try SmallWorkspace()
    let service = try ServiceUnderTest(small.workspace)
    let byName = try JSONObject(
      try await service("/villages?q=desa%201-0&limit=5", as: .public).text)
    #expect(byName.list("villages").first?.text("code") == SmallWorkspace.code(1, 0))
    let byCode = try JSONObject(
      try await service("/villages?q=3507012001&limit=5", as: .public).text)
    #expect(byCode.list("villages").map { $0.text("code") } == [Self.village])
    expectProblem(
      try await service("/villages?q=desa&near=112,-8", as: .public), status: 400, naming: "near")
    expectProblem(
      try await service("/villages?limit=5", as: .public), status: 400, naming: "near")
  }

  @Test("the months of a village are its reports, and add up")
  func months() async throws {
    let service = try ServiceUnderTest.demo()
    let code = "99.01.06.2003"
    let answer = try await service("/villages/\(code)/months")
    #expect(answer.status == 200)
    let months = try JSONObject(answer.text).list("months")
    #expect(months.count > 12)
    let told = months.compactMap { $0.number("count") }.reduce(0, +)
    let first = try #require(months.first?.text("from"))
    let last = try #require(months.last?.text("to").flatMap { CivilDate($0) })
    let end = CivilDate(daysSince1970: last.daysSince1970 + 1)
    let profile = try JSONObject(
      try await service("/villages/\(code)?datetime=\(first)/\(end)").text)
    #expect(profile.object("density")?.number("count") == told)
  }

  @Test("a planner's months are published numbers: suppressed ones have none")
  func plannersMonths() async throws {
    let service = try ServiceUnderTest.demo()
    let answer = try await service("/villages/99.01.06.2003/months", as: .planner)
    guard answer.status == 200 else { return expectProblem(answer, status: 422) }
    for month in try JSONObject(answer.text).list("months") {
      let count = month.number("count")
      #expect(count == nil || count == 0 || (count ?? 0) >= 5)
      #expect(month.bool("suppressed") != true || count == nil)
    }
  }

  @Test("the months of a village are shown to those only who see reports by village")
  func monthsOfOthers() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/villages/99.01.06.2003/months"
    expectProblem(try await service(path, as: .public), status: 401)
    for role in [Role.partner, .auditor, .admin] {
      expectProblem(try await service(path, as: role), status: 403)
    }
    expectProblem(try await service(path, purpose: nil), status: 403)
  }
}
