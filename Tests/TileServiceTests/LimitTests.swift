import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Limits")
struct LimitTests {
  private static let borders = "/tiles/villages.json"

  @Test("turn away after twenty wrong tokens a minute from an address, and only that address")
  func refusedSignIns() async throws {
    let clock = TestClock()
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.clock = clock.clock }
    func attempt(_ number: Int, from peer: String = "192.0.2.1") async throws -> Answer {
      let wrong = AccessToken().revealed()
      return number % 2 == 0
        ? try await service(
          Self.borders, headers: [.authorization: "Bearer \(wrong)"], from: peer)
        : try await service(
          "/session", .post, as: .public, body: #"{"token":"\#(wrong)"}"#, from: peer)
    }
    for number in 0..<20 { #expect(try await attempt(number).status == 401) }
    for number in 0..<2 {
      let answer = try await attempt(number)
      expectProblem(answer, status: 429)
      #expect(answer.headers[.retryAfter].flatMap(Int.init).map { (1...4).contains($0) } == true)
    }
    #expect(try await attempt(0, from: "192.0.2.2").status == 401)
    #expect(try await service(Self.borders, from: "192.0.2.1").status == 200)
    clock.advance(seconds: 3.1)
    #expect(try await attempt(0).status == 401)
    #expect(try await attempt(0).status == 429)
    await service.access.audit.flush()
    let refused = service.log.events.filter { $0.action == "session.refused" }
    #expect(refused.count == 25 && refused.allSatisfy { $0.actor == "public" })
    #expect(refused.first?.detail == "from 192.0.2.1")
  }

  @Test("hold callers to a rate, each account and each address by itself")
  func requestRate() async throws {
    let clock = TestClock()
    let service = try ServiceUnderTest(try DemoWorkspace.open()) {
      ($0.clock, $0.rateLimit, $0.exposure) = (clock.clock, 2, .tls)
    }
    func ask(_ role: Role, from peer: String) async throws -> Int {
      try await service(Self.borders, as: role, from: peer).status
    }
    for _ in 0..<8 { #expect(try await ask(.planner, from: "192.0.2.1") == 200) }
    #expect(try await ask(.planner, from: "192.0.2.1") == 429)
    #expect(try await ask(.planner, from: "192.0.2.9") == 429)
    #expect(try await ask(.partner, from: "192.0.2.1") == 200)
    for _ in 0..<8 { #expect(try await ask(.public, from: "192.0.2.1") == 200) }
    #expect(try await ask(.public, from: "192.0.2.1") == 429)
    #expect(try await ask(.public, from: "192.0.2.2") == 200)
    clock.advance(seconds: 1)
    for _ in 0..<2 { #expect(try await ask(.public, from: "192.0.2.1") == 200) }
    #expect(try await ask(.public, from: "192.0.2.1") == 429)
    // A subscriber has a whole network of IPv6.
    for number in 0..<8 {
      #expect(try await ask(.public, from: "2001:db8:1:2:3::\(number)") == 200)
    }
    #expect(try await ask(.public, from: "2001:db8:1:2:ffff::1") == 429)
    for _ in 0..<40 { #expect(try await ask(.public, from: "127.0.0.1") == 200) }
  }

  @Test("go by the nearest proxy's word about its client, and by nobody else's")
  func forwarded() async throws {
    for (exposure, isBelieved) in [(Exposure.proxy, true), (.tls, false)] {
      let clock = TestClock()
      let service = try ServiceUnderTest(try DemoWorkspace.open()) {
        ($0.clock, $0.rateLimit, $0.exposure) = (clock.clock, 1, exposure)
      }
      func ask(_ forwarded: String, from peer: String = "10.0.0.1") async throws -> Int {
        try await service(
          Self.borders, as: .public, headers: [.forwardedFor: forwarded], from: peer
        ).status
      }
      for number in 0..<4 { #expect(try await ask("198.51.100.\(number), 192.0.2.1") == 200) }
      #expect(try await ask("198.51.100.9, 192.0.2.1") == 429)
      #expect(try await ask("192.0.2.1, 192.0.2.2") == (isBelieved ? 200 : 429))
      // Behind a proxy the machine's own programs are the whole world.
      for _ in 0..<5 { _ = try await ask("nonsense", from: "127.0.0.1") }
      #expect(try await ask("nonsense", from: "127.0.0.1") == (isBelieved ? 429 : 200))
    }
  }

  @Test("hold a bounded number of callers in mind")
  func bounded() {
    let clock = TestClock()
    let limiter = RateLimiter(perSecond: 1, burst: 1, clock: clock.clock)
    for number in 0..<50_000 { #expect(limiter.take("caller \(number)") == nil) }
    #expect(limiter.take("caller 49999") == 1)
    #expect(limiter.take("caller 0") == nil)
  }
}

@Suite("Headers")
struct HeaderTests {
  @Test("against frames, guesses and foreign scripts stand on every answer")
  func protective() async throws {
    let service = try ServiceUnderTest.demo()
    for path in [
      "/", "/signin", "/viewer/main.js", "/session", "/tiles/villages/9/404/269.mvt",
      "/tiles/villages/9/404/269.svg", "/nothing", "/tiles/heat.json", "/tiles/heat/0/0/0.png",
      "/health/live",
    ] {
      for (role, method) in [(Role.public, HTTPRequest.Method.get), (.officer, .options)] {
        let answer = try await service(path, method, as: role)
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["X-Frame-Options"] == "DENY")
        #expect(answer["Referrer-Policy"] == "no-referrer")
        #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
        #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
        #expect(answer["Permissions-Policy"]?.contains("geolocation=()") == true)
        let policy = try #require(answer["Content-Security-Policy"])
        #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
        let isDrawing = answer.mediaType == "image/svg+xml"
        #expect(policy.contains("unsafe") == (isDrawing && !path.hasPrefix("/viewer")))
        #expect(answer["Strict-Transport-Security"] == nil)
        #expect(answer["Access-Control-Allow-Origin"] == nil)
      }
    }
  }

  @Test("of an answer hold nothing of a request")
  func injection() async throws {
    let service = try ServiceUnderTest.demo()
    let poison = "%0d%0aSet-Cookie:%20pb_session=x%0d%0aX-Bad:%20y"
    for path in [
      "/signout?\(poison)", "/\(poison)", "/tiles/villages.json?level=\(poison)",
      "/viewer/\(poison)", "/session?next=\(poison)", "/signin?next=https://evil.example",
      "/signout?next=https://evil.example",
    ] {
      let answer = try await service(path, as: .public)
      #expect(answer["X-Bad"] == nil)
      for field in answer.headers {
        #expect(!field.value.contains("\n") && !field.value.contains("X-Bad"))
        #expect(!field.value.contains("evil.example"))
      }
      if let location = answer.headers[.location] { #expect(location == "/") }
    }
  }

  @Test("of a proxy decide the scheme of addresses, and only there")
  func addresses() async throws {
    for (exposure, named, scheme) in [
      (Exposure.loopback, "https", "http"), (.tls, "http", "https"), (.proxy, "https", "https"),
      (.proxy, "http", "http"), (.proxy, "javascript", "https"),
    ] {
      let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.exposure = exposure }
      let answer = try await service(
        "/tiles/villages.json", as: .public, headers: [.forwardedProtocol: named],
        authority: "localhost")
      let tiles = try JSONObject(answer.text).texts("tiles")
      #expect(tiles == ["\(scheme)://localhost/tiles/villages/{z}/{x}/{y}.mvt"])
    }
  }

  @Test("tell which methods a path has")
  func methods() async throws {
    let service = try ServiceUnderTest.demo()
    for (path, allowed) in [
      ("/session", "GET, POST, DELETE, HEAD, OPTIONS"), ("/session/purpose", "PUT, OPTIONS"),
      ("/tiles/villages.json", "GET, HEAD, OPTIONS"),
    ] {
      let answer = try await service(path, .options, as: .public)
      #expect(answer.status == 204 && answer.headers[.allow] == allowed)
      let refused = try await service(path, .patch, as: .public)
      expectProblem(refused, status: 405)
      #expect(refused.headers[.allow] == allowed)
    }
  }
}
