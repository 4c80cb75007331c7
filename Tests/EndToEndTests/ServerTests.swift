import Foundation
import FoundationNetworking
import Support
import Testing

@Suite("The server")
struct ServerTests {
  static let commands = [["tileserver"], ["geoctl", "serve"]]

  @Test(
    "serves tiles and the page, and ends with 0 on SIGTERM with a clean log", arguments: commands)
  func servesAndStops(command: [String]) async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, command: command, token: demo.officer)
    for (path, type) in [
      ("/tiles/heat/9/404/269.png?breaks=1,2,5", "image/png"),
      ("/tiles/villages/9/404/269.mvt", "application/vnd.mapbox-vector-tile"),
      ("/", "text/html; charset=utf-8"), ("/tiles/villages.json", "application/json"),
      ("/legends/villages.svg", "image/svg+xml"), ("/villages?near=104.5,-9.5", "application/json"),
    ] {
      let answer = try await server.get(path)
      #expect(answer.status == 200 && answer.headers["content-type"] == type)
      #expect(!answer.body.isEmpty)
      #expect(answer.headers["x-content-type-options"] == "nosniff")
    }
    #expect(try await server.get("/tiles/villages/9/0/0.mvt").status == 204)
    #expect(try await server.get("/tiles/villages/9/404/269.mvt?x=1").status == 400)
    #expect(try await server.get("/nothing").status == 404)
    let head = try await server.get("/tiles/villages/9/404/269.png", method: "HEAD")
    #expect(head.status == 200 && head.body.isEmpty)
    let options = try await server.get("/tiles/villages/9/404/269.png", method: "OPTIONS")
    #expect(options.status == 204 && options.headers["allow"] == "GET, HEAD, OPTIONS")
    let tag = try #require(head.headers["etag"])
    let again = try await server.get(
      "/tiles/villages/9/404/269.png", headers: ["If-None-Match": tag])
    #expect(again.status == 304)
    let outcome = try server.stop()
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first == "PetaBinaan: http://127.0.0.1:\(server.port)/")
    #expect(lines.count == 6)
    for (line, role) in zip(
      lines.dropFirst(), ["partner", "planner", "officer", "auditor", "admin"])
    {
      let link = "  demo-\(role)\thttp://127.0.0.1:\(server.port)/signin#pbc_"
      #expect(line.hasPrefix(link))
    }
    expectCleanLog(outcome)
    #expect(try demo.folder.names(besides: "demo.gpkg.tiles") == ["demo.gpkg", "demo.gpkg.key"])
  }

  @Test("sends what the command line renders")
  func sameAsCommandLine() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    for address in ["heat/9/404/269.png?breaks=1,2,5", "villages/9/404/269.svg"] {
      let answer = try await server.get("/tiles/\(address)")
      let file = demo.folder.path("tile")
      expect(
        try Tools.geoctl("render", "tile", address, "-o", file, workspace: demo.path), exits: 0)
      #expect(try demo.folder.bytes("tile") == [UInt8](answer.body))
    }
    _ = try server.stop()
  }

  @Test("answers many at once, each with the same bytes as alone")
  func concurrency() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(
      demo.path, flags: ["--render-threads", "2"], token: demo.officer)
    let paths = (402..<406).flatMap { x in
      ["villages/9/\(x)/269.mvt", "villages/9/\(x)/269.png", "heat/9/\(x)/269.png?breaks=1,2,5"]
    }.map { "/tiles/\($0)" }
    var alone: [String: Data] = [:]
    for path in paths { alone[path] = try await server.get(path).body }
    try await withThrowingTaskGroup(of: (String, HTTPClient.Answer).self) {
      [client = server.client] group in
      for _ in 0..<4 {
        for path in paths { group.addTask { (path, try await client.get(path)) } }
      }
      for try await (path, answer) in group {
        #expect([200, 204].contains(answer.status))
        #expect(answer.body == alone[path])
      }
    }
    expectCleanLog(try server.stop())
  }

  @Test("shows what was imported while it runs")
  func followsTheWorkspace() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    let path = "/tiles/villages/9/404/269.png"
    let before = try await server.get(path).headers["x-data-generation"]
    let file = try demo.folder.write(
      CommandLineTests.tips(["T-NEW;2026-01-02;tppo;104,5;-9,5"]), to: "new.csv")
    expect(try Tools.geoctl("import", "tips", file, workspace: demo.path), exits: 0)
    var after = before
    for _ in 0..<200 where after == before {
      try await Task.sleep(for: .milliseconds(100))
      after = try await server.get(path).headers["x-data-generation"]
    }
    #expect(after != before)
    expectCleanLog(try server.stop())
  }

  @Test("ends what it has begun before it stops")
  func drains() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    let client = server.client
    // Not asked for before, so that it takes a while.
    async let slow = client.get("/tiles/heat/10/809/539.png?bandwidth=3000")
    try await Task.sleep(for: .milliseconds(300))
    let outcome = try server.stop()
    let answer = try await slow
    #expect(answer.status == 200 && !answer.body.isEmpty)
    expectCleanLog(outcome)
  }

  @Test(
    "stops in time though a picture takes longer",
    .enabled(if: Tools.runsSlowTests, "slow (set PETABINAAN_SLOW_TESTS=1)"))
  func stopsUnderLongWork() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    let client = server.client
    let slow = Task {
      try await client.get("/tiles/heat/9/404/269@2x.png?bandwidth=20000&breaks=1&exact=true")
    }
    try await Task.sleep(for: .milliseconds(500))
    _ = try server.stop()
    _ = await slow.result
  }

  @Test("stops in time though clients hold connections open, idle or in the middle of a request")
  func stopsUnderSlowClients() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    _ = try await server.get("/health/live")
    let client = try RunningProgram(
      Program.python, [Program.client("half_request.py"), "127.0.0.1", "\(server.port)"])
    try client.waitForOutput("half")
    _ = try server.stop()
  }

  @Test(
    "refuses addresses that others can reach",
    arguments: ["0.0.0.0", "::", "192.0.2.1", "example.com"])
  func refusesPublicAddresses(host: String) throws {
    let demo = try DemoCopy()
    for command in Self.commands {
      let outcome = try Program.run(
        Tools.path(command[0]),
        command.dropFirst() + ["--workspace", demo.path, "--port", "0", "--host", host],
        environment: Tools.environment, seconds: 20)
      expect(outcome, exits: 1, saying: host)
      #expect(outcome.output.isEmpty)
    }
  }

  @Test("refuses a missing or damaged workspace with 3, naming it")
  func refusesBrokenWorkspaces() throws {
    let folder = try ScratchFolder()
    try folder.write("no database", to: "text.gpkg")
    for name in ["missing.gpkg", "text.gpkg"] {
      let outcome = try Program.run(
        Tools.path("tileserver"), ["--workspace", folder.path(name), "--port", "0"],
        environment: Tools.environment, seconds: 20)
      expect(outcome, exits: 3, saying: name)
    }
  }

  @Test("says that its port is taken")
  func portInUse() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    let second = try Program.run(
      Tools.path("tileserver"), ["--workspace", demo.path, "--port", "\(server.port)"],
      environment: Tools.environment, seconds: 20)
    expect(second, exits: 1, saying: "\(server.port)")
    #expect(second.output.isEmpty)
    _ = try server.stop()
    #expect(try demo.folder.names(besides: "demo.gpkg.tiles") == ["demo.gpkg", "demo.gpkg.key"])
  }

  @Test("takes its flags from the environment too, and refuses those it does not know")
  func flags() async throws {
    let demo = try DemoCopy()
    var environment = Tools.environment
    environment["PETABINAAN_WORKSPACE"] = .some(demo.path)
    environment["PETABINAAN_PORT"] = .some("0")
    let program = try RunningProgram(Tools.path("tileserver"), [], environment: environment)
    try program.waitForOutput("http://127.0.0.1:")
    program.signal(SIGINT)
    #expect(try program.wait(seconds: 20).status == 0)
    for flags in [["--bogus"], ["--port", "x"], ["--port", "65536"], ["--render-threads", "0"]] {
      let outcome = try Program.run(
        Tools.path("tileserver"), ["--workspace", demo.path] + flags,
        environment: Tools.environment, seconds: 20)
      #expect(outcome.status != 0 && !outcome.errors.isEmpty)
    }
  }
}
