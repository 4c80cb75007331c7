import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Requests by the RFCs")
struct RequestFormTests {
  private static let tile = "/tiles/villages/9/404/269.mvt"

  @Test("with an address that no route could understand are refused")
  func addresses() async throws {
    let service = try ServiceUnderTest.demo()
    let many = (0..<300).map { "p\($0)=1" }.joined(separator: "&")
    for (path, status) in [
      ("/%FF", 400), ("/villages/%C3%28", 400), ("\(Self.tile)?level=%FF", 400), ("/%zz", 400),
      ("/%", 400), ("/a%00b", 404), ("/a\u{FFFD}", 400), ("\(Self.tile)?\(many)", 400),
      ("/" + String(repeating: "a", count: 9000), 414), ("/%C3%A9", 404),
      ("\(Self.tile)?level=village", 200), ("/villages/99.01.01.1001?", 200),
      ("\(Self.tile)?level=village&level=village", 400),
    ] {
      let answer = try await service(path, as: .public)
      #expect(answer.status == status, "\(path.prefix(60))")
      if status != 200 { expectProblem(answer, status: status) }
    }
  }

  @Test("with a method that HTTP knows are refused with those of the path, others as unknown")
  func methods() async throws {
    let service = try ServiceUnderTest.demo()
    for (name, status) in [
      ("POST", 405), ("DELETE", 405), ("PATCH", 405), ("PUT", 405), ("PROPFIND", 501),
      ("TRACE", 405), ("CONNECT", 501), ("get", 501),
    ] {
      let method = try #require(HTTPRequest.Method(name))
      let answer = try await service(Self.tile, method, as: .public)
      expectProblem(answer, status: status)
      #expect(answer.headers[.allow] == (status == 405 ? "GET, HEAD, OPTIONS" : nil))
    }
    let all = try await service("*", .options, as: .public)
    #expect(all.status == 204 && all.headers[.allow]?.contains("PATCH") == true)
  }

  @Test("without a host, or with two, are refused; a health check may do without")
  func hosts() async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(try await service(Self.tile, as: .public, authority: nil), status: 400)
    let second = try #require(HTTPField.Name("Host"))
    expectProblem(
      try await service(Self.tile, as: .public, headers: [second: "localhost"]), status: 400)
    #expect(try await service("/health/live", as: .public, authority: nil).status == 200)
  }

  @Test("for a part are answered whole, and told that parts are not given")
  func ranges() async throws {
    let service = try ServiceUnderTest.demo()
    let whole = try await service(Self.tile, as: .public)
    for range in ["bytes=0-9", "bytes=-5", "bytes=0-0,5-6", "lines=1-2", "nonsense"] {
      let answer = try await service(Self.tile, as: .public, headers: [.range: range])
      #expect(answer.status == 200 && answer.body == whole.body)
      #expect(answer.headers[.acceptRanges] == "none")
      #expect(answer.headers[.contentRange] == nil)
    }
  }

  @Test("on a condition are answered 304 when the client has it, whatever form the tag has")
  func conditions() async throws {
    let service = try ServiceUnderTest.demo()
    let tag = try #require(try await service(Self.tile, as: .public).tag)
    for (wanted, isKnown) in [
      (tag, true), ("W/\(tag)", true), ("*", true), ("\"x\", \(tag)", true),
      ("W/\"x\",W/\(tag) , \"y\"", true), ("\"x\"", false), ("", false),
      (String(tag.dropLast()), false), ("\"x\",\"y\"", false),
    ] {
      for method in [HTTPRequest.Method.get, .head] {
        let answer = try await service(
          Self.tile, method, as: .public, headers: [.ifNoneMatch: wanted])
        #expect(answer.status == (isKnown ? 304 : 200), "\(wanted)")
        #expect(answer.tag == tag && answer["Vary"] != nil && answer["Cache-Control"] != nil)
        if isKnown { #expect(answer.body.isEmpty && answer.mediaType == nil) }
      }
    }
    // Two fields are one list.
    var fields = HTTPFields()
    fields.append(HTTPField(name: .ifNoneMatch, value: "\"x\""))
    fields.append(HTTPField(name: .ifNoneMatch, value: tag))
    #expect(try await service(Self.tile, as: .public, headers: fields).status == 304)
  }

  @Test("for the head have the headers of the whole and no body")
  func heads() async throws {
    let service = try ServiceUnderTest.demo()
    for path in [
      Self.tile, "/tiles/villages.json", "/", "/legends/villages.svg", "/health/live", "/nothing",
      "/tiles/villages/9/0/0.mvt",
    ] {
      let whole = try await service(path, as: .public)
      let head = try await service(path, .head, as: .public)
      #expect(head.status == whole.status && head.body.isEmpty, "\(path)")
      for name in ["Content-Length", "ETag", "Content-Type", "Cache-Control", "Vary"] {
        #expect(head[name] == whole[name], "\(path) \(name)")
      }
      if whole.status == 200 { #expect(head["Content-Length"] == "\(whole.body.count)") }
    }
  }

  @Test("with an expectation that is none are refused")
  func expectations() async throws {
    let service = try ServiceUnderTest.demo()
    for (expected, status) in [("100-continue", 200), ("100-Continue", 200), ("200-maybe", 417)] {
      let answer = try await service(Self.tile, as: .public, headers: [.expect: expected])
      #expect(answer.status == status)
    }
  }
}
