import Foundation
import Support
import Testing

/// A server under the hands of whoever runs it: settings, signals, certificates.
@Suite("The server under operation")
struct SignalTests {
  static let hasOpenSSL = Program.isThere("openssl", ["version"])
  static let hasHTTP2 =
    (try? Program.run("curl", ["--version"]))?.output.contains("HTTP2") == true

  @Test("refuses settings that are wrong with 2 and one sentence", arguments: ServerTests.commands)
  func refusesSettings(command: [String]) throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write("port: 0\nprot: 1\n", to: "c.yaml")
    var environment = Tools.environment
    environment["PETABINAAN_CONFIG"] = .some(file)
    for (flags, variables, words) in [
      (["--config", file], Tools.environment, ["c.yaml:2: prot", "port?"]),
      ([], environment, ["c.yaml:2: prot"]), (["--port", "x"], Tools.environment, ["--port 'x'"]),
      (["--bogus"], Tools.environment, ["--bogus"]),
    ] as [([String], [String: String?], [String])] {
      let outcome = try Program.run(
        Tools.path(command[0]), command.dropFirst() + ["--workspace", demo.path] + flags,
        environment: variables, seconds: 20)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    }
  }

  @Test("takes its settings from a file, and takes up on SIGHUP what may change")
  func reloads() async throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write("log-format: json\nport: 0\n", to: "c.yaml")
    let server = try await RunningServer(demo.path, flags: ["--config", file])
    let page = ["Origin": "https://peta.example"]
    func allowed() async throws -> String? {
      try await server.get("/health/live", headers: page).headers["access-control-allow-origin"]
    }
    #expect(try await allowed() == nil)
    try demo.folder.write(
      "log-format: json\nport: 0\ncors-origins: https://peta.example\n", to: "c.yaml")
    server.program.signal(SIGHUP)
    for _ in 0..<200 where try await allowed() == nil {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try await allowed() == "https://peta.example")
    try demo.folder.write("port: 0\nbogus: 1\n", to: "c.yaml")
    server.program.signal(SIGHUP)
    let refused = #"petabinaan_reloads_total{result="refused"} 1"#
    var metrics = ""
    for _ in 0..<200 where !metrics.contains(refused) {
      try await Task.sleep(for: .milliseconds(50))
      metrics = String(decoding: try await server.get("/metrics").body, as: UTF8.self)
    }
    #expect(metrics.contains(refused))
    #expect(try await allowed() == "https://peta.example")
    let outcome = try server.stop()
    let lines = try outcome.errors.split(separator: "\n").map { try JSONObject(String($0)) }
    let changed = lines.filter { $0.text("message") == "a setting has changed" }
    #expect(changed.map { $0.text("setting") } == ["cors-origins"])
    let errors = lines.filter { $0.text("level") == "error" }
    #expect(errors.count == 1 && errors.first?.text("error")?.contains("c.yaml:2: bogus") == true)
  }

  @Test("is told on SIGTERM: takes nothing new, ends what it has begun, and ends with 0")
  func drains() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    let client = server.client
    // Not asked for before, so that it takes a while.
    async let slow = client.get("/tiles/heat/10/809/539@2x.png?bandwidth=4000&breaks=1")
    try await Task.sleep(for: .milliseconds(150))
    let outcome = try server.stop()
    let answer = try await slow
    #expect(answer.status == 200 && !answer.body.isEmpty)
    #expect(outcome.status == 0)
    await #expect(throws: (any Error).self) { try await client.get("/health/live") }
  }

  /// Makes a certificate of its own authority for localhost.
  private static func certificate(_ name: String, in folder: ScratchFolder) throws {
    let outcome = try Program.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost",
        "-keyout", folder.path("key.pem"), "-out", folder.path("cert.pem"),
      ])
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Starts a server with the certificate in the folder of a demo.
  private static func encrypted(_ demo: DemoCopy) throws -> (RunningProgram, port: Int) {
    let program = try RunningProgram(
      Tools.path("tileserver"),
      [
        "--workspace", demo.path, "--port", "0", "--tls-cert", demo.folder.path("cert.pem"),
        "--tls-key", demo.folder.path("key.pem"),
      ], environment: Tools.environment)
    try program.waitForOutput("/\n")
    let line = try #require(program.outputSoFar.split(separator: "\n").first)
    let address = try #require(URL(string: String(line.split(separator: " ").last ?? "")))
    return (program, try #require(address.port))
  }

  /// What curl says of a tile: version of HTTP, status, and bytes.
  private static func curl(
    _ port: Int, _ version: String, authority: String, path: String = "/health/ready"
  ) throws -> String {
    let outcome = try Program.run(
      "curl",
      [
        // To repeat a request, which it does while the server loads, curl must be able to cut the file.
        "--silent", "--show-error", version, "--cacert", authority, "--compressed", "--output",
        authority + ".body", "--write-out", "%{http_version} %{http_code}", "--retry", "20",
        "--retry-delay", "1", "https://localhost:\(port)\(path)",
      ], seconds: 60)
    return outcome.status == 0 ? outcome.output : "curl \(outcome.status)"
  }

  @Test(
    "speaks HTTP/2 and HTTP/1.1 over TLS, and shows a new certificate after SIGHUP: curl",
    .enabled(if: hasOpenSSL && hasHTTP2, "openssl or curl with HTTP/2 is not there"))
  func http2() async throws {
    let demo = try DemoCopy()
    try Self.certificate("first", in: demo.folder)
    let (program, port) = try Self.encrypted(demo)
    let first = demo.folder.path("first.pem")
    try FileManager.default.copyItem(atPath: demo.folder.path("cert.pem"), toPath: first)
    for (version, expected) in [("--http2", "2 200"), ("--http1.1", "1.1 200")] {
      for path in ["/health/ready", "/tiles/villages/9/404/269.mvt"] {
        let result = try Self.curl(port, version, authority: first, path: path)
        #expect(result == expected)
      }
    }
    try Self.certificate("second", in: demo.folder)
    let second = demo.folder.path("cert.pem")
    #expect(try Self.curl(port, "--http2", authority: second) == "curl 60")
    program.signal(SIGHUP)
    for _ in 0..<100 where try Self.curl(port, "--http2", authority: second) != "2 200" {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try Self.curl(port, "--http2", authority: second) == "2 200")
    #expect(try Self.curl(port, "--http2", authority: first) == "curl 60")
    // A certificate without its key is not taken, and the one before goes on.
    let kept = demo.folder.path("kept.pem")
    try FileManager.default.copyItem(atPath: second, toPath: kept)
    try demo.folder.write("no key", to: "key.pem")
    program.signal(SIGHUP)
    try await Task.sleep(for: .milliseconds(500))
    #expect(try Self.curl(port, "--http2", authority: kept) == "2 200")
    program.signal(SIGTERM)
    let outcome = try program.wait(seconds: 20)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("the settings stay as they are"))
  }
}
