import Foundation
import Support
import Testing

/// Tiles on the disk when the server dies without a word.
@Suite("A server that is killed")
struct KilledServerTests {
  private static let rounds = 4

  /// Tiles around the demo, which a store on the disk keeps; each round draws a part of them under load.
  private static let parts: [[String]] = {
    var parts = [[String]](repeating: [], count: rounds)
    for zoom in 9...11 {
      let (x, y, span) = (404 << (zoom - 9), 269 << (zoom - 9), 1 << (zoom - 9))
      for place in 0..<span * span {
        let tile = "\(zoom)/\(x + place % span)/\(y + place / span)"
        let addresses = [
          "villages/\(tile).mvt", "villages/\(tile).png", "coverage/\(tile).mvt?by=phase",
          "service-points/\(tile).mvt",
        ]
        for (kind, address) in addresses.enumerated() {
          parts[(place + kind) % rounds].append("/tiles/" + address)
        }
      }
    }
    return parts
  }()

  /// What a client sees of a tile.
  private struct Seen: Hashable, Sendable {
    let status: Int
    let tag: String?
    let body: Data

    init(_ answer: HTTPClient.Answer) {
      (status, tag, body) = (answer.status, answer.headers["etag"], answer.body)
    }
  }

  @Test("under load leaves tiles that are right, or none: the next one answers as a cold one")
  func killedServerLeavesRightTiles() async throws {
    let demo = try DemoCopy()
    let expected = try await Self.coldAnswers()
    var random = SeededRandom(seed: 105)
    for round in 0...Self.rounds {
      let server = try await RunningServer(demo.path, token: demo.officer)
      try await Self.compare(server, Self.parts.prefix(round).joined(), with: expected)
      guard round < Self.rounds else {
        // Else nothing of this has tried the store.
        #expect(try await Self.answersFromStore(server) > 0)
        return expectCleanLog(try server.stop())
      }
      let moment = random.uniform(0.02...0.25)
      let part = Self.parts[round]
      let seen = try await Self.load(part, on: server, killedAfter: moment, using: &random)
      for (path, answer) in seen { #expect(answer == expected[path], "\(path), round \(round)") }
      #expect(try Self.integrity(of: demo) == "ok\n")
      if round == 2 { try Self.tearLog(of: demo, using: &random) }
    }
  }

  /// The answers of a server that keeps nothing, over a workspace of its own.
  private static func coldAnswers() async throws -> [String: Seen] {
    let demo = try DemoCopy()
    let server = try await RunningServer(
      demo.path, flags: ["--cache-mb", "0"], token: demo.officer)
    var answers: [String: Seen] = [:]
    for path in parts.joined() { answers[path] = Seen(try await server.get(path)) }
    #expect(answers.values.allSatisfy { $0.status == 200 || $0.status == 204 })
    #expect(answers.values.count { $0.status == 200 } > answers.count / 2)
    #expect(try server.stop().status == 0)
    return answers
  }

  /// Asks for tiles from several clients until the server has been killed.
  /// - Returns: The answers that came before.
  private static func load(
    _ paths: [String], on server: RunningServer, killedAfter seconds: Double,
    using random: inout SeededRandom
  ) async throws -> [(String, Seen)] {
    let client = server.client
    let orders = (0..<4).map { _ in paths.shuffled(using: &random) }
    let loads = orders.map { order in
      Task {
        var seen: [(String, Seen)] = []
        for path in order {
          guard let answer = try? await client.get(path) else { break }
          seen.append((path, Seen(answer)))
        }
        return seen
      }
    }
    try await Task.sleep(for: .seconds(seconds))
    server.program.signal(SIGKILL)
    _ = try server.program.wait()
    var seen: [(String, Seen)] = []
    for load in loads { seen += await load.value }
    return seen
  }

  /// What SQLite itself says of the tiles as they were left, of a copy, which it may mend.
  private static func integrity(of demo: DemoCopy) throws -> String {
    let copy = try ScratchFolder()
    for name in try demo.folder.names() where name.hasPrefix("demo.gpkg.tiles") {
      try FileManager.default.copyItem(
        atPath: demo.folder.path(name), toPath: copy.path(name))
    }
    let script = """
      import sqlite3, sys
      print(sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone()[0])
      """
    let outcome = try Program.run(Program.python, ["-c", script, copy.path("demo.gpkg.tiles")])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// Cuts the log of the tiles off somewhere, as when the power goes with the server.
  private static func tearLog(of demo: DemoCopy, using random: inout SeededRandom) throws {
    let path = demo.folder.path("demo.gpkg.tiles-wal")
    guard let log = FileHandle(forUpdatingAtPath: path) else { return }
    let length = try log.seekToEnd()
    try log.truncate(atOffset: UInt64.random(in: 0...length, using: &random))
    try log.close()
  }

  /// Asks a server for tiles that were drawn before it began, or were about to be.
  private static func compare(
    _ server: RunningServer, _ paths: some Sequence<String>, with expected: [String: Seen]
  ) async throws {
    #expect(try await server.get("/health/ready").status == 200)
    for path in paths {
      #expect(try await Seen(server.get(path)) == expected[path], "\(path)")
    }
  }

  /// How many tiles a server has taken from the disk.
  private static func answersFromStore(_ server: RunningServer) async throws -> Int {
    let metrics = String(decoding: try await server.get("/metrics").body, as: UTF8.self)
    let name = #"petabinaan_tile_cache_requests_total{result="store"} "#
    let line = metrics.split(separator: "\n").first { $0.hasPrefix(name) }
    return line.flatMap { Int($0.dropFirst(name.count)) } ?? 0
  }
}
