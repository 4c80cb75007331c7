import Foundation
import Support
import Testing

@Suite("Access to a running server")
struct AccessTests {
  private static let heat = "/tiles/heat/9/404/269.png?breaks=1,2,5"

  private static func bearer(_ token: String?) -> [String: String] {
    ["Authorization": "Bearer \(token ?? "")", "X-Purpose": "tes"]
  }

  @Test("follows accounts that are added and revoked while it runs")
  func followsAccounts() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path)
    #expect(try await server.get(Self.heat).status == 401)
    let added = try Tools.geoctl(
      "user", "add", "--json", "--name", "petugas", "--role", "officer", "--area", "99",
      workspace: demo.path)
    expect(added, exits: 0)
    let token = try #require(try JSONObject(added.output).text("token"))
    let isIn = try await Self.becomes(200, server, token)
    #expect(isIn)
    expect(
      try Tools.geoctl("user", "revoke", "--name", "petugas", workspace: demo.path), exits: 0)
    let isOut = try await Self.becomes(401, server, token)
    #expect(isOut)
    let outcome = try server.stop()
    #expect(!(outcome.output + outcome.errors).contains(token.dropFirst(3)))
  }

  /// Waits until heat is answered with a status.
  private static func becomes(
    _ status: Int, _ server: RunningServer, _ token: String
  ) async throws -> Bool {
    for _ in 0..<200 {
      if try await server.get(heat, headers: bearer(token)).status == status { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  @Test("notes what officers see in a log that stays whole beside the command line's entries")
  func audits() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    for x in 403..<407 {
      #expect(try await server.get("/tiles/heat/9/\(x)/269.png?breaks=1").status == 200)
      expect(try Tools.geoctl("audit", "show", "--quiet", workspace: demo.path), exits: 0)
    }
    let auditor = Self.bearer(demo.tokens["auditor"])
    let answer = try await server.get("/audit?limit=1000", headers: auditor)
    #expect(answer.status == 200)
    let details = try JSONObject(String(decoding: answer.body, as: UTF8.self)).list("entries")
      .filter { $0.text("action") == "http.read" }.compactMap { $0.text("detail") }
    #expect(details == (403..<407).reversed().map { "GET /tiles/heat/9/\($0)/269.png?breaks=1" })
    expectCleanLog(try server.stop())
    expect(try Tools.geoctl("audit", "verify", workspace: demo.path), exits: 0)
    #expect(try demo.folder.names(besides: "demo.gpkg.tiles") == ["demo.gpkg", "demo.gpkg.key"])
  }

  @Test("writes the last entries before it ends")
  func flushesAtTheEnd() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path, token: demo.officer)
    for x in 400..<410 { _ = try await server.get("/tiles/heat/9/\(x)/269.png?breaks=1") }
    _ = try server.stop()
    let shown = try Tools.geoctl("audit", "show", "--json", workspace: demo.path)
    let entries = try JSONObject(shown.output).list("entries")
    #expect(entries.count { $0.text("action") == "http.read" } == 10)
  }

  @Test("shows no single tips when the log's key is gone, and all the rest")
  func withoutKey() async throws {
    let demo = try DemoCopy()
    try FileManager.default.removeItem(atPath: demo.folder.path("demo.gpkg.key"))
    let server = try await RunningServer(demo.path, token: demo.officer)
    #expect(try await server.get(Self.heat).status == 503)
    #expect(try await server.get("/tiles/villages/9/404/269.png").status == 200)
    _ = try server.stop()
  }

  @Test("signs a browser in by the link on its first lines, once")
  func signInLinks() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path)
    let link = try #require(
      server.program.outputSoFar.split(whereSeparator: \.isWhitespace)
        .first { $0.contains("signin#") && $0.hasPrefix("http://127.0.0.1:") })
    let code = try #require(link.split(separator: "#").last)
    for status in [201, 401] {
      let answer = try await server.client.post(
        "/session", body: "{\"code\":\"\(code)\"}",
        headers: ["Content-Type": "application/json"])
      #expect(answer.status == status)
      #expect((answer.headers["set-cookie"]?.contains("HttpOnly") == true) == (status == 201))
    }
    _ = try server.stop()
  }

  @Test(
    "refuses requests that are too large or malformed, and lives on",
    arguments: [
      "GET / HTTP/1.1\r\nHost: localhost\r\nX-Big: \(String(repeating: "a", count: 60_000))\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n"
        + (0..<500).map { "X-\($0): a\r\n" }.joined() + "\r\n",
      "GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX-Bad: a\u{0}b\r\n\r\n",
      "POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: 900000000\r\n\r\n{",
      "nonsense\r\n\r\n",
    ])
  func malformed(request: String) async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path)
    let file = try demo.folder.write(request, to: "request")
    let outcome = try Program.run(
      Program.python, [Program.client("raw_request.py"), "127.0.0.1", "\(server.port)", file])
    let line = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    // What does not begin with a method of HTTP may be one that is not known.
    let isRefused = ["HTTP/1.1 4", "HTTP/1.1 501"].contains(where: line.hasPrefix)
    #expect(line == "closed" || isRefused, "\(line)")
    #expect(try await server.get("/health/live").status == 200)
    _ = try server.stop()
  }
}

