import Foundation
import Support
import Testing

/// The examples of `deploy/` with the programs that they are for.
@Suite("The examples for putting the server on a network")
struct DeployTests {
  static let hasNginx = Program.isThere("nginx", ["-v"])
  static let hasSystemd = Program.isThere("systemd-analyze")
  static let folder = TestData.packageRoot.appendingPathComponent("deploy")

  private static func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  @Test("hold settings that the server takes")
  func settings() throws {
    let demo = try DemoCopy()
    // A workspace that is not there ends with 3; settings that are wrong would end with 2 before.
    let outcome = try Program.run(
      Tools.path("tileserver"),
      [
        "--config", Self.folder.appendingPathComponent("petabinaan.yaml").path, "--workspace",
        demo.folder.path("nothing.gpkg"),
      ], environment: Tools.environment, seconds: 20)
    expect(outcome, exits: 3, saying: "nothing.gpkg")
  }

  @Test(
    "hold a unit that systemd finds sound and well locked up",
    .enabled(if: hasSystemd, "systemd-analyze is not there"))
  func unit() throws {
    let folder = try ScratchFolder()
    let unit = try folder.write(
      try Self.text("petabinaan.service")
        .replacing("/usr/local/bin/tileserver", with: Tools.path("tileserver"))
        .replacing("User=petabinaan", with: "User=nobody")
        .replacing("Group=petabinaan", with: "Group=nogroup"), to: "petabinaan.service")
    let verified = try Program.run("systemd-analyze", ["verify", "--man=no", unit])
    // An account of the test's own would have to be made first; what is said of this one is not meant.
    let complaints = verified.errors.split(separator: "\n").filter {
      $0.contains("petabinaan.service") && !$0.contains("Special user nobody")
    }
    #expect(complaints.isEmpty, "\(complaints)")
    let security = try Program.run(
      "systemd-analyze", ["security", "--offline=true", "--threshold=20", unit])
    #expect(security.status == 0, "\(security.output.suffix(300))\(security.errors)")
  }

  /// nginx with the site, on ports and in a folder of its own.
  private struct Nginx {
    let program: RunningProgram
    let port: Int
    let authority: String

    init(before server: Int, in folder: ScratchFolder) throws {
      authority = folder.path("cert.pem")
      port = Int.random(in: 20_000...29_999)
      let made = try Program.run(
        "openssl",
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
          "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=DNS:localhost", "-keyout",
          folder.path("key.pem"), "-out", authority,
        ])
      try #require(made.status == 0, "\(made.errors)")
      let changes = [
        ("127.0.0.1:8080", "127.0.0.1:\(server)"), ("listen 80;", "listen 127.0.0.1:\(port + 1);"),
        ("listen [::]:80;", ""), ("listen [::]:443 ssl http2;", ""),
        ("listen 443", "listen 127.0.0.1:\(port)"), ("peta.example.go.id", "localhost"),
        ("/etc/nginx/petabinaan/fullchain.pem", authority),
        ("/etc/nginx/petabinaan/privkey.pem", folder.path("key.pem")),
        ("/var/cache/nginx/petabinaan", folder.path("cache")),
        ("/var/log/nginx/petabinaan.log", folder.path("error.log")),
      ]
      var site = try DeployTests.text("nginx-site.conf")
      for (from, to) in changes {
        #expect(site.contains(from), "\(from)")
        site.replace(from, with: to)
      }
      let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
        "\($0)_temp_path \(folder.path($0));"
      }
      let whole = """
        daemon off; worker_processes 1; pid \(folder.path("pid")); error_log stderr warn;
        events { worker_connections 256; }
        http { \(temporary.joined(separator: " ")) \(site) }
        """
      let file = try folder.write(whole, to: "nginx.conf")
      let tested = try Program.run("nginx", ["-t", "-e", "stderr", "-c", file])
      #expect(tested.status == 0, "\(tested.errors)")
      #expect(!tested.errors.contains("[warn]"), "\(tested.errors)")
      program = try RunningProgram("nginx", ["-e", "stderr", "-c", file])
    }

    struct Answer {
      /// Version of HTTP, status, and bytes of the body.
      var summary: String
      var headers: [String: String]
    }

    /// Asks for a path by way of nginx: curl.
    func get(_ path: String, _ fields: String...) throws -> Answer {
      let outcome = try Program.run(
        "curl",
        [
          "--silent", "--show-error", "--http2", "--cacert", authority, "--dump-header", "-",
          "--output", "/dev/null", "--write-out", "\n%{http_version} %{http_code}",
          "--retry-connrefused", "--retry", "3", "--retry-delay", "1", "--compressed",
        ] + fields.flatMap { ["--header", $0] } + ["https://localhost:\(port)\(path)"])
      let lines = outcome.output.split(whereSeparator: \.isNewline)
      let headers = lines.compactMap { line -> (String, String)? in
        guard let colon = line.firstRange(of: ": ") else { return nil }
        return (line[..<colon.lowerBound].lowercased(), String(line[colon.upperBound...]))
      }
      return Answer(
        summary: String(lines.last ?? ""),
        headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }))
    }
  }

  @Test(
    "hold a site of nginx that encrypts, keeps what everybody sees and nothing else",
    .enabled(
      if: hasNginx && SignalTests.hasOpenSSL && SignalTests.hasHTTP2,
      "nginx, openssl or curl with HTTP/2 is not there"))
  func nginx() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(
      demo.path, flags: ["--behind-proxy", "--request-log", "--log-format", "json"])
    let nginx = try Nginx(before: server.port, in: demo.folder)
    let tile = "/tiles/villages/9/404/269.mvt"
    let first = try nginx.get(tile)
    #expect(first.summary == "2 200" && first.headers["x-cache"] == "MISS")
    #expect(first.headers["content-encoding"] == "gzip")
    #expect(first.headers["strict-transport-security"] != nil)
    let second = try nginx.get(tile)
    #expect(second.summary == "2 200" && second.headers["x-cache"] == "HIT")
    #expect(second.headers["etag"] == first.headers["etag"])
    #expect(try nginx.get(tile, "If-None-Match: \(first.headers["etag"] ?? "")").summary == "2 304")
    // What an officer sees is kept by nobody, and what the public sees is not given in its place.
    let token = try #require(demo.officer)
    for path in ["/tiles/heat/9/404/269.png?breaks=1,2,5", tile] {
      for _ in 0..<2 {
        let answer = try nginx.get(path, "Authorization: Bearer \(token)", "X-Purpose: tests")
        #expect(answer.summary == "2 200" && answer.headers["x-cache"] == "BYPASS", "\(path)")
      }
    }
    #expect(try nginx.get("/tiles/heat/9/404/269.png?breaks=1,2,5").summary == "2 401")
    #expect(try nginx.get("/metrics").summary == "2 404")
    #expect(try nginx.get("/health/ready").headers["x-cache"] == "MISS")
    #expect(try nginx.get("/health/ready").headers["x-cache"] == "MISS")
    // Addresses of documents name the host and the scheme by which the client came.
    let style = try nginx.get("/tiles/villages.json")
    #expect(style.summary == "2 200")
    let name = try #require(first.headers["x-request-id"])
    nginx.program.signal(SIGQUIT)
    _ = try nginx.program.wait(seconds: 20)
    let log = try server.stop().errors
    #expect(log.contains(#""request":"\#(name)""#))
    #expect(log.split(separator: "\n").count { $0.contains("/tiles/{layer}/{z}/{x}/{rest}") } == 6)
  }
}
