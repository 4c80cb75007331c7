import Foundation
import HTTPTypes
import Support
import Synchronization
import Testing

@testable import TileService

@Suite("An entity tag")
struct EntityTagTests {
  @Test("tells bodies apart that differ in one bit or in length")
  func distinguishes() {
    var random = SeededRandom(seed: 91)
    var tags: Set<String> = []
    var body = (0..<200).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    tags.insert(EntityTag.of(body))
    for position in body.indices {
      for bit in 0..<8 {
        body[position] ^= 1 << bit
        tags.insert(EntityTag.of(body))
        body[position] ^= 1 << bit
      }
    }
    for length in 0..<200 { tags.insert(EntityTag.of([UInt8](repeating: 0, count: length))) }
    #expect(tags.count == 1 + 1600 + 200)
    #expect(EntityTag.of(body) == EntityTag.of(body))
  }
}

@Suite("The render pool")
struct RenderPoolTests {
  @Test("turns away at once what would wait too long")
  func overload() async throws {
    let pool = RenderPool(threads: 1, queue: 2)
    let gate = Gate()
    var turnedAway = 0
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<10 {
        group.addTask {
          do { try await pool.run { _ in gate.wait() } } catch is RenderPool.Overloaded {
            return true
          }
          return false
        }
      }
      for try await isTurnedAway in group where isTurnedAway {
        turnedAway += 1
        // The last of those turned away lets the others go on.
        if turnedAway == 7 { gate.open() }
      }
    }
    #expect(turnedAway == 7)
    #expect(try await pool.run { _ in 7 } == 7)
    await pool.shutDown()
  }

  @Test("passes on what the work throws, and takes more work afterwards")
  func failures() async throws {
    struct Failure: Error {}
    let pool = RenderPool(threads: 1, queue: 0)
    for _ in 0..<5 {
      await #expect(throws: Failure.self) { try await pool.run { _ in throw Failure() } }
    }
    #expect(try await pool.run { _ in 1 } == 1)
    await pool.shutDown()
  }

  /// Something that threads wait for.
  private final class Gate: Sendable {
    private let isOpen = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func wait(seconds: Double = 20) {
      let deadline = Date().addingTimeInterval(seconds)
      while !isOpen.load(ordering: .acquiring), Date() < deadline { usleep(1000) }
    }
  }
}

@Suite("The configuration")
struct ServiceConfigurationTests {
  @Test("knows which addresses only this machine can reach")
  func loopback() {
    for host in ["127.0.0.1", "localhost", "::1", "127.3.2.1"] {
      #expect(ServiceConfiguration(workspace: "w", host: host).isLoopback)
    }
    for host in [
      "0.0.0.0", "::", "192.168.1.1", "example.com", "127.example.com", "", "127.0.0.1.nip.io",
    ] {
      #expect(!ServiceConfiguration(workspace: "w", host: host).isLoopback)
    }
  }
}
