import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Logging
import Support
import Synchronization
import Testing

@testable import TileService

/// Keeps the lines of a log.
final class LogCollector: Sendable {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }

  func output(_ level: Logger.Level = .info, _ format: LogFormat = .json) -> LogOutput {
    LogOutput(level, format) { [self] line in kept.withLock { $0.append(line) } }
  }
}

@Suite("The log")
struct LogTests {
  @Test("has a line of text or a JSON object for an event, whatever the values hold")
  func forms() throws {
    let line = LogLine(
      seconds: 1_790_000_000.25, level: .notice, message: "moved",
      fields: [
        ("count", "12"), ("path", "a b\"c\n"), ("empty", ""), ("ms", "0.250"), ("id", "007"),
        ("version", "1.2.3"), ("word", "é=1"),
      ])
    #expect(
      line.text(.text) == #"2026-09-21T14:13:20.250Z notice moved count=12 path="a b\"c\n" "#
        + #"empty="" ms=0.250 id=007 version=1.2.3 word="é=1""# + "\n")
    let json = line.text(.json)
    #expect(json.hasSuffix("}\n") && json.dropLast().contains("\n") == false)
    let object = try JSONObject(json)
    #expect(object.names.first == "count" || object.names.contains("time"))
    #expect(object.number("count") == 12 && object.number("ms") == 0.25)
    #expect(object.text("id") == "007" && object.text("version") == "1.2.3")
    #expect(object.text("path") == "a b\"c\n" && object.text("level") == "notice")
  }

  @Test("keeps what is at least of its level, in the form that is set, for every logger at once")
  func levels() {
    let collector = LogCollector()
    let output = collector.output(.notice, .text)
    var first = output.logger("first")
    let second = output.logger("second")
    first[metadataKey: "kept"] = "1"
    first.info("not said")
    first.notice("said")
    output.set(.error, .json)
    second.notice("not said")
    second.error("said", metadata: ["why": "test"])
    #expect(collector.lines.count == 2)
    #expect(collector.lines.first?.hasSuffix("notice said kept=1\n") == true)
    #expect(
      collector.lines.last?.hasSuffix(#""level":"error","message":"said","why":"test"}"# + "\n")
        == true)
  }

  private static func service(
    _ collector: LogCollector, logsRequests: Bool = true
  ) throws -> ServiceUnderTest {
    try ServiceUnderTest(try DemoWorkspace.open()) {
      $0.configuration.logsRequests = logsRequests
      $0.logger = collector.output().logger("tests")
    }
  }

  @Test("has a line for each request with route, status and role, and nothing of who asks for what")
  func requests() async throws {
    let collector = LogCollector()
    let service = try Self.service(collector)
    let token = try TestAccounts.account(.officer).token.revealed()
    _ = try await service("/tiles/tips/9/404/269.mvt?category=tppo", purpose: "rahasia")
    _ = try await service("/tiles/villages/9/404/269.mvt", .head, as: .planner)
    _ = try await service("/villages/99.01.01.1001", as: .public, from: "192.0.2.77")
    _ = try await service("/rahasia?token=\(token)")
    let lines = try collector.lines.map { try JSONObject($0) }
    #expect(lines.map { $0.text("message") } == Array(repeating: "request", count: 4))
    #expect(
      lines.map { $0.text("route") } == [
        "/tiles/{layer}/{z}/{x}/{rest}", "/tiles/{layer}/{z}/{x}/{rest}", "/villages/{code}",
        "none",
      ])
    #expect(lines.map { $0.text("role") } == ["officer", "planner", "public", "public"])
    #expect(lines.map { $0.number("status") } == [200, 200, 200, 400])
    #expect(lines.map { $0.text("cache") } == ["miss", "miss", "none", "none"])
    #expect(lines.map { $0.text("method") } == ["GET", "HEAD", "GET", "GET"])
    #expect(lines[1].number("bytes") == 0 && (lines[0].number("bytes") ?? 0) > 0)
    #expect(lines.allSatisfy { $0.number("ms") != nil && $0.text("request")?.isEmpty == false })
    let text = collector.lines.joined()
    for word in ["rahasia", "tppo", token, "192.0.2", "127.0.0.1", "99.01", "patroli"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test("has no such lines unless they are wanted")
  func off() async throws {
    let collector = LogCollector()
    let service = try Self.service(collector, logsRequests: false)
    _ = try await service("/tiles/villages/9/404/269.mvt")
    #expect(collector.lines.isEmpty)
  }

  @Test(
    "and the answer bear the name that the client gave a request, if it is sane, else a new one")
  func identifiers() async throws {
    let collector = LogCollector()
    let service = try Self.service(collector)
    let token = try TestAccounts.account(.officer).token.revealed()
    let long = String(repeating: "x", count: 64)
    for (given, isTaken) in [
      ("abc-1.2_X", true), (long, true), (long + "x", false), ("", false), ("a b", false),
      ("a\"b", false), ("é", false), (token, false),
    ] {
      let answer = try await service(
        "/health/live", as: .public, headers: [.requestIdentifier: given])
      let name = try #require(answer["X-Request-Id"])
      #expect((name == given) == isTaken, "\(given)")
      let line = try JSONObject(try #require(collector.lines.last))
      #expect(line.text("request") == name)
    }
    let names = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<50 {
        group.addTask { try await service("/nothing", as: .public)["X-Request-Id"] }
      }
      return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(names.count == 50 && !names.contains(nil))
  }
}
