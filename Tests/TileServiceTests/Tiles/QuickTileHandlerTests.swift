import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import TileService

/// What is answered on the event loop, and what goes on to the router.
@Suite("Kept tiles on the event loop")
struct QuickTileHandlerTests {
  private let service: ServiceUnderTest
  private let small: SmallWorkspace
  private let path: String

  init() throws {
    small = try SmallWorkspace()
    service = try ServiceUnderTest(small.workspace)
    let tile = try #require(TileID(containing: SmallWorkspace.place(1.5, 1), zoom: 11))
    path = "/tiles/villages/11/\(tile.x)/\(tile.y).mvt"
  }

  /// Asks so often that the answer is kept.
  private func warm() async throws -> Answer {
    _ = try await service(path, as: .public)
    return try await service(path, as: .public)
  }

  private func channel(idleTimeout: Duration = .seconds(60)) throws -> EmbeddedChannel {
    try Self.channel(of: service, idleTimeout)
  }

  private static func channel(
    of service: ServiceUnderTest, _ idleTimeout: Duration
  ) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(
      handler: QuickTileHandler(service.context, idleTimeout: idleTimeout))
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 9)).wait()
    return channel
  }

  private func head(
    _ headers: HTTPFields = [:], _ method: HTTPRequest.Method = .get, path: String? = nil
  ) -> HTTPRequest {
    HTTPRequest(
      method: method, scheme: "http", authority: "localhost:8080", path: path ?? self.path,
      headerFields: headers)
  }

  private func ask(
    _ channel: EmbeddedChannel, _ head: HTTPRequest, body: String? = nil
  ) throws {
    try channel.writeInbound(HTTPRequestPart.head(head))
    if let body { try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: body))) }
    try channel.writeInbound(HTTPRequestPart.end(nil))
  }

  /// Parts that went on, by kind.
  private func forwarded(_ channel: EmbeddedChannel) throws -> [String] {
    try parts { try channel.readInbound(as: HTTPRequestPart.self).map { "\($0)" } }
  }

  /// Parts that were sent, by kind.
  private func sent(_ channel: EmbeddedChannel) throws -> [String] {
    try parts { try channel.readOutbound(as: HTTPResponsePart.self).map { "\($0)" } }
  }

  private func parts(_ next: () throws -> String?) rethrows -> [String] {
    var kinds: [String] = []
    while let part = try next() { kinds.append(String(part.prefix { $0.isLetter })) }
    return kinds
  }

  @Test("an answer that is kept is sent as the router would send it, with the date and the server")
  func sends() async throws {
    let expected = try await warm()
    let channel = try channel()
    try ask(channel, head())
    guard case .head(let response) = try channel.readOutbound(as: HTTPResponsePart.self),
      case .body(let body) = try channel.readOutbound(as: HTTPResponsePart.self)
    else {
      Issue.record("nothing was sent")
      return
    }
    #expect(Array(body.readableBytesView) == expected.body)
    var headers = expected.headers
    headers[.requestIdentifier] = nil
    var own = response.headerFields
    let date = try #require(own[.date])
    #expect(date.hasSuffix(" GMT") && date.utf8.count == 29)
    #expect(own[.server] == "PetaBinaan")
    own[.date] = nil
    own[.server] = nil
    #expect(response.status == .ok)
    #expect(own == headers)
    #expect(try sent(channel) == ["end"])
    #expect(try forwarded(channel).isEmpty)
  }

  @Test("who names a request finds the name in the answer")
  func names() async throws {
    _ = try await warm()
    let channel = try channel()
    try ask(channel, head([.requestIdentifier: "abc"]))
    guard case .head(let response) = try channel.readOutbound(as: HTTPResponsePart.self) else {
      Issue.record("nothing was sent")
      return
    }
    #expect(response.headerFields[.requestIdentifier] == "abc")
  }

  @Test(
    "what may be answered otherwise goes on",
    arguments: [
      [.authorization: "Bearer x"], [.cookie: "a=b"], [.ifNoneMatch: "\"x\""],
      [.connection: "close"], [.contentLength: "1"], [.range: "bytes=0-1"],
      [.acceptEncoding: "gzip"], [.origin: "https://example.org"],
    ] as [HTTPFields])
  func goesOn(headers: HTTPFields) async throws {
    _ = try await warm()
    let channel = try channel()
    try ask(channel, head(headers))
    #expect(try forwarded(channel) == ["head", "end"])
    #expect(try sent(channel).isEmpty)
  }

  @Test("other methods, other addresses and what has a body go on whole and in order")
  func goesOnWhole() async throws {
    _ = try await warm()
    let channel = try channel()
    try ask(channel, head([:], .head))
    #expect(try forwarded(channel) == ["head", "end"])
    let fresh = try self.channel()
    try ask(fresh, head(path: path + "?detail=low"))
    #expect(try forwarded(fresh) == ["head", "end"])
    let third = try self.channel()
    try ask(third, head(), body: "x")
    #expect(try forwarded(third) == ["head", "body", "end"])
    #expect(try sent(third).isEmpty)
  }

  @Test("a request waits its turn behind one that went on")
  func keepsOrder() async throws {
    _ = try await warm()
    let channel = try channel()
    try ask(channel, head(path: "/health/live"))
    try ask(channel, head())
    #expect(try forwarded(channel) == ["head", "end", "head", "end"])
    #expect(try sent(channel).isEmpty)
    for _ in 0..<2 {
      try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
      try channel.writeOutbound(HTTPResponsePart.end(nil))
    }
    #expect(try sent(channel) == ["head", "end", "head", "end"])
    try ask(channel, head())
    #expect(try sent(channel) == ["head", "body", "end"])
    #expect(try forwarded(channel).isEmpty)
  }

  @Test(
    "a client that does not take its answers, a server that stops, and a log of requests: all go on"
  )
  func holdsBack() async throws {
    _ = try await warm()
    let slow = try channel()
    slow.isWritable = false
    try ask(slow, head())
    #expect(try forwarded(slow) == ["head", "end"])
    let resting = try channel(idleTimeout: .zero)
    try ask(resting, head())
    #expect(try forwarded(resting) == ["head", "end"])
    service.operations.state.drain()
    let late = try channel()
    try ask(late, head())
    #expect(try forwarded(late) == ["head", "end"])
  }

  @Test("after a change of the data or of the rules nothing is sent from before")
  func followsData() async throws {
    _ = try await warm()
    service.operations.rules.replace(with: service.operations.rules.current)
    let first = try channel()
    try ask(first, head())
    #expect(try forwarded(first) == ["head", "end"])
    _ = try await warm()
    try small.workspace.write { transaction in
      try transaction.insert(
        ProgrammeRecord(
          code: SmallWorkspace.code(1, 1), status: .aktif, since: DemoWorkspace.today))
    }
    try service.holder.refresh(today: DemoWorkspace.today)
    let second = try channel()
    try ask(second, head())
    #expect(try forwarded(second) == ["head", "end"])
  }

  @Test("is counted against the limit of requests; beyond it the router refuses")
  func countsAgainstLimit() async throws {
    let service = try ServiceUnderTest(small.workspace) {
      $0.exposure = .proxy
      $0.rateLimit = 60
      $0.clock = ServiceClock { 0 }
    }
    for _ in 0..<2 { _ = try await service(path, as: .public, from: "192.0.2.1") }
    let channel = try Self.channel(of: service, .seconds(60))
    var answers = 0
    while try forwarded(channel).isEmpty, answers < 1000 {
      try ask(channel, head([.forwardedFor: "192.0.2.1"]))
      answers += try sent(channel).isEmpty ? 0 : 1
    }
    #expect((1..<1000).contains(answers))
  }

  @Test("is counted in the metrics")
  func isCounted() async throws {
    _ = try await warm()
    let channel = try channel()
    let before = try await hits()
    for _ in 0..<3 { try ask(channel, head()) }
    #expect(try await hits() == before + 3)
  }

  private func hits() async throws -> Int {
    let text = try await service("/metrics", as: .public).text
    let line = text.split(separator: "\n").first {
      $0.hasPrefix("petabinaan_tile_cache_requests_total{result=\"hit\"}")
    }
    return Int(line?.split(separator: " ").last ?? "") ?? 0
  }

  @Test(
    "the date is written as HTTP has it",
    arguments: [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
      (4_294_967_295, "Sun, 07 Feb 2106 06:28:15 GMT"),
    ] as [(UInt32, String)])
  func dates(seconds: UInt32, text: String) {
    #expect(HTTPDate.text(secondsSince1970: seconds) == text)
  }
}
