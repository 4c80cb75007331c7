import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Logging
import Support
import Testing

@testable import TileService

@Suite("Health")
struct HealthTests {
  @Test("is ready once there are data, and until the service is told to stop")
  func ready() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.isLoaded = false }
    let early = try await service("/health/ready", as: .public)
    expectProblem(early, status: 503)
    #expect(early.headers[.retryAfter] == "1")
    #expect(try await service("/health/live", as: .public).status == 200)
    try service.holder.refresh(today: DemoWorkspace.today)
    let ready = try await service("/health/ready", as: .public)
    let document = try JSONObject(ready.text)
    #expect(ready.status == 200 && document.text("status") == "ready")
    #expect(document.number("villages") == 120)
    #expect(document.object("render")?.number("waiting") == 0)
    #expect(ready.headers[.connection] == nil)

    service.operations.state.drain()
    let draining = try await service("/health/ready", as: .public)
    expectProblem(draining, status: 503, naming: "stop")
    #expect(draining.headers[.connection] == "close")
    // What is asked nevertheless is answered.
    let tile = try await service("/tiles/villages/9/404/269.mvt", as: .public)
    #expect(tile.status == 200 && tile.headers[.connection] == "close")
    #expect(try await service("/health/live", as: .public).status == 200)
  }
}

@Suite("A reload")
struct ReloadTests {
  private struct Fixture {
    let folder: ScratchFolder
    let service: ServiceUnderTest
    let collector = LogCollector()
    let reloader: Reloader
    let output: LogOutput
    let clock = TestClock()

    init(_ file: String) throws {
      folder = try ScratchFolder()
      let settings = try SettingsReader(
        ["--workspace", "w.gpkg", "--config", try folder.write(file, to: "c.yaml")],
        environment: [:])
      let configuration = try settings.configuration()
      let clock = clock.clock
      service = try ServiceUnderTest(try DemoWorkspace.open()) {
        $0.clock = clock
        $0.configuration = configuration
        $0.exposure = .tls
        $0.rateLimit = configuration.rateLimit
      }
      output = collector.output(configuration.logLevel, configuration.logFormat)
      reloader = Reloader(
        configuration, settings, output, try ServerTransport(configuration), service.operations,
        service.access, accounts: nil, logger: output.logger("tests"))
    }

    func write(_ file: String) throws { try folder.write(file, to: "c.yaml") }
  }

  @Test("takes up what may change, and says what has changed and what waits for a restart")
  func takesUp() async throws {
    let fixture = try Fixture("rate-limit: 1\nport: 1\nlog-format: json")
    let service = fixture.service
    func ask() async throws -> Answer {
      try await service(
        "/tiles/villages.json", as: .public, headers: [.origin: "https://a.example"],
        from: "192.0.2.9")
    }
    for _ in 0..<4 { #expect(try await ask()["Access-Control-Allow-Origin"] == nil) }
    #expect(try await ask().status == 429)
    try fixture.write(
      """
      rate-limit: 0
      port: 2
      log-format: json
      cors-origins: ["*"]
      body-limit: 2048
      request-log: 1
      """)
    await fixture.reloader.reload()
    let answer = try await ask()
    #expect(answer.status == 200 && answer["Access-Control-Allow-Origin"] == "*")
    let large = try await service(
      "/session", .post, headers: [.contentLength: "3000"],
      body: #"{"token":"\#(String(repeating: "x", count: 2980))"}"#)
    expectProblem(large, status: 413, naming: "2048")
    let lines = try fixture.collector.lines.map { try JSONObject($0) }
    let changed = lines.filter { $0.text("message") == "a setting has changed" }
    #expect(
      changed.map { $0.text("setting") } == [
        "rate-limit", "body-limit", "cors-origins", "request-log",
      ])
    #expect(changed.first?.number("from") == 1 && changed.first?.number("to") == 0)
    let waiting = lines.filter { $0.text("message")?.contains("restart") == true }
    #expect(waiting.map { $0.text("setting") } == ["port"])
    #expect(lines.last?.text("message") == "reloaded" && lines.last?.number("changed") == 4)

    // The same again changes nothing but still waits for the restart.
    await fixture.reloader.reload()
    #expect(try JSONObject(fixture.collector.lines.last ?? "").number("changed") == 0)
  }

  @Test("of something wrong leaves everything as it is, with one line that says why")
  func refuses() async throws {
    let fixture = try Fixture("cors-origins: https://a.example\nlog-level: notice")
    for file in [
      "cors-origins: '*'\nbogus: 1", "cors-origins: '*'\nport: x", "cors-origins: [", "- 1",
    ] {
      try fixture.write(file)
      await fixture.reloader.reload()
      let answer = try await fixture.service(
        "/health/live", as: .public, headers: [.origin: "https://b.example"])
      #expect(answer["Access-Control-Allow-Origin"] == nil)
    }
    #expect(fixture.collector.lines.count == 4)
    #expect(
      fixture.collector.lines.allSatisfy {
        $0.contains(" error the settings stay as they are ") && $0.contains("c.yaml")
      })
    #expect(fixture.output.currentLevel == .notice)
  }

  @Test("changes the level and the form of the log")
  func log() async throws {
    let fixture = try Fixture("log-level: error")
    try fixture.write("log-level: debug\nlog-format: json")
    await fixture.reloader.reload()
    #expect(fixture.output.currentLevel == .debug)
    #expect(fixture.collector.lines.last?.hasPrefix("{") == true)
  }
}
