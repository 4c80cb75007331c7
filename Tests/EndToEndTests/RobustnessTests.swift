import Foundation
import Support
import Testing

/// What clients send that no client should, over real connections.
@Suite("The server, treated badly")
struct RobustnessTests {
  /// What each case of `http_robustness.py` gets.
  static let expected: [(name: String, result: String)] = [
    ("plain", "200"), ("one megabyte of headers", "431"), ("one header of one megabyte", "431"),
    ("a thousand headers", "431"), ("a hundred thousand parameters", "414"),
    ("a thousand parameters", "400"), ("an address of ten kilobytes", "414"),
    ("raw bytes in the path", "400"), ("raw bytes in the query", "400"), ("broken escape", "400"),
    ("unknown method", "501"), ("method of another protocol", "501"),
    ("method in small letters", "501"), ("method that the path has not", "405"),
    ("no host", "400"), ("two hosts", "400"), ("length that is no number", "400"),
    ("negative length", "400"), ("two lengths", "400"), ("length and chunks", "400"),
    ("broken chunk", "400"), ("large body", "413"), ("large chunks", "413"),
    ("later version", "505"), ("no version", "505"), ("TLS to a plain port", "501"),
    ("nonsense", "501"), ("blank in a header name", "400"), ("folded header", "400"),
    ("part", "200"), ("known tag", "304, none"), ("empty tile", "204, none"),
    ("length of a head", "equal"), ("pipeline", "200, 404, 404, 200"),
    ("asks first", "100, 401"), ("asks first with too much", "413"),
    ("half closed", "200, closed"), ("slow head", "closed"), ("slow body", "closed"),
    ("slow reader", "200, closed"), ("silent", "closed"), ("idle", "200, closed"),
  ]

  @Test("answers by the RFCs or closes, and goes on serving with a clean log")
  func cases() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(
      demo.path,
      flags: ["--request-timeout", "2", "--idle-timeout", "3", "--body-limit", "1024"])
    let outcome = try Program.run(
      Program.python, [Program.client("http_robustness.py"), "127.0.0.1", "\(server.port)"],
      seconds: 300)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    let results = Dictionary(lines.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    #expect(results.count == Self.expected.count)
    for (name, result) in Self.expected {
      #expect(results[name] == result, "\(name)")
    }
    #expect(try await server.get("/health/ready").status == 200)
    expectCleanLog(try server.stop())
  }

  @Test("holds many idle connections, and answers each of them and others meanwhile")
  func idleConnections() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path)
    // Ten thousand are measured by hand; here the limit of the machine must not matter.
    let outcome = try Program.run(
      Program.python,
      [
        Program.client("idle_connections.py"), "127.0.0.1", "\(server.port)", "500",
        "\(server.program.identifier)",
      ], seconds: 120)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("still there\t500\n"))
    expectCleanLog(try server.stop())
  }

  @Test("takes no more connections than it may, and further ones wait their turn")
  func connectionLimit() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(
      demo.path, flags: ["--connection-limit", "16", "--idle-timeout", "2"])
    let outcome = try Program.run(
      Program.python,
      [Program.client("waiting_connections.py"), "127.0.0.1", "\(server.port)", "24"],
      seconds: 60)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output == "24 answered\n")
    _ = try server.stop()
  }
}