@Suite("An encrypted server")
struct EncryptionTests {
  static let hasOpenSSL = Program.isThere("openssl", ["version"])
  static let hasCurl = Program.isThere("curl")

  /// A certificate for 127.0.0.1 that vouches for itself, and its key.
  private static func makeCertificate(_ folder: ScratchFolder, _ name: String) throws {
    let outcome = try Program.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", folder.path("\(name).key"), "-out", folder.path("\(name).pem"),
      ])
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "speaks HTTP/1.1 and HTTP/2 to clients that trust its certificate, and nothing in the clear",
    .enabled(
      if: hasOpenSSL && hasCurl, "openssl or curl is not there (install openssl and curl)"),
    arguments: ["--http1.1", "--http2"])
  func roundTrip(version: String) async throws {
    let demo = try DemoCopy()
    try Self.makeCertificate(demo.folder, "own")
    let program = try RunningProgram(
      Tools.path("tileserver"),
      [
        "--workspace", demo.path, "--port", "0", "--host", "0.0.0.0",
        "--tls-cert", demo.folder.path("own.pem"), "--tls-key", demo.folder.path("own.key"),
      ], environment: Tools.environment)
    try program.waitForOutput("/\n")
    #expect(!program.outputSoFar.contains("signin#"))
    let port = try #require(
      program.outputSoFar.split(separator: ":").last?.prefix { $0.isNumber })
    func curl(_ scheme: String, _ path: String, _ more: [String] = []) throws -> ProgramOutcome {
      try Program.run(
        "curl",
        [
          "-s", version, "--cacert", demo.folder.path("own.pem"), "-o", demo.folder.path("body"),
          "-D", "-", "-w", "%{http_code} %{http_version}", "-H", "X-Purpose: tes",
        ] + more + ["\(scheme)://127.0.0.1:\(port)\(path)"])
    }
    let path = "/tiles/villages.json"
    for _ in 0..<600 {
      if try curl("https", "/health/ready").output.contains("200 ") { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    let answer = try curl("https", path, ["-u", ":\(demo.officer ?? "")"])
    #expect(answer.output.hasSuffix("200 \(version == "--http2" ? "2" : "1.1")"))
    #expect(answer.output.lowercased().contains("strict-transport-security: max-age="))
    let body = String(decoding: try demo.folder.bytes("body"), as: UTF8.self)
    #expect(body.contains("https://127.0.0.1:\(port)/tiles/"))
    let heat = try curl(
      "https", "/tiles/heat/9/404/269.png?breaks=1", ["-u", ":\(demo.officer ?? "")"])
    #expect(heat.output.contains("200 "))
    #expect(try curl("http", path).output.hasSuffix("000 0"))
    program.signal(SIGTERM)
    #expect(try program.wait(seconds: 20).status == 0)
  }

  @Test(
    "does not start on half a certificate, or on one of somebody else's key",
    .enabled(if: hasOpenSSL, "openssl is not there (install openssl)"))
  func refusesBadCertificates() throws {
    let demo = try DemoCopy()
    try Self.makeCertificate(demo.folder, "own")
    try Self.makeCertificate(demo.folder, "other")
    try demo.folder.write("no certificate", to: "text.pem")
    let path = demo.folder.path
    for flags in [
      ["--tls-cert", path("own.pem")], ["--tls-key", path("own.key")],
      ["--tls-cert", path("own.pem"), "--tls-key", path("other.key")],
      ["--tls-cert", path("text.pem"), "--tls-key", path("own.key")],
      ["--tls-cert", path("missing.pem"), "--tls-key", path("own.key")],
      ["--tls-cert", path("own.pem"), "--tls-key", path("own.key"), "--behind-proxy"],
    ] {
      let outcome = try Program.run(
        Tools.path("tileserver"), ["--workspace", demo.path, "--port", "0"] + flags,
        environment: Tools.environment, seconds: 20)
      expect(outcome, exits: 1)
      #expect(outcome.output.isEmpty && outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("behind a proxy listens where others can reach it, and prints no links")
  func behindProxy() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(
      demo.path, flags: ["--host", "0.0.0.0", "--behind-proxy"])
    #expect(!server.program.outputSoFar.contains("signin#"))
    let answer = try await server.get("/tiles/villages.json", headers: ["Host": "peta.example"])
    #expect(answer.status == 200)
    _ = try server.stop()
  }
}
