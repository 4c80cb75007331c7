import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Sessions")
struct SessionTests {
  private static let path = "/tiles/heat.json?bandwidth=2000"

  private static func service(_ clock: TestClock = TestClock()) throws -> ServiceUnderTest {
    try ServiceUnderTest(try DemoWorkspace.open()) { $0.clock = clock.clock }
  }

  private static func own(_ cookie: String) -> HTTPFields {
    [.cookie: cookie, .origin: "http://localhost:8080"]
  }

  @Test("begin with a token and end with /session or /signout")
  func wholeLife() async throws {
    let service = try Self.service()
    for way in 0..<2 {
      let officer = try TestAccounts.account(.officer)
      let answer = try await service(
        "/session", .post, as: .public, body: #"{"token":"\#(officer.token.revealed())"}"#)
      #expect(answer.status == 201 && answer.headers[.cacheControl] == "no-store")
      let set = try #require(answer.headers[.setCookie])
      #expect(set.hasPrefix("pb_session=pbs_") && !set.contains(officer.token.revealed()))
      #expect(set.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
      let cookie = String(set.prefix { $0 != ";" })
      #expect(!answer.text.contains(cookie.dropFirst(15)))

      let shown = try JSONObject(
        try await service("/session", headers: [.cookie: "a=b; \(cookie); c=d"]).text)
      #expect(shown.text("role") == "officer" && shown.texts("area") == ["35.07", "99.01"])
      #expect(shown.bool("signed_in") == true && shown.text("name") == "officer")
      #expect(shown.bool("needs_purpose") == true)

      let end: (String, HTTPRequest.Method, Int) =
        way == 0 ? ("/session", .delete, 204) : ("/signout", .get, 303)
      let ended = try await service(end.0, end.1, headers: Self.own(cookie))
      #expect(ended.status == end.2)
      #expect(ended.headers[.setCookie]?.hasPrefix("pb_session=; ") == true)
      expectProblem(try await service(Self.path, headers: [.cookie: cookie]), status: 401)
      let gone = try await service("/session", headers: [.cookie: cookie])
      #expect(gone.status == 200 && gone.headers[.setCookie]?.contains("Max-Age=0") == true)
      #expect(try JSONObject(gone.text).bool("signed_in") == false)
    }
    await service.access.audit.flush()
    #expect(
      service.log.events.map(\.action) == [
        "session.begin", "session.end", "session.begin", "session.end",
      ])
  }

