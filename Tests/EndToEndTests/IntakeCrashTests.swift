import Foundation
import GeoCore
import Support
import Synchronization
import Testing

@Suite("A server that is killed while tips come in")
struct IntakeCrashTests {
  /// What a client was told of the tips that it sent: the id of each that was acknowledged.
  private final class Ledger: Sendable {
    private let state = Mutex<(sent: Int, acknowledged: [Int: String])>((0, [:]))

    var sent: Int { state.withLock(\.sent) }
    var acknowledged: [Int: String] { state.withLock(\.acknowledged) }

    func next() -> Int {
      state.withLock { state in
        state.sent += 1
        return state.sent
      }
    }

    func note(_ number: Int, _ id: String) { state.withLock { $0.acknowledged[number] = id } }
  }

  private static func body(_ number: Int) -> String {
    """
    {"occurred_at":"2026-03-09T10:15:00+07:00","category":"tppo","lon":104.5,"lat":-9.5,\
    "summary":"Uji laporan bernomor \(number) dari luar"}
    """
  }

  private static func send(_ number: Int, to client: HTTPClient) async throws -> String? {
    let answer = try await client.post(
      "/tips", body: body(number),
      headers: ["Content-Type": "application/json", "Idempotency-Key": "round-\(number)"])
    guard answer.status == 201 else { return nil }
    return try JSONObject(String(decoding: answer.body, as: UTF8.self)).text("id")
  }

  /// Sends tips from several clients until the server is gone.
  private static func load(_ client: HTTPClient, _ ledger: Ledger) async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<12 {
        group.addTask {
          while true {
            let number = ledger.next()
            guard let id = try? await send(number, to: client) else { return }
            ledger.note(number, id)
          }
        }
      }
    }
  }

  /// The summaries of all tips that were sent, with the ids under which they are stored.
  private static func stored(in path: String) throws -> [String: [String]] {
    let workspace = try Workspace.open(at: path, mode: .readOnly)
    defer { workspace.close() }
    var found: [String: [String]] = [:]
    try workspace.read {
      try $0.readTipRecords(for: .owner(purpose: "tests")) { tip in
        guard let summary = tip.summary, summary.hasPrefix("Uji laporan") else { return }
        found[summary, default: []].append(tip.id)
      }
    }
    return found
  }

  @Test("has every acknowledged tip once, and what is sent again none twice")
  func killed() async throws {
    let demo = try DemoCopy()
    let ledger = Ledger()
    var random = SeededRandom(seed: UInt64(Date().timeIntervalSince1970))
    var rounds = 0
    for _ in 0..<(Tools.runsSlowTests ? 100 : 3) {
      let server = try await RunningServer(demo.path)
      let milliseconds = Int(random.uniform(20...400))
      let process = server.program.identifier
      async let killing: Void = {
        try await Task.sleep(for: .milliseconds(milliseconds))
        kill(process, SIGKILL)
      }()
      await Self.load(server.client, ledger)
      try await killing
      _ = try server.program.wait()
      let stored = try Self.stored(in: demo.path)
      for (number, id) in ledger.acknowledged {
        #expect(stored["Uji laporan bernomor \(number) dari luar"] == [id], "\(number)")
      }
      rounds += stored.values.allSatisfy { $0.count == 1 } ? 1 : 0
    }
    #expect(rounds == (Tools.runsSlowTests ? 100 : 3))
    #expect(!ledger.acknowledged.isEmpty)
    try await resend(ledger, demo)
  }

  /// A client that has had no answer sends again: then everything is there once.
  private func resend(_ ledger: Ledger, _ demo: DemoCopy) async throws {
    let server = try await RunningServer(demo.path)
    let known = ledger.acknowledged
    for number in 1...ledger.sent where known[number] == nil || number % 10 == 0 {
      let id = try #require(try await Self.send(number, to: server.client))
      if let earlier = known[number] { #expect(id == earlier) }
    }
    expectCleanLog(try server.stop())
    let stored = try Self.stored(in: demo.path)
    #expect(stored.count == ledger.sent && stored.values.allSatisfy { $0.count == 1 })
    #expect(try demo.counts()["tips"] == 4000 + ledger.sent)
  }
}