  @Test(
    "of an encrypted service have cookies that insist on it", arguments: [Exposure.tls, .proxy])
  func secureCookies(exposure: Exposure) async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.exposure = exposure }
    let token = try TestAccounts.account(.planner).token.revealed()
    let answer = try await service(
      "/session", .post, as: .public, body: #"{"token":"\#(token)"}"#, authority: "peta.example")
    #expect(answer.headers[.setCookie]?.hasSuffix("; Secure") == true)
    #expect((answer["Strict-Transport-Security"] != nil) == (exposure == .tls))
  }

  @Test("have secrets of the service's own making, whatever a client proposes")
  func fixation() async throws {
    let service = try Self.service()
    let proposed = "pb_session=" + AccessToken(.session).revealed()
    let token = try TestAccounts.account(.officer).token.revealed()
    let first = try await service(
      "/session", .post, headers: [.cookie: proposed], body: #"{"token":"\#(token)"}"#)
    let cookie = String(try #require(first.headers[.setCookie]).prefix { $0 != ";" })
    #expect(cookie != proposed)
    expectProblem(try await service(Self.path, headers: [.cookie: proposed]), status: 401)
    // Signing in again ends the session before.
    let second = try await service(
      "/session", .post, headers: Self.own(cookie), body: #"{"token":"\#(token)"}"#)
    #expect(second.status == 201)
    expectProblem(try await service(Self.path, headers: [.cookie: cookie]), status: 401)
    #expect(service.access.sessions.count == 1)
    let doubled = "\(cookie); pb_session=\(AccessToken(.session).revealed())"
    expectProblem(try await service(Self.path, headers: [.cookie: doubled]), status: 401)
  }

  @Test("end after eight hours at rest, and after a day")
  func limits() async throws {
    let clock = TestClock()
    let service = try Self.service(clock)
    let planner = try TestAccounts.account(.planner)
    let rested = try await service.signIn(planner)
    clock.advance(seconds: 8 * 3600 - 1)
    let path = "/tiles/heat/0/0/0.png?source=guests"
    #expect(try await service(path, headers: [.cookie: rested]).status == 200)
    clock.advance(seconds: 8 * 3600)
    #expect(try await service(path, headers: [.cookie: rested]).status == 401)
    let busy = try await service.signIn(planner)
    for _ in 0..<3 {
      clock.advance(seconds: 7.9 * 3600)
      #expect(try await service(path, headers: [.cookie: busy]).status == 200)
    }
    clock.advance(seconds: 0.4 * 3600)
    #expect(try await service(path, headers: [.cookie: busy]).status == 401)
  }

  @Test("are bounded in number for each account")
  func bounded() async throws {
    let clock = TestClock()
    let service = try Self.service(clock)
    let planner = try TestAccounts.account(.planner)
    let first = try await service.signIn(planner)
    for _ in 0..<40 {
      clock.advance(seconds: 1)
      _ = try await service.signIn(planner)
    }
    #expect(service.access.sessions.count == SessionStore.perAccount)
    #expect(try await service("/tiles/villages.json", headers: [.cookie: first]).status == 401)
  }

  @Test("begin with a code once, within fifteen minutes")
  func codes() async throws {
    let clock = TestClock()
    let service = try Self.service(clock)
    let officer = try TestAccounts.account(.officer).token.digest
    func redeem(_ code: AccessToken) async throws -> Answer {
      try await service(
        "/session", .post, as: .public, body: #"{"code":"\#(code.revealed())"}"#)
    }
    let once = try #require(service.access.codes.issue(for: officer))
    clock.advance(seconds: 899)
    #expect(try await redeem(once).status == 201)
    expectProblem(try await redeem(once), status: 401)
    let late = try #require(service.access.codes.issue(for: officer))
    clock.advance(seconds: 900)
    expectProblem(try await redeem(late), status: 401)
    expectProblem(try await redeem(AccessToken(.signInCode)), status: 401)
    // A code opens nothing by itself, and a token is no code.
    let code = try #require(service.access.codes.issue(for: officer))
    expectProblem(
      try await service(Self.path, headers: [.authorization: "Bearer \(code.revealed())"]),
      status: 401)
    expectProblem(try await redeem(try TestAccounts.account(.officer).token), status: 401)
    // Of a revoked account the code is worth nothing either.
    service.access.accounts.replace(with: [])
    expectProblem(try await redeem(code), status: 401)
  }

  @Test("keep the purpose of an officer, and take none that is none")
  func purposes() async throws {
    let service = try Self.service()
    let cookie = try await service.signIn(try TestAccounts.account(.officer))
    let bare = try await service(Self.path, purpose: nil, headers: [.cookie: cookie])
    expectProblem(bare, status: 403, naming: "purpose")
    func set(_ body: String, _ headers: HTTPFields) async throws -> Answer {
      try await service("/session/purpose", .put, purpose: nil, headers: headers, body: body)
    }
    for body in [
      #"{"purpose":"x"}"#, #"{"purpose":1}"#, "{}", "[]", "", #"{"purpose":"a\nb\nc"}"#,
      #"{"purpose":"\#(AccessToken().revealed())"}"#,
    ] {
      expectProblem(try await set(body, Self.own(cookie)), status: 400)
    }
    let kept = try await set(#"{"purpose":"pemeriksaan rutin"}"#, Self.own(cookie))
    #expect(kept.status == 200)
    #expect(try JSONObject(kept.text).text("purpose") == "pemeriksaan rutin")
    #expect(
      try await service(Self.path, purpose: nil, headers: [.cookie: cookie]).status == 200)
    await service.access.audit.flush()
    #expect(service.log.events.last?.purpose == "pemeriksaan rutin")
    let token = try TestAccounts.account(.officer).authorization
    expectProblem(
      try await set(#"{"purpose":"tujuan"}"#, [.authorization: token]), status: 409)
    expectProblem(
      try await service(
        "/session/purpose", .put, as: .public, body: #"{"purpose":"tujuan"}"#), status: 401)
  }

  @Test("change nothing for pages of other sites")
  func foreignPages() async throws {
    let service = try Self.service()
    let cookie = try await service.signIn(try TestAccounts.account(.officer))
    let foreign: [HTTPFields] = [
      [:], [.origin: "https://evil.example"], [.origin: "null"],
      [.origin: "http://localhost:8080.evil.example"], [.origin: "http://localhost"],
      [.fetchSite: "cross-site"], [.fetchSite: "same-site"], [.fetchSite: "none"],
      [.origin: "https://evil.example", .fetchSite: "same-origin"],
      [.origin: "ftp://localhost:8080"],
    ]
    for var headers in foreign {
      headers[.cookie] = cookie
      for (path, method) in [
        ("/session", HTTPRequest.Method.delete), ("/session/purpose", .put), ("/session", .post),
        ("/tiles/villages.json", .post),
      ] {
        let answer = try await service(
          path, method, headers: headers, body: #"{"purpose":"tujuan"}"#)
        expectProblem(answer, status: 403, naming: "another site")
      }
    }
    let accepted: [HTTPFields] = [
      [.origin: "http://localhost:8080"], [.origin: "http://LOCALHOST:8080"],
      [.fetchSite: "same-origin"],
    ]
    for var headers in accepted {
      headers[.cookie] = cookie
      let answer = try await service(
        "/session/purpose", .put, headers: headers, body: #"{"purpose":"tujuan"}"#)
      #expect(answer.status == 200)
    }
    // Nor do they sign their visitor in as somebody else.
    let token = try TestAccounts.account(.planner).token.revealed()
    for headers: HTTPFields in [
      [.origin: "https://evil.example"], [.fetchSite: "cross-site"],
    ] {
      let answer = try await service(
        "/session", .post, as: .public, headers: headers, body: #"{"token":"\#(token)"}"#)
      expectProblem(answer, status: 403)
    }
    let form = try await service(
      "/session", .post, as: .public, headers: [.contentType: "text/plain"],
      body: #"{"token":"\#(token)"}"#)
    expectProblem(form, status: 415)
  }

  @Test("take small bodies of JSON only")
  func bodies() async throws {
    let service = try Self.service()
    for body in ["", "{", "[]", "null", #"{"code":1}"#] {
      expectProblem(
        try await service("/session", .post, as: .public, body: body), status: 400)
    }
    for body in ["{}", #"{"code":"a","token":"b"}"#, #"{"token":""}"#] {
      expectProblem(
        try await service("/session", .post, as: .public, body: body), status: 401)
    }
    let padding = String(repeating: " ", count: 5000)
    expectProblem(
      try await service("/session", .post, as: .public, body: "{\(padding)}"), status: 413)
    for path in ["/session", "/tiles/villages.json"] {
      let answer = try await service(
        path, .post, as: .public, headers: [.contentLength: "999999999"], body: "{}")
      expectProblem(answer, status: 413)
    }
  }
}
